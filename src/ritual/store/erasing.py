"""Makes erased words really gone: from the rows, from the search index and from the write-ahead log."""

import sqlite3
from collections.abc import Iterable

from ritual.hints import Final
from ritual.store.putting import OWED

# What is still owed to somebody who erased words; written in the transaction that erases, so that a crash in between
# is made good by the next one who opens the record. An owed SEARCH covers an owed FILE.
FILE: Final = "file"
SEARCH: Final = "search"

_PATIENCE_MS: Final = 200
_USUAL_MS: Final = 5000


def blank(db: sqlite3.Connection, entry: str) -> None:
    """Leaves nothing of an entry's events but their ids and their order."""
    db.execute("UPDATE event SET author = NULL, device = NULL, body = NULL WHERE entry = ?", (entry,))


def forget(db: sqlite3.Connection, entries: Iterable[str]) -> None:
    """Leaves of these entries not even ids and order, where none of it ever left this machine.

    Of an entry that isn't erased it leaves everything; of one that left it leaves what keeps it from coming back.
    """
    erased = "SELECT entry FROM event WHERE op = 'erase'"
    left = "SELECT 1 FROM event WHERE entry = ?1 AND place IS NOT NULL"
    for entry in entries:
        db.execute(f"DELETE FROM event WHERE entry = ?1 AND ?1 IN ({erased}) AND NOT EXISTS ({left})", (entry,))


def owe(db: sqlite3.Connection, what: str) -> None:
    """Notes that words were erased and that `settle` has to run once this transaction is done."""
    (newest,) = db.execute("SELECT coalesce(max(seq), 0) FROM event").fetchone()
    stronger = max(what, _read(db).partition(" ")[0])
    db.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (OWED, f"{stronger} {newest}"))


def is_owed(db: sqlite3.Connection) -> bool:
    """Whether erased words may still be in a file."""
    return bool(_read(db))


def _read(db: sqlite3.Connection) -> str:
    found = db.execute("SELECT value FROM meta WHERE key = ?", (OWED,)).fetchone()
    return str(found[0]) if found else ""


def settle(db: sqlite3.Connection) -> bool:
    """Takes the erased words out of the files; False if another process was in the way, and it stays owed.

    FTS5 keeps the words of deleted rows until its segments are merged, and the write-ahead log keeps old pages until
    it is truncated.
    """
    note = _read(db)
    if not note:
        return True
    db.execute(f"PRAGMA busy_timeout = {_PATIENCE_MS}")
    try:
        if note.startswith(SEARCH):
            db.execute("INSERT INTO search (search) VALUES ('optimize')")
        (busy, *_) = db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        if busy:
            return False
        # Only this note: another process may have erased, and noted, more in between.
        db.execute("DELETE FROM meta WHERE key = ? AND value = ?", (OWED, note))
    except sqlite3.OperationalError:
        return False
    finally:
        db.execute(f"PRAGMA busy_timeout = {_USUAL_MS}")
    return True
