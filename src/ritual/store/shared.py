"""A record that a team shares: what of it the endpoint hasn't shown yet, and how far the endpoint's log is read."""

import sqlite3
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Final, NamedTuple

from ritual.model.entry import SETTING
from ritual.model.event import Event
from ritual.protocol.cursor import Cursor, read_cursor
from ritual.protocol.problems import OF_THE_LOG
from ritual.protocol.wire import Pulled, Pushed, Result
from ritual.store import arriving, health, projection
from ritual.store.arriving import Arrived
from ritual.store.forgetting import KEPT_HERE, forget_own
from ritual.store.putting import ENDPOINT
from ritual.store.record import Record
from ritual.store.scan import Scan

_CURSOR: Final = "sync.cursor"
_FLOOR: Final = "sync.floor"
_WAITS: Final = (
    "event.mine AND coalesce(event.place, 0) = 0 AND (event.body IS NOT NULL OR event.op IN ('erase', 'forget'))"
)
_OUTGOING: Final = f"""SELECT event.seq, id, op, iif(op = 'put', NULL, entry), rev, epoch, coalesce(author, ''),
  coalesce(device, ''), coalesce(body, ''), coalesce(sealed, x'')
  FROM event LEFT JOIN outbox USING (seq)
  WHERE event.seq > ? AND {_WAITS} AND coalesce(problem, '') = '' ORDER BY event.seq LIMIT ?"""
_STANDING: Final = f"""SELECT count(*) FILTER (WHERE place IS NULL),
  count(*) FILTER (WHERE place = 0 AND coalesce(problem, '') = ''),
  count(*) FILTER (WHERE problem NOT IN ('', 'erased')),
  (SELECT count(*) FROM unopened WHERE op <> 'rekey' AND NOT (op = 'erase' AND author = ''))
  FROM event LEFT JOIN outbox USING (seq) WHERE event.seq > ? AND {_WAITS}"""
_BRAKE_EVENTS: Final = 20
_BRAKE_PART: Final = 5
"""Losing more than so many events of others, and more than one in so many, needs a yes."""


class Outgoing(NamedTuple):
    """An event that the log hasn't shown yet, and its sealed bytes, empty until it is sent the first time."""

    seq: int
    event: Event
    sealed: bytes


class Standing(NamedTuple):
    """How many events wait here, are sent and not yet seen in the log, were refused; and how many came unopened.

    `withheld` counts entries that the endpoint calls erased, and no member's erasure does.
    """

    waiting: int
    sent: int
    refused: int
    unopened: int
    withheld: int = 0


class Loss(NamedTuple):
    """How many entries of others would go, of how many."""

    lost: int
    of: int


class Opened(NamedTuple):
    """Events of the log: those that could be opened, and the others."""

    arrived: Sequence[Arrived]
    unopened: Sequence[Pulled]


class SharedRecord(Record):
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
                _note(self._db, ENDPOINT, endpoint)
            else:
                self._db.execute(f"UPDATE event SET place = {KEPT_HERE}, mine = 1 WHERE NOT mine")
            old = "SELECT id FROM entry WHERE at < ? AND kind <> ?"
            self._db.execute(f"UPDATE event SET place = {KEPT_HERE} WHERE entry IN ({old})", (since, SETTING))

    @property
    def cursor(self) -> Cursor:
        """How far the log has been read."""
        return read_cursor(self.meta(_CURSOR) or "0")

    def outgoing(self, limit: int, after: int = 0) -> list[Outgoing]:
        """What the log hasn't shown yet, in the order it was written; without what it refused."""
        rows = self._rows(_OUTGOING, (max(after, self._floor), limit))
        return [Outgoing(row[0], Event(*row[1:-1]), row[-1]) for row in rows]

    def keep_sealed(self, bodies: Mapping[int, bytes]) -> None:
        """Keeps sealed bytes by their event's place in this record, before they are sent."""
        with self._writing():
            self._db.executemany("INSERT OR IGNORE INTO outbox (seq, sealed) VALUES (?, ?)", bodies.items())
            self._db.executemany("UPDATE event SET place = 0 WHERE seq = ?", [(seq,) for seq in bodies])

    def forget(self, event: Event, stays: Sequence[Event]) -> None:
        """Forgets a member who writes here: all that one wrote goes, and `stays` is said anew, at once."""
        with self._writing():
            forget_own(self._db, event)
            projection.take_own(self._db, stays)

    def settle(self, results: Sequence[Result]) -> None:
        """Notes what became of what was sent."""
        with self._writing():
            seen = self.cursor.seq
            for result in results:
                arriving.settle(self._db, result, seen)
            _raise_floor(self._db, self._floor)

    def known(self, ids: Collection[str]) -> frozenset[str]:
        """Those of these events that are here already."""
        marks = ",".join("?" * len(ids))
        return frozenset(str(each) for (each,) in self._rows(f"SELECT id FROM event WHERE id IN ({marks})", [*ids]))

    def take_page(self, arrived: Sequence[Arrived], unopened: Sequence[Pulled], cursor: Cursor) -> int:
        """Takes a page in and moves the cursor behind it, both or neither; gives how many events were new."""
        if not (arrived or unopened) and cursor == self.cursor:
            return 0  # as most pages are: nothing is written for it, and nobody who watches looks again
        with self._writing():
            new = self._take(arrived, unopened)
            self._stand(cursor)
            return new

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

    def sealed(self) -> list[Pulled]:
        """What came and couldn't be opened, in the order of the log."""
        rows = self._rows(
            "SELECT place, id, op, ref, rev, epoch, body, author, device, received FROM unopened ORDER BY place", ()
        )
        return [Pulled(row[0], Pushed(*row[1:7]), *row[7:]) for row in rows]

    def open_late(self, arrived: Sequence[Arrived]) -> None:
        """Takes in what can be opened by now."""
        with self._writing():
            self._db.executemany("DELETE FROM unopened WHERE id = ?", [(each.event.id,) for each in arrived])
            arriving.take(self._db, arrived)

    def standing(self) -> Standing:
        """What waits, is sent, was refused, came unopened, and is withheld."""
        return Standing(*self._rows(_STANDING, (self._floor,))[0])._replace(withheld=len(self.withheld()))

    def refused(self) -> list[tuple[Event, str]]:
        """What the endpoint refused, and its problem, in the order it was written."""
        rows = self._rows(
            """SELECT id, op, iif(op = 'put', NULL, entry), rev, epoch, coalesce(author, ''), coalesce(device, ''),
              coalesce(body, ''), problem
              FROM event JOIN outbox USING (seq) WHERE problem NOT IN ('', 'erased') ORDER BY seq""",
            (),
        )
        return [(Event(*row[:-1]), str(row[-1])) for row in rows]

    @property
    def _floor(self) -> int:
        """Nothing up to this row waits."""
        return int(self.meta(_FLOOR) or 0)

    def _take(self, arrived: Sequence[Arrived], unopened: Sequence[Pulled]) -> int:
        new = arriving.take(self._db, arrived)
        rows = [(seq, *event, author, device, received) for seq, event, author, device, received in unopened]
        self._db.executemany(
            """INSERT OR IGNORE INTO unopened (place, id, op, ref, rev, epoch, body, author, device, received)
              VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
            rows,
        )
        return new

    def _stand(self, cursor: Cursor) -> None:
        """Everything up to there has been read."""
        _note(self._db, _CURSOR, str(cursor))
        _raise_floor(self._db, self._floor)


def is_grave(loss: Loss) -> bool:
    """Whether somebody has to say yes to it first."""
    return loss.lost > _BRAKE_EVENTS and loss.lost * _BRAKE_PART > loss.of


def _unshare(db: sqlite3.Connection) -> None:
    _unplace(db, "NULL")
    db.execute("DELETE FROM outbox")
    db.execute("DELETE FROM event WHERE op = 'forget'")
    db.execute("DELETE FROM meta WHERE key IN (?, ?)", (_CURSOR, ENDPOINT))


def _unplace(db: sqlite3.Connection, place: str) -> None:
    health.in_parts(db, "event", f"UPDATE event SET place = {place} WHERE place > {KEPT_HERE}")
    db.execute("DELETE FROM unopened")
    db.execute("DELETE FROM meta WHERE key = ?", (_FLOOR,))


def _raise_floor(db: sqlite3.Connection, floor: int) -> None:
    lowest = f"SELECT min(seq) - 1 FROM event WHERE seq > ?1 AND {_WAITS}"
    (height,) = db.execute(f"SELECT coalesce(({lowest}), max(seq), 0) FROM event", (floor,)).fetchone()
    if height > floor:
        _note(db, _FLOOR, str(height))


def _note(db: sqlite3.Connection, key: str, value: str) -> None:
    db.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, value))
