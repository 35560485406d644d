"""A home where nothing can be written: what reads shows what it always shows, what writes says no and loses nothing."""

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.cli.shells import Typing, entry_id
from tests.cli.test_process import command, ran, surroundings
from tests.still import powerless, still

READING = (
    "",
    "log",
    "log yes --json",
    "mine",
    "recap week",
    "recap week --format html",
    "insights",
    "status",
    "members --csv",
    "schedule",
    "rota",
    "thanks",
    "waiting",
    "rituals",
    "decks show light",
    "themes",
    "prompt",
    "export",
    "locate",
    "doctor",
    "checkin --history",
)
WRITING = (
    "win no",
    "kudos @bo no",
    "checkin no",
    "edit ID no",
    "erase ID",
    "undo",
    "members away @bo",
    "schedule off add 2026-12-24",
    "rota standup --on",
    "rituals adopt retro",
    "rituals new own",
    "decks ban light-07",
    "themes use quiet",
    "insights counts on",
    "import all.jsonl",
    "restore all.db -y",
    "doctor --rebuild",
    "start standup --plain",
)

MOUNTED = 'mount --bind "$0" "$0" && mount -o remount,bind,ro "$0" && exec "$@"'
SEEN = ((("log",), 0, b"Ana: yes"), ((), 0, b"Wins: Ana: yes"), (("win", "no"), 3, b"Nothing can be written"))


@pytest.fixture
def kept(shell: Typing) -> Typing:
    """A team with something to read, in a folder that lets nobody write."""
    for words in ("win yes", "kudos @bo words", "export -o all.jsonl", "backup all.db", "rota weekly --on"):
        shell.give(*words.split())
    (shell.machine.cwd / ".ritual").mkdir()
    return shell


def test_reading_shows_the_same(kept: Typing) -> None:
    before = [kept.run(*words.split()) for words in READING]
    with still(kept.machine.home):
        assert [kept.run(*words.split()) for words in READING] == before
    assert {ran.code for ran in before} == {0, 1}  # `status` has nothing to say of a team that isn't shared


def test_writing_says_no_and_changes_nothing(kept: Typing) -> None:
    entry = entry_id(kept, "yes")
    before = kept.machine.bytes()
    for words in WRITING:
        argv = [entry if word == "ID" else word for word in words.split()]
        kept.run(*argv, "--help")  # its modules are read while everything can be
        with still(kept.machine.cwd):
            told = kept.run(*argv, stdin="\n")
        assert told.code == 3, (words, told)
        assert "be written" in told.err, (words, told)
        assert "fault" not in told.err
        assert kept.machine.bytes() == before, words


def test_a_home_that_may_not_be_looked_into_is_no_empty_one(kept: Typing) -> None:
    for folder in (kept.machine.home, kept.machine.home / "data" / "teams"):
        before = folder.stat().st_mode
        folder.chmod(0o600)
        with powerless(kept.machine.cwd):
            for words in ("log", "", "win x", "recap week", "doctor"):
                told = kept.run(*words.split())
                assert told.code == 3
                assert "teams may not be looked into." in told.err
        folder.chmod(before)
    assert kept.run("log").code == 0


def test_what_was_typed_is_shown_again(kept: Typing) -> None:
    with still(kept.machine.home):
        told = kept.type("win", keys="seven gates opened\n")
        piped = kept.run("kudos", "@bo", "-", stdin="for the lamp")
    assert "It wasn't kept. Your words:\nseven gates opened\n" in told.err
    assert "It wasn't kept. Your words:\nfor the lamp\n" in piped.err


def test_on_a_medium_that_can_only_be_read(home: Path) -> None:
    """A mount of its own, which lets not even root write."""
    read_only = ("unshare", "--mount", "sh", "-c", MOUNTED, str(home))
    home.mkdir()
    if not shutil.which("unshare") or subprocess.run([*read_only, "true"], capture_output=True).returncode:
        pytest.skip("needs to make a mount")
    assert ran(home, "init", "Sun", "--me", "@ana", "--people", "-", stdin=b"@ana Ana\n@bo Bo").returncode == 0
    assert ran(home, "win", "yes").returncode == 0  # leaves its log beside the record
    for closed in (False, True):
        if closed:
            assert ran(home, "doctor").returncode == 0
        assert bool(list(home.rglob("record.db-wal"))) is not closed
        for argv, code, words in SEEN:
            called = [*read_only, *command(*argv)]
            done = subprocess.run(called, capture_output=True, env=surroundings(home), timeout=60)
            assert (done.returncode, words in done.stdout + done.stderr) == (code, True), done
