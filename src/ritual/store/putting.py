"""How an event's row and what it shows go into a record, and what is told to a connection, whichever way it was opened.

Nothing of weight is imported here, because the quick way shares it.
"""

import os

TYPE_CHECKING = False  # the one in typing costs more than this module
if TYPE_CHECKING:
    from sqlite3 import Connection

PRAGMAS = ("synchronous = FULL", "secure_delete = ON", "temp_store = MEMORY")
LONG_WAL = 512 * 1024
OWED = "store.owed"
"""The fact that says which erased words may still be in a file."""

ENDPOINT = "sync.endpoint"
"""The fact that says through which address the team shares its record."""

STAND = """SELECT (SELECT user_version FROM pragma_user_version), count(*), coalesce(max(seq), 0),
  coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'event'), 0) FROM entry WHERE kind = 'setting'"""
"""Four numbers that say whether anything has changed: the schema, the settings and their newest, the newest event."""


KEEP = "INSERT INTO event (id, op, entry, rev, epoch, author, device, body) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"


def keep(db: "Connection", *event: object) -> int:
    """Keeps an event, given as its id, op, entry, rev, epoch, author, device and body; gives its place in the log."""
    return db.execute(KEEP, event).lastrowid or 0


def show(db: "Connection", seq: int) -> str:
    """Makes the entry of an event and what goes with it; gives the words that can be searched now."""
    row = db.execute("SELECT * FROM folded WHERE seq = ?", (seq,)).fetchone()
    if row is None:
        return ""
    *columns, listed, words = row
    db.execute("INSERT INTO entry VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", (*columns, listed))
    if listed:
        db.execute("INSERT INTO receiver SELECT person, seq FROM receiving WHERE seq = ?", (seq,))
    if words:
        db.execute("INSERT INTO search (rowid, words) VALUES (?, ?)", (seq, words))
    return str(words)


def is_long(path: str) -> bool:
    """Whether the write-ahead log of a record has grown so long that leaving without closing would cost every start.

    Closing costs three more fsyncs, and never closing would make every later start copy the whole log.
    """
    try:
        return os.stat(path + "-wal").st_size > LONG_WAL  # noqa: PTH116  pathlib is slow to import
    except OSError:
        return True
