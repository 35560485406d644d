"""Events for the record's tests, with ids and times that tell which came first."""

import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from ritual.model.entry import Data, Entry, put
from ritual.model.event import Event, Pen
from ritual.protocol.cursor import Cursor
from ritual.store.arriving import Arrived
from ritual.store.record import Record
from ritual.store.shared import SharedRecord

ANA, BO, CHRIS = "ana-id", "bo-id", "chris-id"


def pen(minute: int = 0, author: str = ANA, device: str = "laptop") -> Pen:
    """A pen at so many minutes past nine."""
    return Pen(author, device, f"2026-11-24T{9 + minute // 60:02}:{minute % 60:02}:00Z", "Europe/Madrid")


def kudos(entry_id: str, words: str, minute: int = 0, **data: object) -> Event:
    """A thanks by Ana to Bo."""
    return put(entry_id, pen(minute), "kudos", {"by": ANA, "to": [BO], "words": words, "now": False, **data})


def entry(kind: str, entry_id: str, minute: int = 0, /, **data: object) -> Event:
    """Any other entry."""
    return put(entry_id, pen(minute), kind, data)


def stands(record: Record, entry_id: str) -> Entry:
    """An entry that is there."""
    found = record.entry(entry_id)
    assert found is not None
    return found


def with_words(found: Entry, words: str) -> Data:
    """The entry's data with other words."""
    return {**found.data, "words": words}


@contextmanager
def memory() -> Iterator[Record]:
    """A record that is nowhere."""
    with Record.open(":memory:") as record:
        yield record


def holds(folder: Path, words: str) -> bool:
    """Whether any file in the folder has the words somewhere in its bytes."""
    return any(words.encode() in path.read_bytes() for path in folder.rglob("*") if path.is_file())


def started(program: str, *arguments: str) -> subprocess.Popen[str]:
    """Another Python that sees the same modules and writes to a pipe."""
    path = os.pathsep.join(each for each in sys.path if each)
    command = [sys.executable, "-c", program, *arguments]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": path})


_EVERYTHING = (
    "SELECT id, op, entry, rev, author, device, body, place, mine FROM event ORDER BY id",
    "SELECT id, kind, facet, at, session, who, about, listed FROM entry ORDER BY id",
    "SELECT id, person FROM receiver JOIN entry USING (seq) ORDER BY id, person",
    "SELECT id, words FROM search JOIN entry ON search.rowid = entry.seq ORDER BY id",
    "SELECT id FROM waiting JOIN entry USING (seq) ORDER BY id",
    "SELECT * FROM unopened ORDER BY place",
    "SELECT value FROM meta WHERE key = 'sync.cursor'",
)


def everything(path: Path) -> list[list[tuple[object, ...]]]:
    """All rows of a record's file, without what depends on when something came and which machine wrote it."""
    with closing(sqlite3.connect(path)) as db:
        return [db.execute(asked).fetchall() for asked in _EVERYTHING]


def at(seq: int) -> Cursor:
    """A cursor behind that row."""
    return Cursor(seq, 0, "a" * 12)


def by_bo(entry_id: str, words: str, place: int) -> Arrived:
    """A kudos that another member wrote."""
    return Arrived(kudos(entry_id, words)._replace(author=BO, device="phone"), place, False)


def send(record: SharedRecord) -> list[str]:
    """Hands over all that waits; gives its ids."""
    waiting = record.outgoing(100)
    record.keep_sealed({each.seq: f"sealed {each.event.id}".encode() for each in waiting})
    return [each.event.id for each in waiting]
