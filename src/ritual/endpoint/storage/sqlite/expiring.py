"""What goes by itself: erasures that are old enough, and what is sealed in invites that are over."""

import sqlite3

from ritual.endpoint.storage.sqlite import people
from ritual.endpoint.storage.sqlite.pushing import BLANK


def expire(db: sqlite3.Connection, before: int, now: int) -> None:
    """Lets erasures that came before a time leave every log; who stands before them has to start over."""
    old = "op IN ('erase', 'forget') AND received < ?"
    newest = f"SELECT max(seq) FROM event WHERE event.team = team.n AND {old}"
    db.execute(f"UPDATE team SET horizon = max(horizon, coalesce(({newest}), 0)) WHERE NOT deleted", (before,))
    db.execute(f"UPDATE event SET {BLANK} WHERE {old}", (before,))
    people.expire_invites(db, now)
