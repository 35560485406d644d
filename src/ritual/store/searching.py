"""Finds words and tags in the log: first among its newest entries, then in the index of all of them.

The index reads every entry that has a word before it gives the newest. Words that many entries have are therefore
looked for among the few newest, where they are; only for the others is the index asked.
"""

import sqlite3

from ritual.hints import Final
from ritual.model.json_text import array
from ritual.store.migrations import INDEXED
from ritual.store.query import IS_RECEIVED, NEWEST_FIRST, Query, match, where

NEWEST: Final = 300
"""How many of the newest entries are looked through first for words or for somebody."""
FEW: Final = 2000
"""So many entries are sorted sooner than the log is walked back to find them."""

_TAKE: Final = """INSERT INTO temp.newest (rowid, words)
  SELECT rowid, words FROM search WHERE rowid IN (SELECT value FROM json_each(?))"""
_SIGNED: Final = "iif(instr({words}, '#'), has_tag({words}, ?), 0)".format(
    words="(SELECT words FROM search WHERE search.rowid = entry.seq)"
)


def found(db: sqlite3.Connection, query: Query) -> list[int]:
    """The rows that meet everything the query asks for, newest first."""
    query = query._replace(words=query.words if match(query.words) else "")
    is_hard = query.words or query.tag or query.to
    newest = _newest(db, query) if is_hard and 0 < query.limit <= NEWEST else None
    return _all(db, query) if newest is None else newest


def _newest(db: sqlite3.Connection, query: Query) -> list[int] | None:
    """What is asked for, as far as the newest entries hold it; None where they don't hold enough."""
    others, values = where(query._replace(to="", words="", tag=""))
    every = _seqs(db, f"SELECT seq FROM entry WHERE {others} {NEWEST_FIRST} LIMIT ?", [*values, NEWEST])
    some = every
    if query.to:
        received = f"SELECT seq FROM entry WHERE seq IN (SELECT value FROM json_each(?)) AND {IS_RECEIVED}"
        fits = set(_seqs(db, received, [array(every), query.to, query.to]))
        some = [seq for seq in some if seq in fits]
    if query.words or query.tag:
        fits = _saying(db, some, query)
        some = [seq for seq in some if seq in fits]
    return some[: query.limit] if len(some) >= query.limit or len(every) < NEWEST else None


def _saying(db: sqlite3.Connection, seqs: list[int], query: Query) -> set[int]:
    db.execute(f"CREATE VIRTUAL TABLE temp.newest USING fts5({INDEXED})")
    try:
        db.execute(_TAKE, [array(seqs)])
        rows = db.execute("SELECT rowid, words FROM newest WHERE newest MATCH ?", [match(query.words, query.tag)])
        return {seq for seq, words in rows if not query.tag or _has_tag(words, query.tag)}
    finally:
        db.execute("DROP TABLE temp.newest")


def _all(db: sqlite3.Connection, query: Query) -> list[int]:
    others, values = where(query._replace(words="", tag=""))
    ending = f"{NEWEST_FIRST} LIMIT {query.limit or -1}"
    if not (query.words or query.tag):
        return _seqs(db, f"SELECT seq FROM entry WHERE {others} {ending}", values)
    if query.tag:
        db.create_function("has_tag", 2, _has_tag, deterministic=True)
        others, values = f"{others} AND {_SIGNED}", [*values, query.tag]
    expression = match(query.words, query.tag)
    matches = _seqs(db, "SELECT rowid FROM search WHERE search MATCH ? LIMIT ?", [expression, FEW])
    if len(matches) < FEW:
        few = f"seq IN (SELECT value FROM json_each(?)) AND {others} {ending}"
        return _seqs(db, f"SELECT seq FROM entry NOT INDEXED WHERE {few}", [array(matches), *values])
    # The plus sign makes SQLite walk back in time, where it has as many as it needs before long.
    many = f"+seq IN (SELECT rowid FROM search WHERE search MATCH ?) AND {others} {ending}"
    return _seqs(db, f"SELECT seq FROM entry WHERE {many}", [expression, *values])


def _seqs(db: sqlite3.Connection, statement: str, values: list[object]) -> list[int]:
    return [seq for (seq,) in db.execute(statement, values)]


def _has_tag(words: str, tag: str) -> bool:
    from ritual.model.tags import tags  # most searches ask for none

    return tag in tags(words)
