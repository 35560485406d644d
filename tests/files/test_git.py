"""What a real git repository says, and how its absence is told."""

from pathlib import Path

import pytest

from ritual.errors import NotFound, Refused
from ritual.files import git
from ritual.files.git import Identity
from tests.nasty import NASTY
from tests.repositories import ANA, BO
from tests.repositories import Repository as Made


def opened(folder: Path, **env: str) -> git.Repository:
    return git.Repository({"HOME": str(folder), **env}, folder)


def test_a_commit_says_who_what_and_with_whom(tmp_path: Path) -> None:
    made = Made(tmp_path / "r")
    first = made.commit("first", "a file")
    short = made.commit(
        "runbook: rollback\n\nWhy.\n\nCo-authored-by: Chris <C@example.org>\nReviewed-by: Dai\n", "x\ny", by=BO
    )
    found = opened(made.folder).commit("HEAD")
    assert (found.short, found.evidence, found.files) == (short, f"{short}  runbook: rollback", ())
    assert (found.author, found.at) == (Identity(*BO), "2026-11-23T10:00:00+01:00")
    assert found.trailers == (("co-authored-by", "Chris <C@example.org>"), ("reviewed-by", "Dai"))
    assert opened(made.folder).commit("HEAD~1").short == first


def test_recent_commits_come_with_their_files(tmp_path: Path) -> None:
    made = Made(tmp_path / "r")
    made.commit("old", "a", at="2026-01-01T00:00:00Z")
    made.commit("empty")
    made.commit("two", "a", "i", "odd\nname", "b c/d")
    newest, empty = opened(made.folder).recent(10, "2026-11-01")
    assert (newest.subject, newest.files) == ("two", ("a", "b c/d", "i", "odd\nname"))
    assert (empty.subject, empty.files) == ("empty", ())
    assert len(opened(made.folder).recent(1, "2026-11-01")) == 1


def test_a_repository_without_commits_has_none(tmp_path: Path) -> None:
    made = Made(tmp_path / "r")
    assert opened(made.folder).recent(10, "2026-11-01") == []
    with pytest.raises(NotFound, match="no commit “HEAD”"):
        opened(made.folder).commit("HEAD")


@pytest.mark.parametrize(
    "revision", ["--help", "-n1", "nope", "HEAD:a", "a\0b", "\udcff", "x" * 200, "", "HEAD^{tree}"]
)
def test_what_means_no_commit_is_refused(tmp_path: Path, revision: str) -> None:
    made = Made(tmp_path / "r")
    made.commit("first", "a")
    with pytest.raises(NotFound):
        opened(made.folder).commit(revision)


def test_hostile_words_are_cleaned(tmp_path: Path) -> None:
    made = Made(tmp_path / "r")
    made.commit("\x1b]0;t\x07 \x1b[31mred " + "long " * 60, "a", by=("Eve\x1b[2J\u202e", "eve@\x1b[1mx"))
    found = opened(made.folder).commit("HEAD")
    assert found.subject.startswith("red long")
    assert len(found.subject) == git.LONGEST_SUBJECT
    assert found.author == Identity("Eve", "eve@x")


def test_any_subject_keeps_the_fields_apart(tmp_path: Path) -> None:
    made = Made(tmp_path / "r")
    texts = [text for text in NASTY if text.strip() and text.isprintable() and "\0" not in text][:12]
    for text in texts:
        made.commit(f"x {text}\n\nCo-authored-by: {text} <a@b>", "same")
    found = opened(made.folder).recent(100, "2026-11-01")
    assert len(found) == len(texts)
    assert all(each.files == ("same",) and each.author == Identity(*ANA) for each in found)


def test_who_commits_here(tmp_path: Path) -> None:
    made = Made(tmp_path / "r")
    assert opened(made.folder).committer() == Identity(*ANA)


def test_no_repository_and_no_git_are_told(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="no git repository"):
        opened(tmp_path)
    with pytest.raises(Refused, match="can't be found"):
        opened(tmp_path, PATH=str(tmp_path))
    for script in ("#!/bin/sh\necho 'fatal: detected dubious ownership' >&2; exit 128\n", "no program at all"):
        (tmp_path / "git").write_text(script)
        (tmp_path / "git").chmod(0o755)
        with pytest.raises(Refused, match=r"doesn't trust|no answer"):
            opened(tmp_path, PATH=str(tmp_path))


def test_a_commit_that_cannot_be_read_is_none(tmp_path: Path) -> None:
    (tmp_path / "git").write_text('#!/bin/sh\ncase "$*" in *rev-parse*) echo abc;; esac\n')
    (tmp_path / "git").chmod(0o755)
    with pytest.raises(NotFound):
        opened(tmp_path, PATH=str(tmp_path)).commit("HEAD")


def test_git_reaches_no_network(tmp_path: Path) -> None:
    """A partial clone lacks what it has not been asked for; reading must not fetch it."""
    origin = Made(tmp_path / "origin")
    origin.commit("first", "a", "b")
    origin.git("config", "uploadpack.allowFilter", "true")
    clone = tmp_path / "clone"
    origin.git("clone", "-q", "--filter=tree:0", "--no-checkout", origin.folder.as_uri(), str(clone))
    before = sorted(path.name for path in clone.rglob("*.pack"))
    opened(clone).recent(5, "2026-11-01")
    assert sorted(path.name for path in clone.rglob("*.pack")) == before
    origin.git("-C", str(clone), "log", "--name-only")
    assert sorted(path.name for path in clone.rglob("*.pack")) != before
