"""Everything that is read from the record: entries, the log, settings, and the events themselves."""

import sqlite3
from collections.abc import Collection, Iterator, Sequence

from ritual.hints import Final, NamedTuple
from ritual.model.entry import SETTING, Entry, fold
from ritual.model.event import Event
from ritual.store import ids, searching
from ritual.store.pending import WAITING
from ritual.store.putting import STAND
from ritual.store.query import EVENT, FOUND, Query, those
from ritual.store.trouble import telling

_OF_KIND: Final = "WHERE kind = ?1 AND at >= ?2 AND at < ?3"
_OLDEST_FIRST: Final = "ORDER BY at, entry.id"
# A session has few entries and a kind has many: the plus signs keep SQLite from looking through the latter.
_OF_SESSION: Final = "WHERE session = ?4 AND kind = ?1 AND +at >= ?2 AND +at < ?3 ORDER BY +at, entry.id"
# Said as its index says it (`migrations.py`), which holds nothing but these few.
_AHEAD: Final = """WHERE entry.seq IN (SELECT seq FROM entry INDEXED BY entry_ahead
  WHERE kind = 'answer' AND session IS NULL AND at >= ? AND at < ?)"""
_SEALED: Final = "WHERE facet = 'sealed' AND at >= ?2 AND +kind = ?1 AND seq IN (SELECT seq FROM waiting)"
# By the answer to a push, or by an erasure that no member made.
_WITHHELD: Final = """SELECT entry FROM event JOIN outbox USING (seq) WHERE problem = 'erased'
  UNION SELECT ref FROM unopened JOIN entry ON entry.id = ref WHERE op = 'erase' AND author = ''"""
_PAGE: Final = 500


class Opening(NamedTuple):
    """That a session was opened: when (RFC 3339 UTC) and of which ritual."""

    id: str
    at: str
    ritual: str


class Extent(NamedTuple):
    """How many entries people may read back, and when the newest was written (RFC 3339 UTC, "" where there is none)."""

    entries: int
    newest: str


class Reading:
    """The reading side of a record; every method raises StoreTrouble when the file can't be read."""

    def __init__(self, db: sqlite3.Connection, path: str) -> None:
        self._db = db
        self._path = path
        self._telling = telling(path)

    def entry(self, entry_id: str) -> Entry | None:
        """The entry with this id as it stands now."""
        found = self._entries("WHERE entry.id = ?", (entry_id,))
        return found[0] if found else None

    def knows(self, entry_id: str) -> bool:
        """Whether an entry of that id was ever kept here, even if it is erased by now."""
        return bool(self._rows("SELECT 1 FROM event WHERE entry = ? LIMIT 1", (entry_id,)))

    def place(self, event_id: str) -> int:
        """An event's place in the log of a shared team, or that of the first revision behind it that is there: a log
        put back from an old copy gets the newest alone. 0 until it has shown any."""
        statement = """SELECT coalesce(min(later.place), 0)
          FROM event JOIN event AS later ON later.entry = event.entry AND later.rev >= event.rev
          WHERE event.id = ? AND later.place > 0"""
        return int(self._rows(statement, (event_id,))[0][0])

    def may_be_elsewhere(self, entry_id: str) -> bool:
        """Whether anything of an entry has left this machine, or is on its way."""
        return bool(self._rows("SELECT 1 FROM event WHERE entry = ? AND place >= 0 LIMIT 1", (entry_id,)))

    def find(self, prefix: str) -> list[Entry]:
        """Every entry whose id begins so, in any case of letters."""
        return self._entries(
            "WHERE entry.id >= ?1 AND entry.id < ?1 || char(0x10ffff) ORDER BY entry.id", (ids.low(prefix),)
        )

    def short_ids(self, entry_ids: Sequence[str]) -> dict[str, str]:
        """For each id the shortest beginning, of at least four characters, that means no other entry."""
        with self._telling:
            return {each: ids.shortest(each, ids.neighbours(self._db, each)) for each in entry_ids}

    def entries(self, kind: str, *, session: str | None = None, since: str = "", until: str = "~") -> list[Entry]:
        """The entries of one kind, of one session if it is given, oldest first; `until` is no longer included."""
        which = _OF_SESSION if session else f"{_OF_KIND} {_OLDEST_FIRST}"
        return self._entries(which, (kind, since, until, session) if session else (kind, since, until))

    def ahead(self, since: str = "", until: str = "~") -> list[Entry]:
        """The answers that belong to no session, oldest first; `until` is no longer included."""
        return self._entries(f"{_AHEAD} {_OLDEST_FIRST}", (since, until))

    def log(self, query: Query = Query()) -> list[Entry]:  # noqa: B008  a Query is immutable
        """What people may read back and the query asks for, newest first; never an answer that isn't kept."""
        with self._telling:
            seqs = searching.found(self._db, query)
        return self._entries(*those(seqs))

    def marks(self, on: Collection[str]) -> list[Entry]:
        """The marks on these entries or things, oldest first."""
        held = ", ".join("?" * len(on))
        return self._entries(f"WHERE about IN ({held}) AND +kind = 'mark' {_OLDEST_FIRST}", tuple(on))

    def saying(self, says: str) -> list[Entry]:
        """The marks that say this, whatever they are on, oldest first."""
        return self._entries(f"WHERE facet = ? AND +kind = 'mark' {_OLDEST_FIRST}", (says,))

    def unopened(self, since: str = "") -> list[Entry]:
        """The thanks that weren't open from the first and that no mark has opened, oldest first."""
        if since:
            # Where rounds are never held every thanks waits: those of a few weeks are looked through, not all.
            return self._entries(f"{_SEALED} {_OLDEST_FIRST}", ("kudos", since))
        return self._entries(WAITING, ("kudos",))

    def unsettled(self) -> list[Entry]:
        """The promises that may still be open, oldest first: nobody called them done or dropped, or they came back."""
        return self._entries(WAITING, ("action",))

    def openings(self, since: str = "") -> list[Opening]:
        """When sessions were opened and of which ritual, oldest first, without reading what they say."""
        statement = "SELECT id, at, coalesce(facet, '') FROM entry WHERE kind = 'session' AND at >= ? ORDER BY at, id"
        return [Opening(*row) for row in self._rows(statement, (since,))]

    def unclosed(self, since: str = "") -> list[str]:
        """The ids of sessions with a stage that isn't closed; another stage of theirs may be."""
        statement = "SELECT DISTINCT session FROM entry WHERE kind = 'stage' AND facet IS NOT 'closed' AND at >= ?"
        return [str(session) for (session,) in self._rows(statement, (since,)) if session]

    def times(self, kind: str, since: str, until: str) -> list[tuple[str, str]]:
        """The id and the moment of every entry of a kind, oldest first, without reading what it says."""
        statement = "SELECT id, at FROM entry WHERE kind = ? AND at >= ? AND at < ? ORDER BY at, id"
        return [(str(entry), str(at)) for entry, at in self._rows(statement, (kind, since, until))]

    def begins(self) -> str:
        """The moment of the oldest thing that may be read back, "" where there is none."""
        return str(self._rows("SELECT coalesce(min(at), '') FROM entry WHERE listed", ())[0][0])

    def opened_notes(self, since: str) -> dict[str, int]:
        """How many notes each session has opened, by its id."""
        statement = """SELECT session, count(*) FROM entry
          WHERE facet = 'opened' AND kind = 'mark' AND at >= ? AND session IS NOT NULL GROUP BY session"""
        return {str(session): int(n) for session, n in self._rows(statement, (since,))}

    def thanked(self, since: str, until: str, hidden: Collection[str]) -> frozenset[str]:
        """Everybody whom a kudos of this time thanks by name."""
        statement = """SELECT person, entry.id FROM entry JOIN receiver USING (seq)
          WHERE kind = 'kudos' AND at >= ? AND at < ?"""
        return frozenset(str(who) for who, entry in self._rows(statement, (since, until)) if entry not in hidden)

    def unkept(self) -> frozenset[str]:
        """The ids of answers that aren't kept after their round."""
        return frozenset(
            str(each) for (each,) in self._rows("SELECT id FROM entry WHERE kind = 'answer' AND NOT listed", ())
        )

    def wished(self, since: str) -> frozenset[str]:
        """The ids of answers that a wish stands beside, whether they are kept or not."""
        statement = """SELECT entry.id FROM entry JOIN event USING (seq)
          WHERE kind = 'answer' AND at >= ? AND json_type(body, '$.data.wish') IS NOT NULL"""
        return frozenset(str(each) for (each,) in self._rows(statement, (since,)))

    def withheld(self) -> frozenset[str]:
        """The entries that the endpoint calls erased, without an erasure that opens: hidden, and still here."""
        return frozenset(str(entry) for (entry,) in self._rows(_WITHHELD, ()))

    def has_forgotten(self, member: str) -> bool:
        """Whether a member has taken back here all that was shared before."""
        forgotten = "SELECT 1 FROM event WHERE entry = ? AND op = 'forget' AND mine"
        return bool(self._rows(forgotten, (member,)))

    def extent(self) -> Extent:
        """How much there is to look back on."""
        (found,) = self._rows("SELECT count(*), coalesce(max(at), '') FROM entry WHERE listed", ())
        return Extent(*found)

    def settings(self) -> dict[str, object]:
        """The team's settings by key; of several the greatest (count, id) holds."""
        held: dict[str, tuple[tuple[int, str], object]] = {}
        for each in self._entries("WHERE kind = ?", (SETTING,)):
            key, count = each.data.get("key"), each.data.get("count")
            order = (count if isinstance(count, int) else 0, each.id)
            if isinstance(key, str) and (key not in held or order > held[key][0]):
                held[key] = (order, each.data.get("value"))
        return {key: value for key, (_, value) in held.items()}

    def events(self) -> Iterator[Event]:
        """Every event that still says something, and every erasure, in order of arrival."""
        said = "WHERE seq > ? AND (body IS NOT NULL OR op = 'erase') ORDER BY seq LIMIT ?"
        after = 0
        while page := self._rows(f"SELECT {EVENT}, seq FROM event {said}", (after, _PAGE)):
            yield from (Event(*row[:-1]) for row in page)
            after = page[-1][-1]

    def last_by(self, author: str, *, device: str = "", limit: int = 20) -> list[Event]:
        """What a person wrote last and still stands, newest arrival first; on one device if it is given."""
        where = "WHERE author = ?1 AND body IS NOT NULL AND (?2 = '' OR device = ?2) ORDER BY seq DESC LIMIT ?3"
        return [Event(*row) for row in self._rows(f"SELECT {EVENT} FROM event {where}", (author, device, limit))]

    def meta(self, key: str) -> str | None:
        """A fact that only this machine knows."""
        found = self._rows("SELECT value FROM meta WHERE key = ?", (key,))
        return str(found[0][0]) if found else None

    def stand(self) -> tuple[int, int, int, int]:
        """Whether anything has changed: the number of the schema, of settings, of the newest of them, of any event."""
        ((schema, settings, newest_setting, newest),) = self._rows(STAND, ())
        return schema, settings, newest_setting, newest

    def _entries(self, where: str, values: Sequence[object]) -> list[Entry]:
        folded = (fold(Event(*row)) for row in self._rows(f"{FOUND} {where}", values))
        return [each for each in folded if each is not None]

    def _rows(self, statement: str, values: Sequence[object]) -> list[sqlite3.Row]:
        with self._telling:
            # All at once: a cursor left open would keep erased pages in the write-ahead log.
            return self._db.execute(statement, values).fetchall()
