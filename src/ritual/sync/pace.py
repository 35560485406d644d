"""How patient following is."""

import random
from typing import NamedTuple

from ritual.errors import SyncTrouble
from ritual.sync.saying import LOSS, UNKNOWN

_LASTING = (*UNKNOWN, LOSS)
"""Troubles that end only when somebody does something about them."""


class Pace(NamedTuple):
    """All in seconds: between two looks at the record; until the first byte of a stream, and between two; for a pull
    that waits; until another try, at least and at most, and where only somebody's help can end the trouble; between
    two notes in the record that all is well; between two times of doing what others asked of this machine.
    """

    look: float = 0.5
    first: float = 20.0
    silence: float = 40.0
    wait: int = 25
    shortest: float = 0.5
    longest: float = 15.0
    lasting: float = 300.0
    noted: float = 300.0
    settled: float = 5.0


class Patience:
    """How long to wait before another try: longer from one to the next, and never at the same time as all others."""

    def __init__(self, pace: Pace) -> None:
        self._pace = pace
        self._failures = 0

    def well(self) -> None:
        """It went well: the next failure is the first."""
        self._failures = 0

    def after(self, trouble: SyncTrouble | None) -> float:
        """The seconds to wait; no less than the endpoint asks for."""
        if trouble and trouble.kind in _LASTING:
            return self._pace.lasting
        most = min(self._pace.longest, self._pace.shortest * 2.0 ** min(self._failures, 20))
        self._failures += 1
        return max(trouble.after if trouble else 0.0, random.random() * most)
