"""A whole log as it was read, sealed: kept on the disk, because it may be long, for as long as it is looked at."""

import sqlite3
import tempfile
from collections.abc import Iterator, Sequence
from typing import Final, Self

from ritual.protocol.cursor import START, Cursor
from ritual.protocol.wire import Page, Pulled, Pushed
from ritual.store.trouble import telling

_TABLE: Final = """CREATE TABLE event (n INTEGER PRIMARY KEY, entry TEXT, place INTEGER, id TEXT, op TEXT, ref TEXT,
  rev INTEGER, epoch INTEGER, body BLOB, author TEXT, device TEXT, received INTEGER)"""
PULLED: Final = "place, id, op, ref, rev, epoch, body, author, device, received"
"""The columns of an event as it was pulled."""
_INSERT: Final = "INSERT INTO event VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
_TOGETHER: Final = 500


class Scan:
    """Pages of a log, one after the other. Every method raises StoreTrouble when the disk doesn't play along.

    SQLite deletes the file as it makes it, so a process that dies leaves nothing behind.
    """

    def __init__(self) -> None:
        self._telling = telling(tempfile.gettempdir())
        with self._telling:
            self._db = sqlite3.connect("", isolation_level=None)
            self._db.execute("PRAGMA synchronous = OFF")
            self._db.execute(_TABLE)
            self._db.execute("CREATE INDEX event_entry ON event (entry)")
        self.cursor: Cursor = START
        """Where the pages end."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._db.close()

    def add(self, page: Page) -> None:
        """Keeps the next page."""
        with self._telling:
            self._db.execute("BEGIN")
            self._db.executemany(_INSERT, ((each.event.entry, *row_of(each)) for each in page.events))
            self._db.execute("COMMIT")
        self.cursor = page.cursor

    def holds(self, entry: str) -> bool:
        """Whether it says anything about an entry."""
        with self._telling:
            return bool(self._db.execute("SELECT 1 FROM event WHERE entry = ? LIMIT 1", (entry,)).fetchone())

    def pages(self) -> Iterator[Sequence[Pulled]]:
        """All events in their order, some hundreds at a time."""
        with self._telling:
            rows = self._db.execute(f"SELECT {PULLED} FROM event ORDER BY n")
            while page := rows.fetchmany(_TOGETHER):
                yield [pulled_of(row) for row in page]


def row_of(pulled: Pulled) -> tuple[object, ...]:
    """The columns PULLED of an event."""
    place, event, author, device, received = pulled
    return (place, *event, author, device, received)


def pulled_of(row: sqlite3.Row) -> Pulled:
    """The event of these columns."""
    place, id_, op, ref, rev, epoch, body, *who = row
    return Pulled(place, Pushed(id_, op, ref, rev, epoch, body), *who)
