"""What syncing needs of the other side, whoever is there."""

from collections.abc import Sequence
from typing import NamedTuple, Protocol

from ritual.protocol.cursor import Cursor
from ritual.protocol.wire import Page, Pushed, Receipt


class Gone(NamedTuple):
    """The log isn't the one that a cursor was read from, or its erasures are gone: start over."""

    problem: str


class Remote(Protocol):
    """The log of one team at an endpoint. Both raise SyncTrouble where it can't be reached or says no."""

    def push(self, cursor: Cursor, events: Sequence[Pushed]) -> Receipt | Gone:
        """Hands events over in the order they were made."""
        ...

    def pull(self, cursor: Cursor, limit: int) -> Page | Gone:
        """The next events behind a cursor."""
        ...
