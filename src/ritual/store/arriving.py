"""Takes what the endpoint's log says into the record: pages of it, and what became of what was sent."""

import json
import sqlite3
from collections import Counter
from collections.abc import Collection, Iterable
from itertools import chain, groupby, islice
from typing import Final, NamedTuple

from ritual.model.event import ERASE, FORGET, PUT, REPLACE, Event
from ritual.protocol.wire import DUPLICATE, ERASED, REJECTED, STORED, SUPERSEDED, Result
from ritual.store import erasing, projection
from ritual.store.forgetting import KEPT_HERE, NOWHERE, forget_theirs, forgotten_until

NOT_ALLOWED = "not-allowed"
_INSERT: Final = "INSERT INTO event (id, op, entry, rev, epoch, author, device, body, place, mine) VALUES "
_BY_ONE: Final = 500
"""Rows by one statement: Python has to stand still between two statements, and not while one works."""


class Arrived(NamedTuple):
    """One event of the log: its place there, and whether this member wrote it. One that is known needs no body."""

    event: Event
    place: int
    mine: bool


def take(db: sqlite3.Connection, arrived: Collection[Arrived]) -> int:
    """Takes events in the order of the log; gives how many were new. All are folded together at the end."""
    (before,) = db.execute("SELECT coalesce(max(seq), 0) FROM event").fetchone()
    forgotten = _Forgotten(db)
    touched = _touched(db, arrived)

    def is_alone(each: Arrived) -> bool:
        new = each.event.op == PUT and each.event.id not in touched
        return new and each.place > forgotten[each.event.author]

    runs = groupby(arrived, is_alone)
    new = sum([_insert(db, run) if alone else _take_each(db, run, forgotten) for alone, run in runs])
    projection.refold(db, after=before)
    return new


def settle(db: sqlite3.Connection, result: Result, seen: int) -> None:
    """Notes what became of one event that was sent; `seen` is how far the log has been read.

    What was superseded waits for the revision that did so, and gives way to it then. That something is erased is noted
    and no more: what was written here goes only for an erasure that opens, which the log then shows.
    """
    row = db.execute("SELECT seq, op FROM event WHERE id = ? AND coalesce(place, 0) = 0", (result.id,)).fetchone()
    if row is None:
        return
    seq, op = row
    is_read = result.status in (STORED, DUPLICATE) and result.seq <= seen
    if is_read or (op in (ERASE, FORGET) and result.status in (ERASED, SUPERSEDED)):
        _place(db, seq, result.seq if is_read else NOWHERE)
    elif op == ERASE and result.problem == NOT_ALLOWED:
        # Only its author or an admin erases an entry for everybody; here it stays gone.
        _place(db, seq, KEPT_HERE)
    elif result.status in (ERASED, REJECTED):
        db.execute("UPDATE outbox SET problem = ? WHERE seq = ?", (result.problem or result.status, seq))


class _Forgotten(dict[str, int]):
    """The place up to which each member is forgotten, looked up once."""

    def __init__(self, db: sqlite3.Connection) -> None:
        super().__init__()
        self._db = db

    def __missing__(self, member: str) -> int:
        self[member] = place = forgotten_until(self._db, member)
        return place


def _touched(db: sqlite3.Connection, arrived: Collection[Arrived]) -> set[str]:
    """The ids of events and entries that more is known of than one of these events: all but most of them."""
    events = [each.event for each in arrived]
    times = Counter(chain((event.id for event in events), (event.ref for event in events if event.ref)))
    here = "SELECT value FROM json_each(?) WHERE value IN (SELECT id FROM event) OR value IN (SELECT entry FROM event)"
    known = db.execute(here, (json.dumps(list(times)),)).fetchall()
    return {key for key, n in times.items() if n > 1} | {str(key) for (key,) in known}


def _insert(db: sqlite3.Connection, arrived: Iterable[Arrived]) -> int:
    """Takes events that put an entry of which nothing else is known, many by one statement."""
    rest, new = map(_row, arrived), 0
    while rows := list(islice(rest, _BY_ONE)):
        marks = ",".join(["(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"] * len(rows))
        new += db.execute(_INSERT + marks, [*chain.from_iterable(rows)]).rowcount
    return new


def _row(arrived: Arrived) -> tuple[object, ...]:
    (id_, op, _, rev, epoch, author, device, body), place, mine = arrived
    return (id_, op, id_, rev, epoch, author, device, body or None, place, mine)


def _take_each(db: sqlite3.Connection, arrived: Iterable[Arrived], forgotten: _Forgotten) -> int:
    return sum([_take_one(db, each, forgotten) for each in arrived])


def _take_one(db: sqlite3.Connection, arrived: Arrived, forgotten: _Forgotten) -> bool:
    event, place, mine = arrived
    known = db.execute("SELECT seq FROM event WHERE id = ?", (event.id,)).fetchone()
    if known:
        _place(db, known[0], place)
        if event.body:  # it opened: whose it is isn't the endpoint's word alone
            # Of what is erased not even the author is kept.
            who = "UPDATE event SET mine = ?, author = ?, device = ? WHERE seq = ? AND author IS NOT NULL"
            db.execute(who, (mine, event.author, event.device, known[0]))
        return False
    if projection.is_settled(db, event):
        return False
    if event.op in (PUT, REPLACE) and place < forgotten[event.author]:
        return False
    if event.op == FORGET:
        forget_theirs(db, event, place)
        forgotten.clear()
    elif event.op == ERASE:
        db.execute("DELETE FROM unopened WHERE id = ?1 OR ref = ?1", (event.entry,))
    else:
        # The log takes no revision twice: what waits here and isn't newer would be refused.
        _give_way(db, event)
    if event.op != FORGET and projection.keep_newest(db, event)[1]:
        erasing.owe(db, erasing.SEARCH)
    db.execute("UPDATE event SET place = ?, mine = ? WHERE id = ?", (place, mine, event.id))
    return True


def _place(db: sqlite3.Connection, seq: int, place: int) -> None:
    db.execute("UPDATE event SET place = ? WHERE seq = ?", (place, seq))
    db.execute("DELETE FROM outbox WHERE seq = ?", (seq,))


def _give_way(db: sqlite3.Connection, event: Event) -> None:
    """Lets go of what waits here and isn't newer, and of what that shows."""
    waits = "SELECT seq, body FROM event WHERE entry = ? AND mine AND coalesce(place, 0) = 0 AND rev <= ?"
    gone = db.execute(waits, (event.entry, event.rev)).fetchall()
    if any(body is not None for _, body in gone):
        erasing.owe(db, erasing.SEARCH if projection.withdraw(db, event.entry) else erasing.FILE)
    db.executemany("DELETE FROM event WHERE seq = ?", [(seq,) for seq, _ in gone])
