"""Trailers of my own commits become entries by a real hook in a real repository, once each, and never stop a commit."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.shells import Ran, Typing
from tests.repositories import BO, Repository

ROOT = Path(__file__).parents[2]
MESSAGE = """\
runbook: rollback

Why.

Thanks-to: @bo @chris the rollback notes
Win: releases are calm
Signed-off-by: x <y>
"""


class Hooked(Repository):
    """A repository whose commits run the hook, with a `ritual` on the path that has a home of its own."""

    def __init__(self, shell: Typing) -> None:
        super().__init__(shell.machine.cwd / "work")
        self.shell = shell
        bin_ = shell.machine.cwd / "bin"
        bin_.mkdir()
        program = bin_ / "ritual"
        program.write_text(
            f"#!/bin/sh\nexport RITUAL_HOME='{shell.machine.home}' PYTHONPATH='{ROOT / 'src'}'\n"
            f"exec '{sys.executable}' -m ritual \"$@\"\n"
        )
        program.chmod(0o755)
        hook = self.folder / ".git" / "hooks" / "post-commit"
        hook.parent.mkdir(exist_ok=True)
        hook.write_text(shell.give("hooks", "print", "post-commit"))
        hook.chmod(0o755)
        self.said = ""

    def git(self, *arguments: str, **env: str) -> str:
        told = {"HOME": str(self.folder), "GIT_CONFIG_NOSYSTEM": "1", **env}
        told["PATH"] = f"{self.folder.parent / 'bin'}:{os.environ['PATH']}"
        ran = subprocess.run(["git", *arguments], cwd=self.folder, env=told, capture_output=True, encoding="utf-8")
        assert ran.returncode == 0, ran.stderr
        self.said = ran.stderr
        return ran.stdout.strip()

    def say(self, message: str, **more: str) -> str:
        """Commits, and gives what the hook said."""
        self.git("commit", "-q", "--allow-empty", "-m", message, **more)
        return self.said


@pytest.fixture
def made(shell: Typing) -> Hooked:
    """A repository of Ana's with the hook in it."""
    return Hooked(shell)


def rows(shell: Typing) -> list[str]:
    return [row.split("  ", 2)[2].strip() for row in shell.give("log").splitlines()]


def test_thanks_and_wins_come_out_of_a_commit(made: Hooked, shell: Typing) -> None:
    said = made.say(MESSAGE)
    assert "Sealed for Bo and Chris: “the rollback notes”\nWin of Ana: “releases are calm”\n" in said
    short = made.git("log", "-1", "--format=%h")
    assert sorted(rows(shell)) == [
        f"thanks    Bo and Chris, from Ana: the rollback notes ({short} runbook: rollback) [sealed]",
        f"win       Ana: releases are calm ({short} runbook: rollback)",
    ]


def test_amending_and_rebasing_count_nothing_twice(made: Hooked, shell: Typing) -> None:
    made.say("first")
    made.say(MESSAGE)
    made.git("commit", "-q", "--amend", "--allow-empty", "-m", f"another subject\n\n{MESSAGE}")
    assert made.said == ""
    made.git("commit", "--allow-empty", "-q", "-m", "between")
    made.git("rebase", "-q", "--force-rebase", "--keep-empty", "--root")
    assert len(rows(shell)) == 2
    shell.run("hooks", "run", "post-commit")
    which = [row.split()[0] for row in shell.give("log").splitlines()]
    shell.give("erase", *which, "-y")
    made.git("reset", "-q", "--soft", "HEAD~1")
    made.git("commit", "-q", "--amend", "--allow-empty", "--no-edit")
    assert rows(shell) == []


def test_thanks_without_words_are_for_the_commit_itself(made: Hooked, shell: Typing) -> None:
    made.say("search: index\n\nThanks-to: @bo")
    assert rows(shell)[0].startswith("thanks    Bo, from Ana: search: index (")
    assert "Dai, from Ana: the idea" in "".join((made.say("x\n\nThanks-to: Dai Ito <d@x> the idea"), *rows(shell)))
    made.say("x\n\nThanks-to: @all a good week")
    assert "thanks    everybody, from Ana: a good week" in "".join(rows(shell))


def test_what_is_wrong_is_said_and_stops_neither_the_commit_nor_the_rest(made: Hooked, shell: Typing) -> None:
    said = made.say(
        "x\n\nThanks-to: @bob y\nThanks-to: somebody\nThanks-to: @ana me\nThanks-to: Ana Ruiz <a@x>\nWin: w"
    )
    assert "Nobody in “Platform” is @bob." in said
    assert "Whom does “Thanks-to: somebody” thank? Nobody is guessed." in said
    assert said.count("Thanks go to somebody else.") == 2
    assert rows(shell)[0].startswith("win       Ana: w (")
    assert made.git("log", "-1", "--format=%s") == "x"


def test_commits_of_others_and_commits_without_trailers_say_nothing(made: Hooked, shell: Typing) -> None:
    others = {"GIT_AUTHOR_NAME": BO[0], "GIT_AUTHOR_EMAIL": BO[1]}
    assert made.say("x\n\nCo-authored-by: Ana Ruiz <a@x>\nWin: w", **others) == ""
    assert made.say("no trailers") == ""
    assert rows(shell) == []


def test_a_machine_without_ritual_or_team_still_commits(made: Hooked, shell: Typing) -> None:
    record = Path(shell.give("locate", "record").strip())
    record.write_bytes(b"no database at all, by any means" * 40)
    assert "ritual: " in made.say(MESSAGE)
    (made.folder.parent / "bin" / "ritual").unlink()
    assert made.say(MESSAGE) == ""


def test_thanks_may_be_open_at_once(made: Hooked, shell: Typing) -> None:
    settings = shell.machine.home / "config" / "config.toml"
    settings.parent.mkdir(parents=True, exist_ok=True)
    settings.write_text('kudos = "now"\n')
    assert "Thanks to Bo, open to all: “y”" in made.say("x\n\nThanks-to: @bo y")


def test_hostile_trailers_steer_nothing(made: Hooked, shell: Typing) -> None:
    said = made.say("x\n\nWin: \x1b]0;t\x07 \x1b[31mred\u202e $(touch pwned) `id`")
    assert "\x1b" not in said + shell.give("log")
    assert "red $(touch pwned) `id`" in shell.give("log")


def test_the_hook_names_the_team_asked_for_and_nothing_else_is_known(shell: Typing) -> None:
    assert "ritual --team 'Plat '\"'\"'; x' hooks run" in shell.give(
        "--team", "Plat '; x", "hooks", "print", "post-commit"
    )
    for words in ((), ("print",), ("print", "pre-push"), ("install", "post-commit"), ("run", "post-commit", "x")):
        ran = shell.run("hooks", *words)
        assert (ran.code, ran.out) == (2, "")


def test_a_store_in_trouble_is_raised(made: Hooked, shell: Typing, monkeypatch: pytest.MonkeyPatch) -> None:
    from ritual.actions import trailers
    from ritual.errors import StoreTrouble

    def broken(*_: object, **__: object) -> str:
        raise StoreTrouble("No.")

    made.say("x\n\nWin: w\nWin: v")
    (made.folder / ".git" / "hooks" / "post-commit").unlink()
    made.git("commit", "-q", "--allow-empty", "-m", "y\n\nWin: new")
    monkeypatch.setattr(trailers, "log_win", broken)
    before, shell.machine.cwd = shell.machine.cwd, made.folder
    assert shell.run("hooks", "run", "post-commit").code == 3
    shell.machine.cwd = before


def took(shell: Typing, message: str, **more: str) -> Ran:
    """What the hook's work says after a commit of that message, in this process."""
    folder = shell.machine.cwd / "plain"
    made = Repository(folder)
    made.git("commit", "-q", "--allow-empty", "-m", message, **more)
    before, shell.machine.cwd = shell.machine.cwd, folder
    ran = shell.run("hooks", "run", "post-commit")
    shell.machine.cwd = before
    return ran


def test_what_the_hook_runs_says_what_it_wrote(shell: Typing) -> None:
    ran = took(shell, MESSAGE)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == "Sealed for Bo and Chris: “the rollback notes”\nWin of Ana: “releases are calm”\n"
    assert took(shell, "x\n\nThanks-to: @all\nThanks-to: Dai Ito <d@x> the idea").lines == [
        "Sealed for Bo, Chris and Dai: “x”",
        "Sealed for Dai: “the idea”",
    ]


def test_what_it_cannot_write_is_told_at_once(shell: Typing) -> None:
    ran = took(shell, "x\n\nThanks-to: @bob y\nThanks-to: somebody\nThanks-to: Ana Ruiz <a@x>\nWin: w")
    assert (ran.code, ran.out) == (2, "Win of Ana: “w”\n")
    assert ran.err.count("ritual: ") == 3
    assert "A handle with @ says it: “Thanks-to: @bo the review”." in ran.err


def test_nothing_to_take_in_says_nothing(shell: Typing) -> None:
    others = {"GIT_AUTHOR_NAME": BO[0], "GIT_AUTHOR_EMAIL": BO[1]}
    assert took(shell, "no trailers") == (0, "", "")
    assert took(shell, "x\n\nWin: w", **others) == (0, "", "")
    (shell.machine.home / "config").mkdir(parents=True, exist_ok=True)
    (shell.machine.home / "config" / "config.toml").write_text('kudos = "now"\n')
    assert took(shell, "x\n\nThanks-to: @bo y").out == "Thanks to Bo, open to all: “y”\n"
