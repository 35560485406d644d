"""Looks whether a record is whole, and makes again what can be made from its events."""

import sqlite3
from contextlib import closing

from ritual.errors import Problem
from ritual.store import erasing, projection
from ritual.store.migrations import SEARCH
from ritual.store.trouble import is_damage, is_unwritable
from ritual.words import t, tn

# Each counts the rows in which what is kept and what its events fold to differ.
_DIFFERENCES = """
SELECT count(*) FROM (
  SELECT id FROM (SELECT seq, id, kind, facet, at, session, who, about, listed FROM folded EXCEPT SELECT * FROM entry)
  UNION SELECT id FROM (
    SELECT * FROM entry EXCEPT SELECT seq, id, kind, facet, at, session, who, about, listed FROM folded)
  UNION SELECT seq FROM (SELECT seq, words FROM folded WHERE words <> '' EXCEPT SELECT rowid, words FROM search)
  UNION SELECT rowid FROM (SELECT rowid, words FROM search EXCEPT SELECT seq, words FROM folded)
  UNION SELECT seq FROM (SELECT person, seq FROM receiving EXCEPT SELECT person, seq FROM receiver)
  UNION SELECT seq FROM (SELECT person, seq FROM receiver EXCEPT SELECT person, seq FROM receiving)
  UNION SELECT seq FROM (SELECT seq FROM waits EXCEPT SELECT seq FROM waiting)
  UNION SELECT seq FROM (SELECT seq FROM waiting EXCEPT SELECT seq FROM waits))"""
_LEFT_OVER = """
SELECT count(*) FROM event WHERE coalesce(author, device, body) IS NOT NULL
AND entry IN (SELECT entry FROM event WHERE op = 'erase')"""
_PART, _LEAST = 5_000, -(1 << 63)
_UNREAD = "SELECT count(*) FROM event WHERE body IS NOT NULL AND seq NOT IN (SELECT seq FROM entry)"


def check(db: sqlite3.Connection, path: str) -> list[Problem]:
    """Everything that is wrong with the record; an empty list if it is whole."""
    try:
        found = [str(row[0]) for row in db.execute("PRAGMA integrity_check").fetchall() if row[0] != "ok"]
        if not found:
            return _check_folded(db, path)
    except sqlite3.DatabaseError as error:
        if not is_damage(error):
            raise
        found = [str(error)]
    hint = t("Copy the file away before anything else, then bring back a copy of yours.")
    return [Problem(path, "", t("The file is damaged: {what}.", what=found[0]), hint)]


def _check_folded(db: sqlite3.Connection, path: str) -> list[Problem]:
    rebuild = t("'ritual doctor --rebuild' makes it again from what was kept.")
    found = []
    if not _search_is_whole(db):
        found.append(Problem(path, "", t("The search index is damaged."), rebuild))
    elif n := _count(db, _DIFFERENCES):
        sentence = tn("{n} entry differs from what was kept.", "{n} entries differ from what was kept.", n)
        found.append(Problem(path, "", sentence, rebuild))
    if n := _count(db, _LEFT_OVER):
        sentence = tn("{n} erased event isn't empty.", "{n} erased events aren't empty.", n)
        found.append(Problem(path, "", sentence, rebuild))
    return found


def _search_is_whole(db: sqlite3.Connection) -> bool:
    try:
        db.execute("INSERT INTO search (search) VALUES ('integrity-check')")
    except sqlite3.DatabaseError as error:
        if is_unwritable(error):
            return _is_whole_in_memory(db)
        if not is_damage(error):
            raise
        return False
    return True


def _is_whole_in_memory(db: sqlite3.Connection) -> bool:
    """FTS5 looks only where it could write."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as copy:
        db.backup(copy)
        return _search_is_whole(copy)


def unread(db: sqlite3.Connection) -> int:
    """How many events are kept that this version can't read: a newer ritual made them."""
    return _count(db, _UNREAD)


def rebuild(db: sqlite3.Connection) -> None:
    """Makes entries, receivers and search again from the events alone; runs inside a transaction."""
    for (entry,) in db.execute("SELECT entry FROM event WHERE op = 'erase'").fetchall():
        erasing.blank(db, entry)
    for table in ("entry", "receiver"):
        in_parts(db, table, f"DELETE FROM {table} WHERE true")
    db.execute("DELETE FROM waiting")
    db.execute("DROP TABLE search")
    db.execute(SEARCH)
    projection.refold(db)
    erasing.owe(db, erasing.SEARCH)


def in_parts(db: sqlite3.Connection, table: str, statement: str) -> None:
    """Does what a statement with a condition says to all rows of a table, some thousand at a time.

    SQLite keeps in memory what it would need to take one statement back, which would grow with the record.
    """
    following = f"SELECT max(seq) FROM (SELECT seq FROM {table} WHERE seq > ? ORDER BY seq LIMIT {_PART})"
    first = _LEAST
    while (last := db.execute(following, (first,)).fetchone()[0]) is not None:
        db.execute(f"{statement} AND seq > ? AND seq <= ?", (first, last))
        first = last


def _count(db: sqlite3.Connection, statement: str) -> int:
    (n,) = db.execute(statement).fetchone()
    return int(n)
