"""A program in a pseudo-terminal: keys go in, what it writes is read with the moment at which it came."""

import fcntl
import os
import pty
import re
import resource
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Self

COLUMNS, ROWS = 120, 40
PATIENCE = 20.0
# Whether the terminal can show a frame at once (mode 2026): it can, like most that are in use.
_ASKED, _ANSWER, _FRAME_ENDS = b"\x1b[?2026$p", b"\x1b[?2026;2$y", b"\x1b[?2026l"
_STEERING = re.compile(rb"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[ -/]*[0-~])")


class Terminal:
    """A program that was just started at a terminal of 120 × 40."""

    def __init__(self, command: tuple[str, ...], env: Mapping[str, str]) -> None:
        self.begun = time.perf_counter()
        self._child, self._fd = pty.fork()
        if self._child == 0:
            # The size is set before the program starts, so that it never sees another.
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
            os.chdir(env["HOME"])
            os.execve(command[0], command, env)
        self._written = b""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        os.kill(self._child, signal.SIGTERM)
        self._drain_until_gone()
        os.close(self._fd)

    def until(self, *words: str) -> float:
        """Waits until all the words, and the frame they are in, have been written since the last key; the moment."""
        begun = time.perf_counter()
        while not (self._is_whole and all(word.encode() in self.text for word in words)):
            if time.perf_counter() - begun > PATIENCE or not self._read(PATIENCE):
                sys.exit(f"Waited in vain for {words}; there was:\n{self.text.decode(errors='replace')}")
        return time.perf_counter()

    def quiet(self, seconds: float) -> float:
        """Waits until nothing was written for so long; gives the moment of the last writing."""
        last = time.perf_counter()
        while self._read(seconds):
            last = time.perf_counter()
        return last

    def forget(self) -> None:
        """What was written until now is no answer to what comes."""
        self._written = b""

    def press(self, key: bytes) -> float:
        """Presses a key; gives the moment."""
        self._written = b""
        pressed = time.perf_counter()
        os.write(self._fd, key)
        return pressed

    def drawn(self, still: float) -> float:
        """Waits for something to be written, and then until nothing was for so many seconds; the last moment of it."""
        if not self._read(PATIENCE):
            sys.exit("Waited in vain for anything to be drawn.")
        return self.quiet(still)

    @property
    def written(self) -> int:
        """How many bytes were written since the last key."""
        return len(self._written)

    def memory(self) -> float:
        """MiB that the program has in memory now."""
        pages = int(Path(f"/proc/{self._child}/statm").read_text().split()[1])
        return pages * resource.getpagesize() / 2**20

    @property
    def text(self) -> bytes:
        """What was written since the last key, without what only steers the terminal."""
        return _STEERING.sub(b"", self._written)

    @property
    def _is_whole(self) -> bool:
        last = self._written.rfind(b"\x1b[?2026h")
        return last < 0 or _FRAME_ENDS in self._written[last:]

    def _read(self, seconds: float) -> bool:
        if not select.select([self._fd], [], [], seconds)[0]:
            return False
        try:
            piece = os.read(self._fd, 1 << 16)
        except OSError:  # the program has ended
            return False
        if _ASKED in piece:
            os.write(self._fd, _ANSWER)
        self._written += piece
        return bool(piece)

    def _drain_until_gone(self) -> None:
        """A program that ends writes more, and waits for it to be read."""
        until = time.perf_counter() + 3
        while time.perf_counter() < until:
            if os.waitpid(self._child, os.WNOHANG)[0]:
                return
            self._read(0.02)
        os.kill(self._child, signal.SIGKILL)
        os.waitpid(self._child, 0)
