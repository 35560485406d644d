"""A record in passing: opened, looked at once, perhaps written to once, and left. No more than the quick way needs."""

import os
from _sqlite3 import Connection, connect
from _sqlite3 import Error as Error

from ritual.store.putting import OWED, PRAGMAS, STAND, is_long, keep, show

_BUSY_SECONDS = 1.0
# The plus signs keep SQLite from looking through all of a kind.
_WAITING = "SELECT count(*) FROM entry WHERE seq IN (SELECT seq FROM waiting) AND +kind = 'kudos'"
_OPENINGS = "SELECT id FROM entry WHERE kind = 'session' AND at >= ? ORDER BY at, id"
_ASKED_AWAY = """SELECT 1 FROM entry WHERE facet = 'ask-erase' AND +kind = 'mark'
  UNION ALL SELECT 1 FROM outbox WHERE problem = 'erased'
  UNION ALL SELECT 1 FROM unopened WHERE op = 'erase' AND author = '' LIMIT 1"""
_GIVEN = "SELECT 1 FROM entry WHERE listed AND who = ? AND +kind = 'kudos' LIMIT ?"

TYPE_CHECKING = False  # the one in typing costs more than this module
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any


class Passing:
    """One look at a record: `meta` are the facts that only this machine knows, `stand` is as in `Reading.stand`.

    From the look on nobody else writes, where it was taken for writing. What can't be read raises `Error` and ends it.
    """

    def __init__(self, db: Connection, path: str) -> None:
        self._db = db
        self._path = path
        self.meta: dict[str, str] = dict(db.execute("SELECT key, value FROM meta").fetchall())
        schema, settings, newest_setting, newest = db.execute(STAND).fetchone()
        self.stand: tuple[int, int, int, int] = (schema, settings, newest_setting, newest)

    @property
    def is_owed(self) -> bool:
        """Whether erased words may still be in a file."""
        return OWED in self.meta

    def waiting(self) -> int:
        """How many thanks no round has opened."""
        return int(self._rows(_WAITING)[0][0])

    def waiting_for(self, people: "Sequence[str]") -> int:
        """How many of them thank any of these people, who are all of the team and at least two."""
        thanked = f"SELECT 1 FROM receiver WHERE receiver.seq = entry.seq AND person IN ('*'{', ?' * len(people)})"
        return int(self._rows(f"{_WAITING} AND EXISTS ({thanked})", people)[0][0])

    def openings(self, since: str) -> str:
        """The ids of the sessions opened since then, oldest first."""
        return " ".join(row[0] for row in self._rows(_OPENINGS, (since,)))

    def is_asked_away(self) -> bool:
        """Whether anybody has ever wanted erased what another wrote, or the endpoint calls anything erased."""
        return bool(self._rows(_ASKED_AWAY))

    def given(self, who: str, most: int) -> int:
        """How many kudos somebody has given, counted up to `most`."""
        return len(self._rows(_GIVEN, (who, most)))

    def put(self, entry: str, author: str, device: str, body: str) -> bool:
        """Puts a new entry; on the disk when this returns True, else nothing of it is there."""
        try:
            show(self._db, keep(self._db, entry, "put", entry, 0, 0, author, device, body))
            self._db.execute("COMMIT")
        except Error:
            self.close()
            return False
        return True

    def leave(self) -> None:
        """For a program that ends at once, as `Record.leave`."""
        if is_long(self._path):
            self._db.close()

    def close(self) -> None:
        """Ends the look; what wasn't put is as if it had never been."""
        self._db.close()

    def _rows(self, statement: str, values: "Sequence[object]" = ()) -> "list[Any]":
        try:
            return self._db.execute(statement, values).fetchall()
        except Error:
            self.close()
            raise


def look(path: str, *, writing: bool = False) -> Passing | None:
    """A look at the record in that file; None where there is none, or something is the matter with it."""
    try:
        if os.stat(path).st_size == 0:  # noqa: PTH116  pathlib is slow to import
            return None
        db = connect(path, timeout=_BUSY_SECONDS, isolation_level=None)
    except (OSError, Error):
        return None
    try:
        for pragma in PRAGMAS if writing else ():
            db.execute(f"PRAGMA {pragma}")
        db.execute("BEGIN IMMEDIATE" if writing else "BEGIN")
        return Passing(db, path)
    except Error:
        db.close()
        return None
