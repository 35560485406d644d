"""Copies of a record's file: made while others write, recognised, and put in the record's place."""

import os
import sqlite3
from contextlib import closing
from typing import Final

from ritual.errors import NewerStore, StoreTrouble
from ritual.store.migrations import APPLICATION, CURRENT
from ritual.store.opening import opened
from ritual.store.trouble import busy, damaged, is_damage, telling
from ritual.words import t

_MAGIC: Final = b"SQLite format 3\0"
_HEADER: Final = 100
_PATIENCE: Final = 20
_PAUSE_SECONDS: Final = 0.25
_PAGES: Final = 2000
# A file's name is bytes, which needn't be UTF-8: text that Python hands to SQLite has to be.
_COPY: Final = "VACUUM INTO CAST(? AS TEXT)"


def copy(source: str, target: str) -> None:
    """Writes the record as it stands at this moment into a file that is there and empty.

    Raises DamagedStore for a source that can't be read, StoreTrouble about the target where it doesn't fit.
    """
    with telling(target), closing(opened(source)) as db:
        try:
            db.execute(_COPY, (os.fsencode(target),))
        except sqlite3.DatabaseError as error:
            raise (damaged(source) if is_damage(error) else error) from error


def pack(path: str) -> None:
    """Leaves one file, with nothing in it of what was deleted and no log beside it; on the disk when this returns."""
    with telling(path):
        with closing(_open(path)) as db:
            db.execute("VACUUM")
            db.execute("PRAGMA journal_mode = DELETE")
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def recognise(path: str) -> None:
    """Looks at the head of a file only: raises NewerStore, StoreTrouble for what is no copy of a record, or OSError."""
    with open(path, "rb") as file:  # noqa: PTH123  as everywhere in the store
        head = file.read(_HEADER)
    if not head.startswith(_MAGIC) or int.from_bytes(head[68:72], "big") != APPLICATION:
        raise StoreTrouble(t("{path} is no backup of ritual.", path=path), t("Nothing was changed."))
    if int.from_bytes(head[60:64], "big") > CURRENT:
        raise NewerStore(
            t("A newer ritual made the backup {path}.", path=path),
            t("Update ritual on this machine; nothing was changed."),
        )


def put_in_place(source: str, path: str) -> None:
    """Makes the record at `path` say what the copy says, at once, even while others have it open.

    Where there is no record, the copy itself becomes it. Raises StoreTrouble when somebody stays in the way.
    """
    with telling(path):
        if not os.path.exists(path):  # noqa: PTH110
            _log_ahead(source)
            os.replace(source, path)  # noqa: PTH105
            return
        with closing(_open(source)) as copied, closing(_open(path)) as db:
            copied.backup(db, pages=_PAGES, progress=_Patience(path), sleep=_PAUSE_SECONDS)


class _Patience:
    """Python tries again for ever while another process writes; this gives up after a few seconds."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._left = _PATIENCE

    def __call__(self, status: int, _remaining: int, _total: int) -> None:
        if status in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            self._left -= 1
            if not self._left:
                raise busy(self._path)


def _log_ahead(path: str) -> None:
    with closing(_open(path)) as db:
        db.execute("PRAGMA journal_mode = WAL")


def _open(path: str) -> sqlite3.Connection:
    return sqlite3.connect(path, isolation_level=None)
