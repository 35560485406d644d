"""Reads the log as a window: the page after a place in time, and how much lies between two moments."""

from collections.abc import Collection, Sequence
from itertools import pairwise

from ritual.hints import Final
from ritual.model.entry import Entry
from ritual.store.query import Query, conditions
from ritual.store.reading import Reading

Place = tuple[str, str]
"""A place in the log: the `order` of an entry, or any (RFC 3339 UTC, id) between two."""

_MANY: Final = 2000


class Window(Reading):
    """The part of reading that scrolls: `log` gives the page before a place, this the one after it, and counts."""

    def newer(self, query: Query, after: Place) -> list[Entry]:
        """The page that begins after a place, newest first: of all that is newer, the entries nearest to it."""
        where, values = self._where(query)
        limit = query.limit if query.limit > 0 else -1
        chosen = f"SELECT seq FROM entry WHERE {where} AND (at, id) > (?, ?) ORDER BY at, id LIMIT ?"
        which = f"WHERE entry.seq IN ({chosen}) ORDER BY at DESC, entry.id DESC"
        return self._entries(which, [*values, *after, limit])

    def count(self, query: Query, most: int) -> int:
        """How many entries the query finds, counted no further than `most`."""
        where, values = self._where(query)
        statement = f"SELECT count(*) FROM (SELECT 1 FROM entry WHERE {where} LIMIT ?)"
        return int(self._rows(statement, [*values, most])[0][0])

    def tally(self, moments: Sequence[str], hidden: Collection[str] = ()) -> list[int]:
        """How many entries of the log lie between each of these moments (RFC 3339 UTC) and the next."""
        marks = ", ".join("?" * len(hidden))
        statement = f"SELECT count(*) FROM entry WHERE listed AND at >= ? AND at < ? AND id NOT IN ({marks})"
        return [int(self._rows(statement, (*span, *hidden))[0][0]) for span in pairwise(moments)]

    def _where(self, query: Query) -> tuple[str, list[object]]:
        asked = [(sql, given) for sql, given in conditions(query) if given is not None]
        where = " AND ".join(("listed", *(self._walked(sql, given) for sql, given in asked)))
        return where, [value for _, given in asked for value in given]

    def _walked(self, sql: str, given: Sequence[object]) -> str:
        """The condition, with a plus sign before a choice that takes in many entries.

        Few are sorted at once. Of many, the first page is found sooner by walking through time and asking of each entry
        whether it is among them, which the plus sign makes SQLite do.
        """
        if not sql.startswith("seq IN "):
            return sql
        chosen = sql.removeprefix("seq IN ")
        (many,) = self._rows(f"SELECT count(*) FROM (SELECT 1 FROM {chosen} LIMIT {_MANY})", given)[0]
        return f"+{sql}" if many == _MANY else sql
