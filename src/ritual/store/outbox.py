"""What of a shared record the endpoint's log hasn't shown yet: it waits here, is on its way, or was refused."""

import sqlite3
from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from ritual.model.event import Event
from ritual.protocol.cursor import Cursor, read_cursor
from ritual.protocol.wire import Result
from ritual.store import arriving
from ritual.store.query import EVENT
from ritual.store.record import Record

CURSOR: Final = "sync.cursor"
_FLOOR: Final = "sync.floor"
_WAITS: Final = (
    "event.mine AND coalesce(event.place, 0) = 0 AND (event.body IS NOT NULL OR event.op IN ('erase', 'forget'))"
)
_OUTGOING: Final = f"""SELECT {EVENT}, event.seq, coalesce(sealed, x'') FROM event LEFT JOIN outbox USING (seq)
  WHERE event.seq > ? AND {_WAITS} AND coalesce(problem, '') = '' ORDER BY event.seq LIMIT ?"""
_REFUSED: Final = f"""SELECT {EVENT}, problem FROM event JOIN outbox USING (seq)
  WHERE problem NOT IN ('', 'erased') ORDER BY seq"""
_STANDING: Final = f"""SELECT count(*) FILTER (WHERE place IS NULL),
  count(*) FILTER (WHERE place = 0 AND coalesce(problem, '') = ''),
  count(*) FILTER (WHERE problem NOT IN ('', 'erased')),
  (SELECT count(*) FROM unopened WHERE op <> 'rekey' AND NOT (op = 'erase' AND author = ''))
  FROM event LEFT JOIN outbox USING (seq) WHERE event.seq > ? AND {_WAITS}"""


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


class Outbox(Record):
    """A record of which something goes out; raises as `Record` does."""

    @property
    def cursor(self) -> Cursor:
        """How far the log has been read."""
        return read_cursor(self.meta(CURSOR) or "0")

    def outgoing(self, limit: int, after: int = 0) -> list[Outgoing]:
        """What the log hasn't shown yet, in the order it was written; without what it refused."""
        rows = self._rows(_OUTGOING, (max(after, self._floor), limit))
        return [Outgoing(seq, Event(*event), sealed) for *event, seq, sealed in rows]

    def keep_sealed(self, bodies: Mapping[int, bytes]) -> None:
        """Keeps sealed bytes by their event's place in this record, before they are sent."""
        with self._writing():
            self._db.executemany("INSERT OR IGNORE INTO outbox (seq, sealed) VALUES (?, ?)", bodies.items())
            self._db.executemany("UPDATE event SET place = 0 WHERE seq = ?", [(seq,) for seq in bodies])

    def settle(self, results: Sequence[Result]) -> None:
        """Notes what became of what was sent."""
        with self._writing():
            seen = self.cursor.seq
            for result in results:
                arriving.settle(self._db, result, seen)
            self._raise_floor()

    def refused(self) -> list[tuple[Event, str]]:
        """What the endpoint refused, and its problem, in the order it was written."""
        return [(Event(*event), str(problem)) for *event, problem in self._rows(_REFUSED, ())]

    def standing(self) -> Standing:
        """What waits, is sent, was refused, came unopened, and is withheld."""
        return Standing(*self._rows(_STANDING, (self._floor,))[0])._replace(withheld=len(self.withheld()))

    @property
    def _floor(self) -> int:
        """Nothing up to this row waits."""
        return int(self.meta(_FLOOR) or 0)

    def _raise_floor(self) -> None:
        floor = self._floor
        lowest = f"SELECT min(seq) - 1 FROM event WHERE seq > ?1 AND {_WAITS}"
        ((height,),) = self._rows(f"SELECT coalesce(({lowest}), max(seq), 0) FROM event", (floor,))
        if height > floor:
            note(self._db, _FLOOR, str(height))


def sink_floor(db: sqlite3.Connection) -> None:
    """Anything may wait again."""
    db.execute("DELETE FROM meta WHERE key = ?", (_FLOOR,))


def note(db: sqlite3.Connection, key: str, value: str) -> None:
    """Keeps a fact that only this machine knows, in the transaction under way."""
    db.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, value))
