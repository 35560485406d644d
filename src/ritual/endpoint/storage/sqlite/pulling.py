"""Reading a log from a cursor on."""

import sqlite3
from typing import Final

from ritual.endpoint.cursors import Log, base_of, moved
from ritual.endpoint.storage.contract import Gone
from ritual.endpoint.storage.sqlite.rows import Team, chain_at, team_row, trouble_with
from ritual.protocol.binary import id_text
from ritual.protocol.cursor import Cursor
from ritual.protocol.wire import Page, Pulled, Pushed

PAGE_BYTES: Final = 1 << 20
_ROWS: Final = """
SELECT seq, id, op, root, rev, epoch, body, author, device, received FROM event
WHERE team = ? AND seq > ? AND body IS NOT NULL ORDER BY seq LIMIT ?"""
Ids = dict[int | None, str]


def pull(db: sqlite3.Connection, team_id: str, cursor: Cursor, limit: int) -> Page | Gone:
    """The next page, read from one moment of the database."""
    db.execute("BEGIN")
    try:
        team = team_row(db, team_id)
        problem = trouble_with(db, team, cursor, reads=True)
        return Gone(problem) if problem else _page(db, team, cursor, limit)
    finally:
        db.execute("COMMIT")


def _page(db: sqlite3.Connection, team: Team, cursor: Cursor, limit: int) -> Page:
    rows = db.execute(_ROWS, (team.n, cursor.seq, limit + 1)).fetchall()
    taken = _within(rows[:limit])
    more = len(taken) < len(rows)
    last = taken[-1][0] if more else max(team.head, cursor.seq)
    base = base_of(cursor, Log(team.head, team.horizon))
    after = moved(last, base, chain_at(db, team.n, last), chain_at(db, team.n, base))
    members, devices = _ids(db, "member", {row[7] for row in taken}), _ids(db, "device", {row[8] for row in taken})
    return Page(tuple([_pulled(row, members, devices) for row in taken]), after, more, team.head, team.epoch)


def _within(rows: list[sqlite3.Row]) -> list[sqlite3.Row]:
    """As many rows as fit on a page; at least one."""
    size = 0
    for n, row in enumerate(rows):
        size += len(row[6])
        if size > PAGE_BYTES and n:
            return rows[:n]
    return rows


def _ids(db: sqlite3.Connection, table: str, numbers: set[int | None]) -> Ids:
    """Whose numbers those are; many events of a page are of the same few."""
    found = (db.execute(f"SELECT n, id FROM {table} WHERE n = ?", (n,)).fetchone() for n in numbers)
    return {None: ""} | {row[0]: id_text(row[1]) for row in found if row}


def _pulled(row: sqlite3.Row, members: Ids, devices: Ids) -> Pulled:
    seq, event, op, root, rev, epoch, body, author, device, received = row
    pushed = Pushed(id_text(event), op, id_text(root) if root else "", rev, epoch, body)
    return Pulled(seq, pushed, members[author], devices[device], received or 0)
