"""Says in a sentence, with a hint, what went wrong between the record and the disk."""

import sqlite3

from ritual.errors import DamagedStore, StoreTrouble
from ritual.words import mark, t

_DISK = mark("Make room or look at the disk, then try again; what was kept before is safe.")
_RIGHTS = mark("Allow writing there, or set RITUAL_HOME to a folder of your own.")
_DAMAGE = mark("Copy the file away before anything else, then run 'ritual doctor', or bring back a copy of yours.")

_BROKEN = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
# By SQLite's primary result code: https://sqlite.org/rescode.html
_SAID = {
    sqlite3.SQLITE_PERM: (mark("ritual may not use the record at {path}."), _RIGHTS),
    sqlite3.SQLITE_BUSY: (
        mark("Another ritual is busy writing to the record at {path}."),
        mark("Try again in a moment."),
    ),
    sqlite3.SQLITE_LOCKED: (
        mark("Another ritual is busy writing to the record at {path}."),
        mark("Try again in a moment."),
    ),
    sqlite3.SQLITE_READONLY: (mark("Nothing can be written to the record at {path}."), _RIGHTS),
    sqlite3.SQLITE_IOERR: (mark("The disk didn't take what was to be kept in {path}."), _DISK),
    sqlite3.SQLITE_CORRUPT: (mark("The record at {path} is damaged."), _DAMAGE),
    sqlite3.SQLITE_FULL: (mark("The disk is full: nothing more fits into {path}."), _DISK),
    sqlite3.SQLITE_CANTOPEN: (mark("The record at {path} can't be opened."), _RIGHTS),
    sqlite3.SQLITE_NOTADB: (mark("The file {path} is no record of ritual."), _DAMAGE),
}


class telling:  # noqa: N801  reads as a verb: `with telling(path):`
    """Turns whatever SQLite or the disk reports inside it into StoreTrouble about `path`; may be used again."""

    def __init__(self, path: str) -> None:
        self._path = path

    def __enter__(self) -> None:
        pass

    def __exit__(self, _type: object, error: BaseException | None, _traceback: object) -> None:
        if isinstance(error, sqlite3.Error):
            raise _about(self._path, error) from error
        if isinstance(error, OSError):
            sentence = t("The record at {path} can't be opened: {why}.", path=self._path, why=error.strerror or "?")
            raise StoreTrouble(sentence, t(_RIGHTS)) from error


def is_damage(error: sqlite3.Error) -> bool:
    """Whether the file itself is broken, and not only out of reach for now."""
    return _code(error) in _BROKEN


def is_unwritable(error: sqlite3.Error) -> bool:
    """Whether the file can be read and not written."""
    return _code(error) == sqlite3.SQLITE_READONLY


def no_record(path: str) -> StoreTrouble:
    """What to say about a file that holds no record."""
    return _said(path, sqlite3.SQLITE_NOTADB)


def damaged(path: str) -> StoreTrouble:
    """What to say about a record whose file is broken."""
    return _said(path, sqlite3.SQLITE_CORRUPT)


def busy(path: str) -> StoreTrouble:
    """What to say when somebody else stays in the way."""
    return _said(path, sqlite3.SQLITE_BUSY)


def _said(path: str, code: int) -> StoreTrouble:
    sentence, hint = _SAID[code]
    sort = DamagedStore if code in _BROKEN else StoreTrouble
    return sort(t(sentence, path=path), t(hint))


def _code(error: sqlite3.Error) -> int:
    # Python's own complaints, about a closed record say, carry no code.
    code: int = getattr(error, "sqlite_errorcode", 0)
    return code & 0xFF


def _about(path: str, error: sqlite3.Error) -> StoreTrouble:
    code = _code(error)
    if code in _SAID:
        return _said(path, code)
    sentence = t("The record at {path} can't be used: {why}.", path=path, why=str(error))
    return StoreTrouble(sentence, t("Run 'ritual doctor' to see what is wrong."))
