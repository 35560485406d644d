"""Forgets a member: everything that one wrote up to a place of the log goes, and never comes back."""

import sqlite3

from ritual.model.event import ERASE, FORGET, Event
from ritual.store import erasing, projection
from ritual.store.putting import keep

NOWHERE = -1
"""The place of what is settled without a row of its own in the log."""
KEPT_HERE = -2
"""The place of what isn't shared: written before the team wanted to, or an erasure that holds on this machine alone."""


def forget_own(db: sqlite3.Connection, event: Event) -> None:
    """Takes a forgetting that was written here: all that this member ever shared, or would have, is gone."""
    _forget(db, event, f"coalesce(place, 0) > {KEPT_HERE}")


def forget_theirs(db: sqlite3.Connection, event: Event, place: int) -> None:
    """Takes a forgetting from the log; what that member wrote behind it stays."""
    _forget(db, event, f"place BETWEEN 1 AND {place - 1:d}")
    told = "DELETE FROM unopened WHERE author = ? AND place < ? AND op IN ('put', 'replace')"
    db.execute(told, (event.entry, place))


def forgotten_until(db: sqlite3.Connection, member: str) -> int:
    """The place of the log up to which a member is forgotten, 0 where that never happened."""
    last = f"SELECT coalesce(max(place), 0) FROM event WHERE entry = ? AND op = '{FORGET}'"
    return int(db.execute(last, (member,)).fetchone()[0])


def bury(db: sqlite3.Connection, entry: str) -> None:
    """Leaves nothing of an entry but the note that it is erased, by its own id."""
    erasing.owe(db, erasing.SEARCH if projection.withdraw(db, entry) else erasing.FILE)
    db.execute("DELETE FROM event WHERE entry = ?", (entry,))
    seq = keep(db, entry, ERASE, entry, 0, 0, None, None, None)
    db.execute("UPDATE event SET place = ?, mine = 0 WHERE seq = ?", (NOWHERE, seq))


def _forget(db: sqlite3.Connection, event: Event, those: str) -> None:
    written = f"SELECT DISTINCT entry FROM event WHERE author = ? AND op IN ('put', 'replace') AND {those}"
    for (entry,) in db.execute(written, (event.entry,)).fetchall():
        bury(db, str(entry))
    keep(db, event.id, FORGET, event.entry, 0, event.epoch, event.author, event.device, None)
