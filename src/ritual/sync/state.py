"""How a follower stands at one moment: what front ends show of it."""

from datetime import datetime
from typing import Final, NamedTuple

from ritual.errors import RitualError
from ritual.store.shared import Standing

CONNECTING: Final = "connecting"
LIVE: Final = "live"
OFFLINE: Final = "offline"
STOPPED: Final = "stopped"


class State(NamedTuple):
    """A phase, and since when (aware, UTC); what waits, None before the record was looked at; what is the matter.

    `ahead` is by how many seconds the endpoint's clock is ahead of this one's, None where it isn't known: only to be
    shown. `unheard` counts live messages that couldn't be opened.
    """

    phase: str
    since: datetime
    standing: Standing | None = None
    trouble: RitualError | None = None
    ahead: float | None = None
    unheard: int = 0

    @property
    def is_live(self) -> bool:
        """Whether news come at this moment."""
        return self.phase == LIVE

    def shifted(self, phase: str, now: datetime) -> "State":
        """In another phase; being offline has begun when news stopped coming."""
        if phase == self.phase:
            return self
        begun = self.since if (self.phase, phase) == (CONNECTING, OFFLINE) else now
        return self._replace(phase=phase, since=begun)
