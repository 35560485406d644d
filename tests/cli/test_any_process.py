"""Every command as a real process: closed streams, readers that go, too much on stdin, ctrl+c at a question."""

import os
import pty
import select
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from ritual.cli import table
from ritual.cli.main import main
from ritual.store.record import Record
from tests.cli.shells import PEOPLE
from tests.cli.test_process import PROGRAM, command, ran, read_until, surroundings, until_it_waits

BEGUN = """\
import sys, time
class Telling:
    def find_spec(name, *_):
        if name == "ritual.cli.running":
            print("begun", flush=True)
            time.sleep(%d)
sys.meta_path.insert(0, Telling)
"""
"""Says when the command is about to load what it needs, and waits for so many seconds before it does."""
CODES = (0, 1, 2, 3)
TOO_MUCH = b"words " * 12_000
LISTING = (
    (),
    ("--help",),
    ("log",),
    ("log", "--json"),
    ("mine",),
    ("recap", "quarter"),
    ("insights",),
    ("members", "--json"),
    ("rituals",),
    ("rituals", "show", "standup"),
    ("decks", "show", "light"),
    ("themes",),
    ("themes", "show", "hearth"),
    ("thanks", "--json"),
    ("schedule",),
    ("schedule", "--ics"),
    ("export",),
    ("waiting",),
    ("locate",),
    ("doctor",),
    ("demo", "--plain"),
    ("completions", "bash"),
    ("hooks", "print", "post-commit"),
    ("__complete", "--", "fish", "ritual "),
)
ASKING = (
    (("kudos",), b"For whom?"),
    (("kudos", "@bo"), b"What for?"),
    (("win",), b"What went well?"),
    (("checkin", "--ritual", "retro"), b"everybody in the round sees this."),  # which has no day of its own
    (("erase", "ID", "ID"), b"Erase 2 entries for good?"),
    (("restore", "here.db"), b"Put the backup in place?"),
    (("insights", "counts", "on"), b"Does the whole team want that?"),
)


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The home of a team where Ana sits, with two wins and a note, and a backup of it in the folder above."""
    home = tmp_path_factory.mktemp("process") / "home"
    assert ran(home, "init", "Sun", "--me", "@ana", "--people", "-", stdin=PEOPLE.encode()).returncode == 0
    said = (("win", "one"), ("win", "two"), ("kudos", "@bo", "three"), ("rituals", "adopt", "retro"))
    for words in (*said, ("backup", str(home.parent / "here.db"))):
        assert ran(home, *words).returncode == 0
    return home


@pytest.fixture
def team(prepared: Path, tmp_path: Path) -> Path:
    """The same in a folder of the test's own."""
    shutil.copytree(prepared.parent, tmp_path / "own")
    return tmp_path / "own" / "home"


def kept(home: Path) -> list[object]:
    """Everything that the record holds."""
    (path,) = home.rglob("record.db")
    with Record.open(str(path), create=False) as record:
        return list(record.events())


def is_calm(home: Path, shown: bytes) -> bool:
    """Whether nobody was told of a fault in ritual itself."""
    return b"Traceback" not in shown and b"Errno" not in shown and not list(home.rglob("last-error.txt"))


ENDING = [row for row in table.rows() if row.name != "serve"]
"""All commands but the one that runs until somebody ends it."""


@pytest.mark.parametrize("closed", ["<&- 2>&-", ">&-"])
@pytest.mark.parametrize("row", ENDING, ids=lambda row: row.name)
def test_closed_streams_are_no_trouble(team: Path, tmp_path: Path, row: table.Row, closed: str) -> None:
    before = kept(team)
    argv = ["sh", "-c", f'exec "$@" {closed}', "sh", *command(row.name)]
    env = surroundings(team, EDITOR="true")
    done = subprocess.run(argv, input=b"", capture_output=True, cwd=tmp_path, env=env, timeout=60)
    assert done.returncode in CODES, done
    assert is_calm(team, done.stdout + done.stderr), done
    assert not done.returncode or kept(team) == before


@pytest.mark.parametrize("argv", LISTING, ids=" ".join)
def test_a_reader_that_has_gone_ends_it_quietly(team: Path, tmp_path: Path, argv: tuple[str, ...]) -> None:
    read, write = os.pipe()
    os.close(read)
    env = surroundings(team, PYTHONUNBUFFERED="1")
    done = subprocess.run(
        command(*argv),
        stdin=subprocess.DEVNULL,
        stdout=write,
        stderr=subprocess.PIPE,
        cwd=tmp_path,
        env=env,
        timeout=60,
    )
    os.close(write)
    assert done.returncode in CODES, done
    assert is_calm(team, done.stderr), done


@pytest.mark.parametrize("words", ["win -", "kudos @bo -", "checkin -", "answer -", "import -"])
def test_more_than_64_kib_are_refused(team: Path, words: str) -> None:
    before = kept(team)
    done = ran(team, *words.split(), stdin=TOO_MUCH)
    assert done.returncode in (1, 2), done
    assert is_calm(team, done.stderr)
    assert kept(team) == before


def test_more_than_64_kib_of_people_are_refused(tmp_path: Path) -> None:
    done = ran(tmp_path / "home", "init", "Moon", "--people", "-", stdin=TOO_MUCH)
    assert (done.returncode, list(tmp_path.rglob("record.db"))) == (1, [])


@pytest.mark.parametrize(
    ("argv", "question"), ASKING, ids=lambda value: " ".join(value) if isinstance(value, tuple) else ""
)
def test_ctrl_c_at_a_question_leaves_everything_as_it_was(team: Path, argv: tuple[str, ...], question: bytes) -> None:
    before = kept(team)
    ids = [line.split()[0] for line in ran(team, "log", "--kind", "win").stdout.decode().splitlines()]
    typed = [ids.pop() if word == "ID" else word for word in argv]
    assert interrupted(team, typed, question) == 130
    assert kept(team) == before


def test_ctrl_c_while_people_are_typed_makes_no_team(tmp_path: Path) -> None:
    assert interrupted(tmp_path / "home", ["init", "Moon", "--people", "-"], b"begun") == 130
    assert list(tmp_path.rglob("record.db")) == []


def test_ctrl_c_before_a_command_has_begun_is_no_traceback(team: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert interrupted(team, ["log"], b"begun", before_it=60) == 130

    def pressed(*_: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr("ritual.cli.running.run", pressed)
    assert main(["log"]) == 130


def interrupted(home: Path, argv: list[str], question: bytes, before_it: int = 0) -> int:
    """Presses ctrl+c once the words were shown and it waits for an answer, or for so many seconds before it begins.

    Gives the exit code.
    """
    leader, follower = pty.openpty()
    running = subprocess.Popen(
        [sys.executable, "-c", BEGUN % before_it + PROGRAM, *argv],
        stdin=follower,
        stdout=follower,
        stderr=follower,
        cwd=home.parent,
        env=surroundings(home, TERM="dumb"),
    )
    os.close(follower)
    shown = read_until(leader, question)
    until_it_waits(running)
    running.send_signal(signal.SIGINT)
    code = running.wait(60)
    while select.select([leader], [], [], 0)[0]:
        try:
            shown += os.read(leader, 4096)
        except OSError:  # nobody is at the other end any more
            break
    os.close(leader)
    assert is_calm(home, shown), shown
    return code
