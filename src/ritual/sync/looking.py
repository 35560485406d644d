"""What a follower does each time it looks at the record: hands over what was written, and tells that it has moved."""

import time
from contextlib import suppress

from ritual.errors import StoreTrouble, SyncTrouble
from ritual.sync.pace import Pace, Patience
from ritual.sync.state import Stand
from ritual.sync.turns import Turns


class Looking:
    """Looks at one record. What can't go out is tried again, with a patience of its own; news come all the same."""

    def __init__(self, turns: Turns, stand: Stand, pace: Pace) -> None:
        self._turns, self._stand, self._pace = turns, stand, pace
        self._patience = Patience(pace)
        self._push_from, self._settle_from, self._noted = 0.0, 0.0, time.monotonic()

    def push(self) -> None:
        """Hands over what waits."""
        if time.monotonic() < self._push_from:
            return
        try:
            has_pushed = self._turns.push()
        except SyncTrouble as trouble:
            self._push_from = time.monotonic() + self._patience.after(trouble)
            self._stand.trouble(trouble)
            return
        if has_pushed:
            self._patience.well()
            self._stand.trouble(None)

    def settle(self) -> None:
        """Does what others asked of this machine and what rounds left, now and then; nobody waits for it."""
        if time.monotonic() >= self._settle_from:
            self._settle_from = time.monotonic() + self._pace.settled
            with suppress(SyncTrouble):  # the next whole sync does it, or tells
                self._turns.settle()

    def look(self) -> None:
        """Tells whoever watches that the record has moved, and notes now and then that all is well."""
        with suppress(StoreTrouble):
            if self._stand.state.is_live and time.monotonic() - self._noted > self._pace.noted:
                self.note()
            if standing := self._turns.look():
                self._stand.stands(standing)

    def note(self, trouble: SyncTrouble | None = None) -> None:
        """Notes in the record how it goes."""
        self._noted = time.monotonic()
        self._turns.went(trouble)
