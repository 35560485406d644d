"""Waits for the next line while a round that others share goes on: what they do is told in between."""

from collections.abc import Callable, Iterator
from queue import Empty, SimpleQueue
from threading import Thread
from typing import Final

_LOOKS: Final = 0.4
"""Seconds between two looks at a round in which nothing came."""


class Moved:
    """There is no line yet, and something else to be said first."""


MOVED: Final = Moved()


class Awaiting:
    """Lines that are read by a thread of their own, so that waiting for the next one is no standing still."""

    def __init__(self, lines: Iterator[str]) -> None:
        self._lines = lines
        self._came: SimpleQueue[str | Moved | None] = SimpleQueue()
        self._reading: Thread | None = None

    def poke(self) -> None:
        """Something has come from elsewhere; may be called in any thread."""
        self._came.put(MOVED)

    def line(self, look: Callable[[], bool]) -> str | Moved | None:
        """The next line, None at their end; MOVED once `look`, called every moment, says that there is more to do."""
        if self._reading is None:
            self._reading = Thread(target=self._read, daemon=True, name="ritual reads")
            self._reading.start()
        while True:
            try:
                found = self._came.get(timeout=_LOOKS)
            except Empty:
                found = MOVED
            if found is not MOVED:
                return found
            if look():
                return MOVED

    def _read(self) -> None:
        for line in self._lines:
            self._came.put(line)
        self._came.put(None)
