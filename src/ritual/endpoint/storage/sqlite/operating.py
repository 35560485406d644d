"""Erasures that whoever runs the endpoint makes: without an author, and with nothing sealed in them."""

import sqlite3
import uuid
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Final, NamedTuple

from ritual.endpoint.storage.sqlite import schema
from ritual.endpoint.storage.sqlite.journal import Noted
from ritual.endpoint.storage.sqlite.pushing import OF_ENTRY, Push, do_again
from ritual.endpoint.storage.sqlite.rows import team_row
from ritual.endpoint.storage.sqlite.schema import NotOurs
from ritual.endpoint.team_log import Hand
from ritual.protocol.binary import id_bytes
from ritual.protocol.cursor import START
from ritual.protocol.people import ADMIN
from ritual.protocol.wire import ERASE, Pushed

_NOBODY: Final = Hand("", "", ADMIN)
_TABLES: Final = (
    f"event WHERE {OF_ENTRY}",
    "erased WHERE team = ?1 AND id = ?2",
)


class Standing(NamedTuple):
    """Of some entries those that the team's log holds, and those that are erased there; the others it never had."""

    there: frozenset[str]
    erased: frozenset[str]


def standing(folder: Path, team: str, entries: Sequence[str]) -> Standing:
    """How entries stand in a team's log; raises NotOurs where there is no endpoint, NoTeam, and OSError."""
    if not (folder / schema.FILE).exists():
        raise NotOurs("no database")
    try:
        with closing(schema.connect(folder / schema.FILE)) as db:
            n = team_row(db, team).n
            there, erased = (frozenset(each for each in entries if _is_in(db, table, n, each)) for table in _TABLES)
    except sqlite3.Error as error:
        raise OSError(str(error)) from error
    return Standing(there - erased, erased)


def erase(db: sqlite3.Connection, team: str, entries: Sequence[str], now: int) -> list[Noted]:
    """Erases entries for good; gives what is new in the log, for the journal."""
    epoch = team_row(db, team).epoch
    every = (Noted(team, "", "", now, Pushed(str(uuid.uuid4()), ERASE, each, 0, epoch, b"")) for each in entries)
    return [noted for noted in every if do_again(db, Push(team, _NOBODY, START, (noted.event,), now, 0))]


def _is_in(db: sqlite3.Connection, table: str, team: int, entry: str) -> bool:
    return db.execute(f"SELECT 1 FROM {table}", (team, id_bytes(entry))).fetchone() is not None
