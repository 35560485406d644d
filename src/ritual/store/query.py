"""What to look for in the log, and the SQL that finds it."""

from collections.abc import Collection
from typing import Final, NamedTuple

FOUND: Final = "SELECT event.id, op, entry.id, rev, epoch, author, device, body FROM entry JOIN event USING (seq)"

_RECEIVED: Final = """seq IN (SELECT seq FROM receiver WHERE person = ?
  UNION SELECT seq FROM receiver JOIN entry USING (seq) WHERE person = '*' AND who <> ?)"""


class Query(NamedTuple):
    """What the log should show, newest first; whatever is left empty doesn't matter.

    `by` is whose words it is, `to` who was thanked or took part in the win; `since` and `until` are RFC 3339 UTC, the
    latter no longer included; `words` must all be there, each at least as the beginning of a word; `before` is the
    `order` of the last entry of the page before; `hidden` are ids to leave out.
    """

    kinds: Collection[str] = ()
    by: str = ""
    to: str = ""
    since: str = ""
    until: str = ""
    words: str = ""
    session: str = ""
    before: tuple[str, str] | None = None
    hidden: Collection[str] = ()
    limit: int = 0


def select(query: Query) -> tuple[str, list[object]]:
    """What follows FOUND for a query, and its arguments."""
    parts = [part for part in conditions(query) if part[1] is not None]
    where = " AND ".join(("listed", *(sql for sql, _ in parts)))
    values = [value for _, given in parts for value in given or ()]
    limit = query.limit if query.limit > 0 else -1
    chosen = f"SELECT seq FROM entry WHERE {where} ORDER BY at DESC, id DESC LIMIT ?"
    return f"WHERE entry.seq IN ({chosen}) ORDER BY at DESC, entry.id DESC", [*values, limit]


def conditions(query: Query) -> list[tuple[str, tuple[object, ...] | None]]:
    """The parts of a query as SQL, each with its arguments; None for what wasn't asked."""
    kinds, hidden = (", ".join("?" * len(each)) for each in (query.kinds, query.hidden))
    return [
        # Of several kinds the index would have to be sorted; the plus sign makes SQLite walk back in time instead.
        (f"{'+' if len(query.kinds) > 1 else ''}kind IN ({kinds})", tuple(query.kinds) or None),
        ("who = ?", _given(query.by)),
        (_RECEIVED, (query.to, query.to) if query.to else None),
        ("at >= ?", _given(query.since)),
        ("at < ?", _given(query.until)),
        ("session = ?", _given(query.session)),
        ("(at, id) < (?, ?)", query.before),
        (f"id NOT IN ({hidden})", tuple(query.hidden) or None),
        ("seq IN (SELECT rowid FROM search WHERE search MATCH ?)", _given(match(query.words))),
    ]


def _given(value: str) -> tuple[str] | None:
    return (value,) if value else None


def match(words: str) -> str:
    """Any text as an FTS5 expression: every word a quoted prefix, so that nothing in it is an operator."""
    speakable = words.replace("\0", " ").encode("utf-8", "replace").decode()
    return " ".join('"' + word.replace('"', '""') + '"*' for word in speakable.split())
