"""How a follower stands: what front ends show of it, and who is told when it moves."""

from collections.abc import Callable
from datetime import datetime
from typing import Final, NamedTuple

from ritual.errors import RitualError
from ritual.store.outbox import Standing

CONNECTING: Final = "connecting"
LIVE: Final = "live"
OFFLINE: Final = "offline"
STOPPED: Final = "stopped"


class State(NamedTuple):
    """A phase, and since when (aware, UTC), or since when something is the matter in it; what waits, None before the
    record was looked at; what is the matter.

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

    @property
    def is_offline(self) -> bool:
        """Whether nothing comes, and nothing is about to."""
        return self.phase == OFFLINE

    def shifted(self, phase: str, now: datetime) -> "State":
        """In another phase; being offline has begun when news stopped coming."""
        if phase == self.phase:
            return self
        begun = self.since if (self.phase, phase) == (CONNECTING, OFFLINE) else now
        return self._replace(phase=phase, since=begun)


class Stand:
    """The state as it is now, moved by the follower's thread alone; `changed` is called after each move."""

    def __init__(self, now: Callable[[], datetime], changed: Callable[[], None]) -> None:
        self._now = now
        self.changed = changed
        self.state = State(CONNECTING, now())

    def shift(self, phase: str, trouble: RitualError | None = None) -> None:
        """Another phase, and what is the matter in it."""
        self._move(self.state.shifted(phase, self._now())._replace(trouble=trouble))

    def trouble(self, trouble: RitualError | None) -> None:
        """Something else is the matter in the same phase, or nothing any more; since now, if nothing was before."""
        if trouble is not self.state.trouble:
            since = self.state.since if trouble and self.state.trouble else self._now()
            self._move(self.state._replace(trouble=trouble, since=since))

    def live(self, ahead: float | None) -> None:
        """News come, from an endpoint whose clock is ahead by so many seconds."""
        self.state = self.state._replace(ahead=ahead)
        self.shift(LIVE)

    def stands(self, standing: Standing) -> None:
        """The record has moved; this waits now."""
        self._move(self.state._replace(standing=standing))

    def _move(self, state: State) -> None:
        self.state = state
        self.changed()
