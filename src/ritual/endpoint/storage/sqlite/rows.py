"""Small reads that several parts of the storage need: a team by its id, a chain at a place."""

import sqlite3
from typing import NamedTuple

from ritual.endpoint.cursors import Chains, Log, trouble
from ritual.endpoint.storage.contract import NoTeam
from ritual.protocol.binary import id_bytes
from ritual.protocol.cursor import BEGINNING, Cursor


class Team(NamedTuple):
    """A team's row."""

    n: int
    head: int
    chain: bytes
    horizon: int
    epoch: int
    bytes: int


def team_row(db: sqlite3.Connection, team: str) -> Team:
    """The row of a team; NoTeam where there is none, or it was deleted."""
    statement = "SELECT n, head, chain, horizon, epoch, bytes FROM team WHERE id = ? AND NOT deleted"
    found = db.execute(statement, (id_bytes(team),)).fetchone()
    if found is None:
        raise NoTeam(team)
    return Team(*found)


def chain_at(db: sqlite3.Connection, team: int, seq: int) -> bytes:
    """The chain behind a row; empty where there is no such row."""
    if seq == 0:
        return BEGINNING
    found = db.execute("SELECT chain FROM event WHERE team = ? AND seq = ?", (team, seq)).fetchone()
    return bytes(found[0]) if found else b""


def trouble_with(db: sqlite3.Connection, team: Team, cursor: Cursor, *, reads: bool) -> str:
    """Why the cursor doesn't hold, "" where it does."""
    chains = Chains(chain_at(db, team.n, cursor.seq), chain_at(db, team.n, cursor.base))
    return trouble(cursor, Log(team.head, team.horizon), chains, reads=reads)
