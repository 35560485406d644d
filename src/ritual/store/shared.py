"""A record that a team shares: through which endpoint, how far its log is read, and what that says of what is here."""

import sqlite3
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from typing import Final, NamedTuple

from ritual.model.entry import SETTING
from ritual.model.event import Event
from ritual.model.json_text import array
from ritual.protocol.cursor import Cursor
from ritual.protocol.problems import OF_THE_LOG
from ritual.protocol.wire import Pulled
from ritual.store import arriving, health, projection
from ritual.store.arriving import Arrived
from ritual.store.forgetting import KEPT_HERE, forget_own
from ritual.store.outbox import CURSOR, Outbox, note, sink_floor
from ritual.store.putting import ENDPOINT
from ritual.store.scan import PULLED, Scan, pulled_of, row_of

_BRAKE_EVENTS: Final = 20
_BRAKE_PART: Final = 5
"""Losing more than so many events of others, and more than one in so many, needs a yes."""


class Loss(NamedTuple):
    """How many entries of others would go, of how many."""

    lost: int
    of: int


class Opened(NamedTuple):
    """Events of the log: those that could be opened, and the others."""

    arrived: Sequence[Arrived]
    unopened: Sequence[Pulled]


class SharedRecord(Outbox):
    """A record with the sides of it that only syncing needs; raises as `Record` does."""

    @property
    def endpoint(self) -> str:
        """The address that the team shares through, "" where it doesn't."""
        return self.meta(ENDPOINT) or ""

    def share(self, endpoint: str, since: str = "") -> None:
        """Shares through this endpoint from its log's beginning on; "" ends that, and what is mine is unsent again.

        What was written before `since` stays on this machine, except for what the team has agreed on. What others wrote
        stays here when sharing ends: no log that comes later has to know it.
        """
        with self._writing():
            _unshare(self._db)
            if endpoint:
                note(self._db, ENDPOINT, endpoint)
            else:
                self._db.execute(f"UPDATE event SET place = {KEPT_HERE}, mine = 1 WHERE NOT mine")
            old = "SELECT id FROM entry WHERE at < ? AND kind <> ?"
            self._db.execute(f"UPDATE event SET place = {KEPT_HERE} WHERE entry IN ({old})", (since, SETTING))

    def forget(self, event: Event, stays: Sequence[Event]) -> None:
        """Forgets a member who writes here: all that one wrote goes, and `stays` is said anew, at once."""
        with self._writing():
            forget_own(self._db, event)
            projection.take_own(self._db, stays)

    def known(self, ids: Collection[str]) -> frozenset[str]:
        """Those of these events that are here already."""
        here = "SELECT id FROM event WHERE id IN (SELECT value FROM json_each(?))"
        return frozenset(str(each) for (each,) in self._rows(here, (array(ids),)))

    def take_page(self, arrived: Sequence[Arrived], unopened: Sequence[Pulled], cursor: Cursor) -> int:
        """Takes a page in and moves the cursor behind it, both or neither; gives how many events were new."""
        if not (arrived or unopened) and cursor == self.cursor:
            return 0  # as most pages are: nothing is written for it, and nobody who watches looks again
        with self._writing():
            new = self._take(arrived, unopened)
            self._stand(cursor)
            return new

    def sealed(self) -> list[Pulled]:
        """What came and couldn't be opened, in the order of the log."""
        return [pulled_of(row) for row in self._rows(f"SELECT {PULLED} FROM unopened ORDER BY place", ())]

    def open_late(self, arrived: Sequence[Arrived]) -> None:
        """Takes in what can be opened by now."""
        with self._writing():
            self._db.executemany("DELETE FROM unopened WHERE id = ?", [(each.event.id,) for each in arrived])
            arriving.take(self._db, arrived)

    def holds_others(self) -> bool:
        """Whether anything is here that came from another member."""
        return bool(self._rows("SELECT 1 FROM event WHERE NOT mine AND body IS NOT NULL LIMIT 1", ()))

    def loss(self, scan: Scan) -> Loss:
        """What starting over from this scan would lose of what others wrote."""
        with self._telling:
            others = self._db.execute("SELECT entry FROM event WHERE NOT mine AND body IS NOT NULL")
            there = Counter(scan.holds(entry) for (entry,) in others)
        return Loss(there[False], there.total())

    def start_over(self, log: Iterable[Opened], cursor: Cursor) -> int:
        """Holds the record to the log, given in parts: what is mine and not there is unsent again, what is others' and
        not there goes.

        What is erased here stays so. All of it is one transaction, so that nobody ever sees half a record.
        """
        with self._writing():
            erased = "SELECT entry FROM event WHERE op = 'erase'"
            others = f"NOT mine AND op <> 'erase' AND entry NOT IN ({erased})"
            health.in_parts(self._db, "event", f"DELETE FROM event WHERE {others}")
            _unplace(self._db, "0")
            # It may have had an older key until now, or another machine of mine was faster with the same event.
            self._db.executemany("UPDATE outbox SET problem = '' WHERE problem = ?", [(each,) for each in OF_THE_LOG])
            health.rebuild(self._db)
            new = sum(self._take(*part) for part in log)
            self._stand(cursor)
            return new

    def _take(self, arrived: Sequence[Arrived], unopened: Sequence[Pulled]) -> int:
        new = arriving.take(self._db, arrived)
        into = f"INSERT OR IGNORE INTO unopened ({PULLED}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
        self._db.executemany(into, map(row_of, unopened))
        return new

    def _stand(self, cursor: Cursor) -> None:
        """Everything up to there has been read."""
        note(self._db, CURSOR, str(cursor))
        self._raise_floor()


def is_grave(loss: Loss) -> bool:
    """Whether somebody has to say yes to it first."""
    return loss.lost > _BRAKE_EVENTS and loss.lost * _BRAKE_PART > loss.of


def _unshare(db: sqlite3.Connection) -> None:
    _unplace(db, "NULL")
    db.execute("DELETE FROM outbox")
    db.execute("DELETE FROM event WHERE op = 'forget'")
    db.execute("DELETE FROM meta WHERE key IN (?, ?)", (CURSOR, ENDPOINT))


def _unplace(db: sqlite3.Connection, place: str) -> None:
    health.in_parts(db, "event", f"UPDATE event SET place = {place} WHERE place > {KEPT_HERE}")
    db.execute("DELETE FROM unopened")
    sink_floor(db)
