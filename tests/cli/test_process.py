"""The command as a real process: bytes, exit codes, pipes that close, and a terminal that asks."""

import os
import pty
import select
import signal
import subprocess
import sys
import termios
from pathlib import Path

import pytest

from ritual.cli import main as entry
from ritual.cli.shell import Streams
from tests.cli.shells import PEOPLE

ROOT = Path(__file__).parents[2]
PROGRAM = "import sys; from ritual.cli.main import main; sys.exit(main())"


def command(*argv: str) -> list[str]:
    return [sys.executable, "-c", PROGRAM, *argv]


def surroundings(home: Path, **env: str) -> dict[str, str]:
    kept = {key: value for key, value in os.environ.items() if key in ("PATH", "HOME")}
    return {**kept, "PYTHONPATH": str(ROOT / "src"), "RITUAL_HOME": str(home), **env}


def ran(home: Path, *argv: str, stdin: bytes = b"", **env: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(command(*argv), input=stdin, capture_output=True, env=surroundings(home, **env), timeout=60)


@pytest.fixture
def team(home: Path) -> Path:
    """The home of a team where Ana sits."""
    assert ran(home, "init", "Sun", "--me", "@ana", "--people", "-", stdin=PEOPLE.encode()).returncode == 0
    return home


def test_bytes_in_and_codes_out(team: Path) -> None:
    done = ran(team, "kudos", "@bo", "-", stdin=b"gr\xfcn")
    assert (done.returncode, done.stdout.decode()) == (0, "Sealed for Bo: “gr\ufffdn”\n")
    assert b"Byte 3" in done.stderr
    assert ran(team, "kudos", "@ana", "x").returncode == 1
    assert ran(team, "kudos", "@nobody", "x").returncode == 2
    assert [path.name for path in team.rglob("record.db")] == ["record.db"]
    assert "Bo, from Ana: gr\ufffdn" in ran(team, "log").stdout.decode()


@pytest.fixture
def practised(team: Path) -> Path:
    """The home of a team where the jar needn't be explained any more, so that the quick way is taken."""
    for _ in range(3):
        ran(team, "kudos", "@bo", "x")
    return team


def test_the_quick_way_keeps_what_it_says(practised: Path) -> None:
    for argv in (("kudos", "@bo", "done in passing"), ("win", "won in passing")):
        done = ran(practised, *argv)
        assert (done.returncode, done.stderr) == (0, b"")
    assert ran(practised, "log", "passing").stdout.count(b"\n") == 2
    assert ran(practised, "doctor").returncode == 0
    assert ran(practised, "kudos", "@nobody", "x").returncode == 2


def test_the_quick_way_tells_of_a_full_disk_behind_stdout_and_does_nothing_twice(practised: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            command("win", "once"), stdout=full, stderr=subprocess.PIPE, env=surroundings(practised), check=False
        )
    assert (done.returncode, done.stderr) == (3, b"ritual: The output can't be written: No space left on device.\n")
    assert ran(practised, "log", "once").stdout.count(b"\n") == 1


def test_nobody_listens_to_the_quick_way(practised: Path) -> None:
    read, write = os.pipe()
    os.close(read)
    done = subprocess.run(
        command("win", "unheard"), stdout=write, stderr=subprocess.PIPE, env=surroundings(practised), check=False
    )
    os.close(write)
    assert (done.returncode, done.stderr) == (0, b"")
    shut = ["sh", "-c", 'exec "$@" >&-', "sh", *command("win", "unheard")]
    assert subprocess.run(shut, env=surroundings(practised), check=False).returncode == 0
    assert ran(practised, "log", "unheard").stdout.count(b"\n") == 2


def test_a_folder_that_is_gone_is_no_trouble(practised: Path, tmp_path: Path) -> None:
    (tmp_path / "gone").mkdir()
    lost = ["sh", "-c", 'cd gone && rmdir "$PWD" && exec "$@"', "sh", *command("win", "from nowhere")]
    assert subprocess.run(lost, env=surroundings(practised), cwd=tmp_path, check=False).returncode == 0


def test_a_prompt_is_silent_whatever_is_wrong(team: Path) -> None:
    (record,) = team.rglob("record.db")
    record.write_bytes(b"no database at all, by any means" * 40)
    done = ran(team, "prompt")
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
    assert ran(team, "prompt", "--what").stderr == b""


def test_an_argument_of_raw_bytes(team: Path) -> None:
    raw = [os.fsencode(word) for word in command("win")] + [b"gr\xfcn"]
    done = subprocess.run(raw, capture_output=True, env=surroundings(team), timeout=60)
    assert (done.returncode, done.stdout.decode()) == (0, "Win of Ana: “gr\ufffdn”\n")


@pytest.mark.parametrize("env", [{"LC_ALL": "C"}, {"LC_ALL": "POSIX"}, {"PYTHONIOENCODING": "latin-1"}])
def test_an_encoding_that_cannot_say_it_is_no_crash(team: Path, env: dict[str, str]) -> None:
    for argv in (("win", "ひろ → 🎉"), ("log",)):
        told = surroundings(team) | env
        assert subprocess.run(command(*argv), env=told, capture_output=True, timeout=60).returncode == 0


def test_a_reader_that_leaves_early_is_no_trouble(team: Path) -> None:
    for number in range(30):
        ran(team, "win", f"{number} {'long words ' * 40}")
    running = subprocess.Popen(
        command("log", "-n", "30", "--json"), stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=surroundings(team)
    )
    assert running.stdout
    assert running.stderr
    running.stdout.read(10)
    running.stdout.close()
    assert (running.wait(60), running.stderr.read()) == (0, b"")
    running.stderr.close()


def test_a_full_disk_behind_stdout_is_3(team: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            command("members"), stdout=full, stderr=subprocess.PIPE, env=surroundings(team), timeout=60, check=False
        )
    assert (done.returncode, done.stderr) == (3, b"ritual: The output can't be written: No space left on device.\n")


def test_a_folder_that_may_not_be_written_is_3_and_nothing_is_lost(team: Path) -> None:
    (record,) = team.rglob("record.db")
    record.write_bytes(b"")
    record.unlink()
    record.mkdir()
    done = ran(team, "win", "precious")
    assert done.returncode == 3
    assert b"precious" in done.stderr


def test_ctrl_c_at_a_question_is_130(team: Path) -> None:
    leader, follower = pty.openpty()
    running = subprocess.Popen(
        command("win"), stdin=follower, stdout=subprocess.PIPE, stderr=follower, env=surroundings(team)
    )
    os.close(follower)
    read_until(leader, b"What went well?")
    until_it_waits(running)
    running.send_signal(signal.SIGINT)
    assert running.wait(60) == 130
    assert running.stdout
    assert running.stdout.read() == b""
    running.stdout.close()
    os.close(leader)


def test_a_terminal_is_asked_one_line(team: Path) -> None:
    leader, follower = pty.openpty()
    running = subprocess.Popen(
        command("kudos", "@bo"), stdin=follower, stdout=follower, stderr=follower, env=surroundings(team, TERM="xterm")
    )
    os.close(follower)
    read_until(leader, b"What for?")
    os.write(leader, "it's the café\n".encode())
    assert "Sealed for Bo: “it's the café”".encode() in read_until(leader, b"takes it back")
    assert running.wait(60) == 0
    os.close(leader)


def until_it_waits(running: subprocess.Popen[bytes]) -> None:
    """Waits until a process does, where the system tells: a signal right before it reads is heard only after that."""
    stat = Path(f"/proc/{running.pid}/stat")
    while stat.exists() and stat.read_text("utf-8").rpartition(") ")[2][0] not in "SZ":
        select.select([], [], [], 0.001)


def read_until(terminal: int, words: bytes) -> bytes:
    """What the terminal shows up to these words."""
    shown = b""
    while words not in shown:
        ready, _, _ = select.select([terminal], [], [], 30)
        assert ready, shown
        shown += os.read(terminal, 4096)
    return shown


def test_the_quick_way_breaks_lines_as_the_ordinary_one_does(practised: Path) -> None:
    text = "the rollback notes you left in the runbook saved me an hour at two " * 5
    shown = []
    for option in ((), ("--",)):  # the quick way takes no option
        leader, follower = pty.openpty()
        termios.tcsetwinsize(follower, (24, 80))
        running = subprocess.Popen(command("win", *option, text), stdout=follower, env=surroundings(practised))
        os.close(follower)
        shown.append(read_until(leader, b"\xe2\x80\x9d\r\n"))
        assert running.wait(60) == 0
        os.close(leader)
    assert shown[0] == shown[1]
    assert len(shown[0].splitlines()) == 5
    assert max(map(len, shown[0].decode().splitlines())) <= 80


@pytest.mark.parametrize("buffering", [1, -1])
def test_what_is_held_back_for_a_reader_that_went_is_forgotten(monkeypatch: pytest.MonkeyPatch, buffering: int) -> None:
    read, write = os.pipe()
    os.close(read)
    with os.fdopen(write, "w", buffering) as stdout, Path(os.devnull).open("rb") as stdin:
        monkeypatch.setattr("sys.stdout", stdout)
        assert entry.main(["--help"], None, Streams(stdin, stdout, sys.stderr)) == 0
        stdout.flush()
