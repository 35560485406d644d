"""Takes events into the log, one at a time and in any order, and folds each into the entry it belongs to."""

import sqlite3
from collections.abc import Iterable, Sequence
from itertools import islice
from typing import Final

from ritual.hints import NamedTuple
from ritual.model.event import ERASE, PUT, REPLACE, Event
from ritual.model.json_text import array
from ritual.store import erasing
from ritual.store.putting import KEEP, keep, show

_PAGE: Final = 500


class Stored(NamedTuple):
    """Everything is kept; `ids` are the events that were new."""

    ids: tuple[str, ...]


class Stale(NamedTuple):
    """Somebody else changed this entry since it was read."""

    entry: str


def take_own(db: sqlite3.Connection, events: Sequence[Event]) -> Stored | Stale:
    """Takes what was written here; at a replace that isn't newer than what is known it stops with Stale."""
    new = []
    for event in events:
        if is_settled(db, event):
            continue
        if event.op == REPLACE and event.rev <= _newest_rev(db, event.entry):
            return Stale(event.entry)
        _take(db, event)
        new.append(event.id)
    return Stored(tuple(new))


def take_any(db: sqlite3.Connection, events: Iterable[Event]) -> Stored:
    """Takes what came from elsewhere, in any order; what is known, or belongs to an erased entry, is ignored.

    All of it is folded together at the end: search would otherwise write its index anew for each.
    """
    (before,) = db.execute("SELECT coalesce(max(seq), 0) FROM event").fetchone()
    new: list[str] = []
    rest = iter(events)
    while page := list(islice(rest, _PAGE)):
        if _are_first(db, page):
            db.executemany(KEEP, map(_row, page))
            new += [event.id for event in page]
        else:
            new += [event.id for event in page if _take_late(db, event)]
    refold(db, after=before)
    return Stored(tuple(new))


def _are_first(db: sqlite3.Connection, page: Sequence[Event]) -> bool:
    """Whether each event puts an entry of which nothing is known, so that nothing has to be weighed against another."""
    ids = {event.id for event in page}
    known = "SELECT 1 FROM event WHERE {} IN (SELECT value FROM json_each(?)) LIMIT 1"
    return (
        all(event.op == PUT and event.entry == event.id for event in page)
        and len(ids) == len(page)
        and not any(db.execute(known.format(column), (array(ids),)).fetchone() for column in ("id", "entry"))
    )


def _take_late(db: sqlite3.Connection, event: Event) -> bool:
    """Takes an event that may be known or late; whether it was new."""
    if is_settled(db, event):
        return False
    if keep_newest(db, event)[1]:
        erasing.owe(db, erasing.SEARCH)
    return True


def _newest_rev(db: sqlite3.Connection, entry: str) -> int:
    (rev,) = db.execute("SELECT max(rev) FROM event WHERE entry = ?", (entry,)).fetchone()
    return -1 if rev is None else int(rev)


def _take(db: sqlite3.Connection, event: Event) -> None:
    seq, before = keep_newest(db, event)
    now = show(db, seq) if seq else ""
    if before and before != now:
        erasing.owe(db, erasing.SEARCH)


def keep_newest(db: sqlite3.Connection, event: Event) -> tuple[int, str]:
    """Where the event stands if it is what its entry says now, else 0; and the words that are withdrawn for it."""
    # Greatest (rev, id) wins, whatever came first; only the winner keeps its body.
    if event.op == ERASE:
        _erase(db, event)
        return 0, ""
    newest = db.execute(
        "SELECT rev, id, seq FROM event WHERE entry = ? ORDER BY rev DESC, id DESC LIMIT 1", (event.entry,)
    ).fetchone()
    if newest and (event.rev, event.id) < newest[:2]:
        _keep(db, event._replace(body=""))
        return 0, ""
    seq = _keep(db, event)
    if newest is None:
        return seq, ""
    db.execute("UPDATE event SET body = NULL WHERE seq = ?", (newest[2],))
    return seq, withdraw(db, event.entry)


def is_settled(db: sqlite3.Connection, event: Event) -> bool:
    """Whether taking this event in would change nothing: it is here, or its entry is erased."""
    known = "SELECT 1 FROM event WHERE id = ? UNION ALL SELECT 1 FROM event WHERE entry = ? AND op = 'erase'"
    return db.execute(known, (event.id, event.entry)).fetchone() is not None


def _keep(db: sqlite3.Connection, event: Event) -> int:
    return keep(db, *_row(event))


def _row(event: Event) -> tuple[object, ...]:
    return event.id, event.op, event.entry, event.rev, event.epoch, event.author, event.device, event.body or None


def _erase(db: sqlite3.Connection, event: Event) -> None:
    words = withdraw(db, event.entry)
    _keep(db, event._replace(body=""))
    erasing.blank(db, event.entry)
    erasing.owe(db, erasing.SEARCH if words else erasing.FILE)


def withdraw(db: sqlite3.Connection, entry: str) -> str:
    find = "SELECT entry.seq, words FROM entry LEFT JOIN search ON search.rowid = entry.seq WHERE id = ?"
    found = db.execute(find, (entry,)).fetchone()
    if found is None:
        return ""
    seq, words = found
    db.execute("DELETE FROM entry WHERE seq = ?", (seq,))
    db.execute("DELETE FROM receiver WHERE seq = ?", (seq,))
    if words is None:
        return ""
    db.execute("DELETE FROM search WHERE rowid = ?", (seq,))
    return str(words)


def refold(db: sqlite3.Connection, after: int = 0) -> None:
    """Makes the entries, receivers and search rows of all events after this one; there must be none of them yet."""
    newer = "WHERE seq > ?"
    columns = "seq, id, kind, facet, at, session, who, about, listed"
    db.execute(f"INSERT INTO entry SELECT {columns} FROM folded {newer}", (after,))
    db.execute(f"INSERT INTO receiver SELECT person, seq FROM receiving {newer}", (after,))
    db.execute(f"INSERT INTO search (rowid, words) SELECT seq, words FROM folded {newer} AND words <> ''", (after,))
