"""The way by which news come: a stream, or pulls that wait where streams don't get through or are too many."""

import time
from typing import Final

from ritual.errors import SyncTrouble
from ritual.sync import saying
from ritual.sync.http import Http
from ritual.sync.listening import Source, polled, streamed
from ritual.sync.turns import Turns

_CROWDED: Final = 600.0
"""Seconds for which pulls wait instead of a stream where this device has as many of those as it may."""
_REFUSED: Final = 3
"""How often in a row a stream may fail where everything else goes well, before pulls that wait are tried."""


class Ways:
    """Chooses the way of each connection anew, and learns from how the last ones ended."""

    def __init__(self, http: Http, team: str, turns: Turns, wait: int) -> None:
        self._http, self._team, self._turns, self._wait = http, team, turns, wait
        self._crowded_until = 0.0
        self._refused = 0
        self.polls = False
        """Whether the last way chosen is that of pulls."""

    def source(self) -> Source:
        """What tells the news behind all that is read."""
        self.polls = self._has_to_poll
        if self.polls:
            return polled(self._http, self._team, self._turns.cursor, self._wait)
        return streamed(self._http, self._team, self._turns.cursor)

    @property
    def is_outdated(self) -> bool:
        """Whether pulls were chosen, and a stream may be tried again by now."""
        return self.polls and not self._has_to_poll

    def well(self) -> None:
        """A stream got through."""
        self._refused = 0

    def held_back(self) -> None:
        """A stream was let out and nothing of it ever got through: others won't either for a while."""
        self._turns.poll()

    def crowded(self, trouble: SyncTrouble) -> bool:
        """Whether it is only that this device has too many streams; pulls will do for a while."""
        if trouble.kind != saying.CROWDED or self.polls:
            return False
        self._crowded_until = time.monotonic() + _CROWDED
        return True

    def refused(self, trouble: SyncTrouble) -> None:
        """Somebody in between won't have streams, it seems, where only these don't get through."""
        self._refused += trouble.kind in (saying.UNREACHABLE, saying.NO_ENDPOINT)
        if self._refused >= _REFUSED:
            self._turns.poll()

    @property
    def _has_to_poll(self) -> bool:
        return self._turns.polls or time.monotonic() < self._crowded_until
