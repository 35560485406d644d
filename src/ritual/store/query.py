"""What to look for in the log, and the SQL that finds it."""

from collections.abc import Collection, Iterable

from ritual.hints import Final, NamedTuple
from ritual.model.json_text import array

EVENT: Final = """id, op, iif(op = 'put', NULL, entry), rev, epoch,
  coalesce(author, ''), coalesce(device, ''), coalesce(body, '')"""
"""The columns of an event as the model has it."""
FOUND: Final = "SELECT event.id, op, entry.id, rev, epoch, author, device, body FROM entry JOIN event USING (seq)"

NEWEST_FIRST: Final = "ORDER BY at DESC, id DESC"
# Said as its index says it (`migrations.py`).
VALUE: Final = "CASE WHEN json_valid(body) THEN json_extract(body, '$.data.value') END"

_RECEIVED: Final = """seq IN (SELECT seq FROM receiver WHERE person = ?
  UNION SELECT seq FROM receiver JOIN entry USING (seq) WHERE person = '*' AND who <> ?)"""

IS_RECEIVED: Final = """EXISTS (SELECT 1 FROM receiver
  WHERE receiver.seq = entry.seq AND (person = ? OR person = '*' AND who <> ?))"""
"""The same asked of one row."""


class Query(NamedTuple):
    """What the log should show, newest first; whatever is left empty doesn't matter.

    `by` is whose words it is, `to` who was thanked or took part in the win; `since` and `until` are RFC 3339 UTC, the
    latter no longer included; `words` must all be there, each at least as the beginning of a word; `tag` stands in them
    with its sign, `value` is what a thanks was given for; `before` is the `order` of the last entry of the page before;
    `hidden` are ids to leave out.
    """

    kinds: Collection[str] = ()
    by: str = ""
    to: str = ""
    since: str = ""
    until: str = ""
    words: str = ""
    tag: str = ""
    value: str = ""
    session: str = ""
    before: tuple[str, str] | None = None
    hidden: Collection[str] = ()
    limit: int = 0


def those(seqs: Iterable[int]) -> tuple[str, list[object]]:
    """What follows FOUND for the entries in these rows, newest first, and its arguments."""
    chosen = "WHERE entry.seq IN (SELECT value FROM json_each(?)) ORDER BY at DESC, entry.id DESC"
    return chosen, [array(seqs)]


def where(query: Query) -> tuple[str, list[object]]:
    """What a row of `entry` has to meet, as SQL and its arguments."""
    parts = [part for part in conditions(query) if part[1] is not None]
    sql = " AND ".join(("listed", *(sql for sql, _ in parts)))
    return sql, [value for _, given in parts for value in given or ()]


def conditions(query: Query) -> list[tuple[str, tuple[object, ...] | None]]:
    """The parts of a query as SQL, each with its arguments; None for what wasn't asked. Of a tag it asks the word."""
    kinds = ", ".join("?" * len(query.kinds))
    return [
        # Of several kinds the index would have to be sorted; the plus sign makes SQLite walk back in time instead.
        (f"{'+' if len(query.kinds) > 1 else ''}kind IN ({kinds})", tuple(query.kinds) or None),
        ("who = ?", _given(query.by)),
        (_RECEIVED, (query.to, query.to) if query.to else None),
        ("at >= ?", _given(query.since)),
        ("at < ?", _given(query.until)),
        ("session = ?", _given(query.session)),
        ("(at, id) < (?, ?)", query.before),
        (f"seq IN (SELECT seq FROM event WHERE {VALUE} = ? COLLATE NOCASE)", _given(query.value)),
        # As one argument: SQLite takes a limited number of them, and there may be any number of hidden ids.
        ("id NOT IN (SELECT value FROM json_each(?))", (array(query.hidden),) if query.hidden else None),
        ("seq IN (SELECT rowid FROM search WHERE search MATCH ?)", _given(match(query.words, query.tag))),
    ]


def _given(value: str) -> tuple[str] | None:
    return (value,) if value else None


def match(words: str, tag: str = "") -> str:
    """Any text as an FTS5 expression: every word a quoted prefix, so that nothing in it is an operator.

    Of a tag the whole word has to be there; whether its sign is too, the index doesn't know.
    """
    parts = [f"{_quoted(word)}*" for word in _speakable(words).split()]
    return " ".join([*parts, *([_quoted(_speakable(tag))] if tag else [])])


def _quoted(word: str) -> str:
    return '"' + word.replace('"', '""') + '"'


def _speakable(words: str) -> str:
    return words.replace("\0", " ").encode("utf-8", "replace").decode()
