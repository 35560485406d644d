"""The plain dialogue as a program of its own: on pipes and on a real terminal."""

import os
import pty
import re
import select
import signal
import subprocess
import sys
import termios
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from ritual.files.places import built_in
from tests.cli.test_process import until_it_waits

SOURCE = Path(__file__).parents[2] / "src"
PROGRAM = f"import sys; sys.path.insert(0, {str(SOURCE)!r}); from ritual.cli.main import main; sys.exit(main())"
WITH = ("start", "standup", "--plain", "--with", "Ana, Bo")
SECONDS = 30


@pytest.fixture(autouse=True)
def same_every_day(home: Path) -> None:
    """A standup in this folder as the shipped one is from Tuesday to Friday; on Sundays that one has no turns."""
    head, _monday, *steps = (built_in("rituals") / "standup.toml").read_text("utf-8").split("[[step]]")
    own = Path(".ritual", "rituals", "standup.toml")
    own.parent.mkdir(parents=True)
    own.write_text(re.sub("^days = .*$", "", "[[step]]".join((head, *steps)), flags=re.MULTILINE), "utf-8")


def command(*argv: str) -> list[str]:
    return [sys.executable, "-c", PROGRAM, *argv]


def piped(*argv: str, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(command(*argv), input=stdin, capture_output=True, timeout=SECONDS)


class Terminal:
    """A program at a real terminal."""

    def __init__(self, *argv: str) -> None:
        self._here, there = pty.openpty()
        echo = termios.tcgetattr(there)
        echo[3] &= ~termios.ECHO
        termios.tcsetattr(there, termios.TCSANOW, echo)
        self._process = subprocess.Popen(
            command(*argv),
            stdin=there,
            stdout=there,
            stderr=there,
            start_new_session=True,
            preexec_fn=lambda: os.close(os.open(os.ttyname(0), os.O_RDWR)),  # makes it the controlling one
        )
        os.close(there)
        self.shown = b""

    def until(self, words: str) -> None:
        """Reads until these words are shown."""
        while words.encode() not in self.shown:
            ready, _, _ = select.select([self._here], [], [], SECONDS)
            assert ready, self.shown
            self.shown += os.read(self._here, 65536)

    def type(self, keys: str) -> None:
        """Types these keys, once they are waited for."""
        until_it_waits(self._process)
        os.write(self._here, keys.encode())

    def end(self) -> int:
        """The exit code, with everything shown before it."""
        with suppress(OSError):  # Linux says EIO where a terminal ends
            while part := os.read(self._here, 65536):
                self.shown += part
        return self._process.wait(SECONDS)

    def close(self) -> None:
        """Leaves nothing behind."""
        if self._process.poll() is None:
            self._process.kill()
            self._process.wait()
        os.close(self._here)


@pytest.fixture
def terminal() -> Iterator[type[Terminal]]:
    opened: list[Terminal] = []

    class Opened(Terminal):
        def __init__(self, *argv: str) -> None:
            super().__init__(*argv)
            opened.append(self)

    yield Opened
    for each in opened:
        each.close()


def test_a_whole_round_on_pipes() -> None:
    ran = piped(*WITH, stdin=b"\n\nAna: needs Bo\n")
    assert (ran.returncode, ran.stderr) == (0, b"")
    lines = ran.stdout.decode().splitlines()
    assert "A hand: Ana: needs Bo" in lines
    assert all(line.isprintable() for line in lines)


def test_invalid_bytes_are_said_with_their_place_and_the_round_goes_on() -> None:
    ran = piped(*WITH, stdin=b"skip\nAna: needs \xff\xfe\x1b[31m Bo\n")
    assert ran.returncode == 0
    assert "A hand: Ana: needs \ufffd\ufffd Bo" in ran.stdout.decode().splitlines()
    assert "Bytes 12, 13 aren't UTF-8" in ran.stderr.decode()
    assert "1 control or escape sequence was left out." in ran.stderr.decode()


def test_an_interruption_in_a_pipe_leaves_the_round_waiting() -> None:
    assert piped("init", "Sun", "--people", "-", "--me", "@ana", stdin=b"Ana @ana\nBo @bo\n").returncode == 0
    reading, writing = os.pipe()
    with subprocess.Popen(command("start", "standup"), stdin=reading, stdout=subprocess.PIPE) as process:
        os.close(reading)
        assert process.stdout is not None
        said = process.stdout.readline()
        while b"has the turn" not in said:
            assert said
            said = process.stdout.readline()
        until_it_waits(process)
        process.send_signal(signal.SIGINT)
        rest = process.stdout.read()
        assert process.wait(SECONDS) == 130
        os.close(writing)
    assert rest.decode().strip() == "The round waits. `ritual start standup --plain` goes on with it."
    ran = piped("start", stdin=b"end\n")
    assert ran.stdout.decode().startswith("Standup stopped at ")


def test_whoever_stops_reading_ends_nothing_badly() -> None:
    shell = " ".join(f"'{part}'" if part != PROGRAM else f'"{PROGRAM}"' for part in command(*WITH))
    ran = subprocess.run(f"yes help | {shell} | head -n 1", shell=True, capture_output=True, timeout=SECONDS)
    assert ran.stdout.decode().startswith("Standup, ")
    assert ran.stderr == b""


def test_a_terminal_shows_plain_lines_and_asks_for_the_team_at_the_end(terminal: type[Terminal]) -> None:
    shown = terminal(*WITH)
    shown.until("has the turn. Then")
    shown.type("\n")
    shown.until("the last one.")
    shown.type("end\n")
    shown.until("[y/N]")
    shown.type("n\n")
    assert shown.end() == 0
    assert b"\x1b" not in shown.shown


def test_control_c_at_a_terminal_leaves_the_round(terminal: type[Terminal]) -> None:
    shown = terminal(*WITH)
    shown.until("has the turn.")
    shown.type("\x03")
    shown.until("Nothing of it was kept.")
    assert shown.end() == 130


def test_control_d_at_a_terminal_ends_the_round(terminal: type[Terminal]) -> None:
    shown = terminal(*WITH)
    shown.until("has the turn.")
    shown.type("\n")
    shown.until("Bo has the turn")
    shown.type("\x04")
    shown.until("On to the board.")
    shown.until("[y/N]")
    shown.type("\n")
    assert shown.end() == 0
