"""The app in a real terminal: how it comes, how it goes, and what it leaves behind."""

import os
import pty
import re
import select
import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from ritual.actions.rituals import leave
from ritual.actions.surroundings import outside
from tests.tui.teams import SEVEN, team

PROGRAM = (
    "from ritual.actions.surroundings import outside; from ritual.tui.app import run; raise SystemExit(run(outside()))"
)
CLEAN = (b"\x1b[?1049l", b"\x1b[?25h", b"\x1b[?1000l", b"\x1b[?2004l")
LONGEST = 30.0


class Terminal:
    """A program in a pseudo-terminal of 80 by 24."""

    def __init__(self) -> None:
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            os.environ.update(TERM="xterm-256color", COLUMNS="80", LINES="24")
            os.execv(sys.executable, [sys.executable, "-c", PROGRAM])
        self.seen = b""

    def until(self, marker: str) -> None:
        """Reads until the marker is there."""
        end = time.monotonic() + LONGEST
        while marker.encode() not in self.seen:
            assert time.monotonic() < end, self.seen[-2000:]
            self._read()

    def send(self, keys: str) -> None:
        """Presses keys."""
        self.seen = b""
        os.write(self.fd, keys.encode())

    def gone(self) -> int:
        """Reads to the end, and gives the exit code."""
        while self._read():
            pass
        return os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])

    def _read(self) -> bool:
        try:
            if select.select([self.fd], [], [], 1.0)[0]:
                chunk = os.read(self.fd, 65536)
                self.seen += chunk
                return bool(chunk)
        except OSError:
            return False
        return True


@pytest.fixture
def terminal(home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Terminal]:
    """Home of a team, open in a terminal."""
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(sys.path))
    leave(team(outside(), SEVEN), "weekly")  # whatever day it is, the standup is next
    found = Terminal()
    found.until("open the round")
    yield found
    os.close(found.fd)


@pytest.mark.parametrize("each", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_ends_it_with_a_clean_terminal(terminal: Terminal, each: signal.Signals) -> None:
    os.kill(terminal.pid, each)
    assert terminal.gone() == 128 + each
    assert all(sequence in terminal.seen for sequence in CLEAN)


@pytest.mark.parametrize(("key", "code"), [("\x03", 130), ("\x11", 0), ("q", 0)])
def test_keys_end_it_with_a_clean_terminal(terminal: Terminal, key: str, code: int) -> None:
    terminal.send(key)
    assert terminal.gone() == code
    assert all(sequence in terminal.seen for sequence in CLEAN)


def test_the_recap_stays_in_the_terminal(terminal: Terminal) -> None:
    terminal.send("\r")
    terminal.until("Think ahead")
    terminal.send("\r")
    terminal.until("1 of ")  # two steps, one on Saturdays and Sundays
    terminal.send("e")
    terminal.until("End the round here?")
    terminal.send("\r")
    terminal.until("done")
    terminal.send("\x11")
    assert terminal.gone() == 0
    after = re.sub(rb"\x1b\[[0-9;?]*[a-zA-Z]", b"", terminal.seen.rpartition(b"\x1b[?1049l")[2])
    assert b"Standup" in after
    assert b"Nothing was kept." in after
