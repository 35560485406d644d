"""Evidence with thanks and wins: a checked link, a commit of the repository here, a value."""

import json

from tests.cli.shells import Ran, Typing
from tests.repositories import ANA, BO, Repository


def repository(shell: Typing) -> Repository:
    return Repository(shell.machine.cwd / "work")


def inside(shell: Typing, *argv: str, keys: str | None = None) -> Ran:
    """Runs a command in the repository."""
    before, shell.machine.cwd = shell.machine.cwd, shell.machine.cwd / "work"
    ran = shell.run(*argv) if keys is None else shell.type(*argv, keys=keys)
    shell.machine.cwd = before
    return ran


def newest(shell: Typing) -> dict[str, object]:
    found: dict[str, object] = json.loads(shell.give("log", "--json", "-n", "1"))
    return found


def test_a_commit_is_the_evidence(shell: Typing) -> None:
    short = repository(shell).commit("runbook: rollback", "a", by=BO)
    ran = inside(shell, "kudos", "@bo", "saved me an hour", "--commit")
    assert ran.out == "Sealed for Bo: “saved me an hour”\n"
    assert ran.err.splitlines()[0] == f"With it: {short}  runbook: rollback"
    assert newest(shell)["link"] == f"{short}  runbook: rollback"
    ran = inside(shell, "win", "calm releases", "--commit", "HEAD", "--value", "care")
    assert ran.err == f"With it: {short}  runbook: rollback\n"
    assert newest(shell)["value"] == "care"
    assert f"(care · {short} runbook: rollback)" in shell.give("log", "calm")
    assert '"value": "care"' in shell.give("recap", "today", "--format", "jsonl")


def test_whoever_wrote_the_commit_is_suggested_and_asked_about(shell: Typing) -> None:
    made = repository(shell)
    short = made.commit("fix\n\nCo-authored-by: Chris Vega <c@x>", "a", by=BO)
    ran = inside(shell, "kudos", "--commit", keys="y\nthe fix\n")
    assert ran.err.startswith("The commit is by Bo and Chris. Thank @bo and @chris? [y/N] What for? ")
    assert ran.out == "Sealed for Bo and Chris: “the fix”\n"
    assert inside(shell, "kudos", "--commit", keys="n\n@dai\nthe fix\n").out == "Sealed for Dai: “the fix”\n"
    ran = inside(shell, "kudos", "--commit")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.splitlines()[1] == f"The commit suggests `ritual kudos @bo @chris --commit={short}`."


def test_my_own_commit_and_a_stranger_suggest_nobody(shell: Typing) -> None:
    made = repository(shell)
    made.commit("mine", "a", by=ANA)
    assert "by Ana Ruiz; nobody else in the team" in inside(shell, "kudos", "--commit").err
    made.commit("theirs", "a", by=("Eve", "eve@example.org"))
    assert "by Eve; nobody else in the team" in inside(shell, "kudos", "--commit").err
    assert inside(shell, "kudos", "--commit", keys="@bo\nx\n").err.startswith("For whom? What for? ")
    settings = shell.machine.home / "config" / "config.toml"
    settings.parent.mkdir(parents=True, exist_ok=True)
    settings.write_text('[git]\n"Eve@Example.org" = "@dai"\n')
    assert "`ritual kudos @dai --commit=" in inside(shell, "kudos", "--commit").err
    assert b"eve@example.org" not in shell.machine.bytes()


def test_everything_that_is_wrong_is_told_at_once(shell: Typing) -> None:
    ran = shell.run("kudos", "@bob", "@eve", "x", "--link", "a b", "--value", "v" * 41, "--from", "@zoe", "--commit")
    assert (ran.code, ran.out) == (2, "")
    said = [row for row in ran.err.splitlines() if row.startswith("ritual: ")]
    assert len(said) == 6
    for part in ("@zoe", "“a b” is no link", "at most 40 letters", "Either --link or --commit", "@bob", "@eve"):
        assert part in ran.err
    ran = shell.run("win", "x", "--with", "@bob,@eve", "--link", "javascript:" + "x" * 90)
    assert len([row for row in ran.err.splitlines() if row.startswith("ritual: ")]) == 3
    assert "…” is no link" in ran.err
    assert shell.run("kudos", "--lnk", "--nwo").err.count("ritual: There is no option") == 2
    assert shell.give("log") == ""


def test_a_commit_that_is_not_there_is_told(shell: Typing) -> None:
    repository(shell)
    for rev in ("--commit", "--commit=--help", "--commit=nope"):
        ran = inside(shell, "kudos", "@bo", "x", rev)
        assert (ran.code, ran.out) == (2, "")
        assert "There is no commit" in ran.err
    ran = shell.run("kudos", "@bo", "x", "--commit", "HEAD")
    assert (ran.code, ran.err) == (1, "ritual: This folder is in no git repository.\n")


def test_a_value_shows_in_the_jar(shell: Typing) -> None:
    shell.give("kudos", "@bo", "the review", "--value", "care", "--link", "a41f9c")
    ran = shell.run("start", "standup", "--plain", stdin="n\n" * 12)
    assert "“the review”\ncare\na41f9c\n" in ran.out
