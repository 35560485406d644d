"""The endpoint's database: its tables, made once, and how a connection to it is set up."""

import os
import sqlite3
from contextlib import suppress
from pathlib import Path
from typing import Final

APPLICATION: Final = 0x72746C65
VERSION: Final = 1
FILE: Final = "endpoint.db"

# Integer keys inside, ids only where they come from outside. A row whose body is gone keeps its place, id and chain;
# what it said, who said it and when are gone with it.
_TABLES: Final = (
    """CREATE TABLE team (
      n INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, head INTEGER NOT NULL, chain BLOB NOT NULL,
      horizon INTEGER NOT NULL, epoch INTEGER NOT NULL, bytes INTEGER NOT NULL, created INTEGER NOT NULL,
      deleted INTEGER NOT NULL) STRICT""",
    """CREATE TABLE member (
      n INTEGER PRIMARY KEY, team INTEGER NOT NULL, id BLOB NOT NULL, role TEXT NOT NULL, joined INTEGER NOT NULL,
      left_at INTEGER NOT NULL, UNIQUE (team, id)) STRICT""",
    """CREATE TABLE device (
      n INTEGER PRIMARY KEY, team INTEGER NOT NULL, member INTEGER NOT NULL, id BLOB NOT NULL,
      token BLOB UNIQUE, created INTEGER NOT NULL, seen INTEGER NOT NULL, UNIQUE (team, id)) STRICT""",
    """CREATE TABLE event (
      n INTEGER PRIMARY KEY, team INTEGER NOT NULL, seq INTEGER NOT NULL, id BLOB NOT NULL, chain BLOB NOT NULL,
      op TEXT, root BLOB, rev INTEGER, epoch INTEGER, author INTEGER, device INTEGER, received INTEGER, body BLOB,
      UNIQUE (team, seq), UNIQUE (team, id)) STRICT""",
    # The first event of an entry has no root of its own: most entries are never changed.
    "CREATE INDEX event_root ON event (team, root) WHERE root IS NOT NULL",
    """CREATE TABLE root (
      team INTEGER NOT NULL, id BLOB NOT NULL, author BLOB NOT NULL, rev INTEGER NOT NULL,
      PRIMARY KEY (team, id)) STRICT, WITHOUT ROWID""",
    """CREATE TABLE erased (
      team INTEGER NOT NULL, id BLOB NOT NULL, PRIMARY KEY (team, id)) STRICT, WITHOUT ROWID""",
    """CREATE TABLE invite (
      id BLOB PRIMARY KEY, team INTEGER NOT NULL, auth_hash BLOB NOT NULL, sealed BLOB, role TEXT NOT NULL,
      member BLOB, expires INTEGER NOT NULL, used_by BLOB, used_at INTEGER NOT NULL) STRICT, WITHOUT ROWID""",
    "CREATE INDEX event_erasure ON event (received) WHERE op IN ('erase', 'forget')",
    "CREATE TABLE ready (n INTEGER PRIMARY KEY, at INTEGER NOT NULL) STRICT",
)
_PRAGMAS: Final = (
    "synchronous = FULL",
    "secure_delete = ON",
    "busy_timeout = 5000",
    "trusted_schema = OFF",
    "cache_size = -32768",
    "wal_autocheckpoint = 2000",  # 8 MiB: ids are random, so the same pages change again and again until then
    "fullfsync = ON",
)


class NotOurs(RuntimeError):
    """The file is another program's, or a newer ritual made it."""


class Damaged(NotOurs):
    """The file is no whole database any more."""


def connect(path: Path) -> sqlite3.Connection:
    """A connection to the database, which is made where it isn't there yet, for this user alone.

    Raises NotOurs, Damaged, and OSError where the system refuses.
    """
    try:
        return _connected(path)
    except sqlite3.DatabaseError as error:
        if error.sqlite_errorcode & 0xFF in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
            raise Damaged(str(path)) from error
        raise OSError(str(error)) from error


def _connected(path: Path) -> sqlite3.Connection:
    with suppress(FileExistsError):
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    db = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    try:
        for pragma in _PRAGMAS:
            db.execute(f"PRAGMA {pragma}")
        _prepare(db)
    except BaseException:
        db.close()
        raise
    return db


def _prepare(db: sqlite3.Connection) -> None:
    db.execute("PRAGMA journal_mode = WAL")
    db.execute("BEGIN IMMEDIATE")
    try:
        _make(db)
        db.execute("COMMIT")
    except BaseException:
        db.rollback()
        raise


def _make(db: sqlite3.Connection) -> None:
    (tables,) = db.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    if tables and (_number(db, "application_id"), _number(db, "user_version")) != (APPLICATION, VERSION):
        raise NotOurs("not a database of this ritual's endpoint")
    if not tables:
        for statement in _TABLES:
            db.execute(statement)
        db.execute(f"PRAGMA application_id = {APPLICATION}")
        db.execute(f"PRAGMA user_version = {VERSION}")


def _number(db: sqlite3.Connection, pragma: str) -> int:
    (value,) = db.execute(f"PRAGMA {pragma}").fetchone()
    return int(value)
