"""Says in a sentence, with a hint, what went wrong between the record and the disk."""

import sqlite3

from ritual.errors import StoreTrouble
from ritual.words import mark, t

_DISK = mark("Make room or look at the disk, then try again; what was kept before is safe.")
_RIGHTS = mark("Allow writing there, or set RITUAL_HOME to a folder of your own.")
_DAMAGE = mark("Copy the file away before anything else, then run 'ritual doctor', or bring back a copy of yours.")

# By SQLite's primary result code: https://sqlite.org/rescode.html
_SAID = {
    3: (mark("ritual may not use the record at {path}."), _RIGHTS),
    5: (mark("Another ritual is busy writing to the record at {path}."), mark("Try again in a moment.")),
    6: (mark("Another ritual is busy writing to the record at {path}."), mark("Try again in a moment.")),
    8: (mark("The record at {path} can't be written to."), _RIGHTS),
    10: (mark("The disk didn't take what was to be kept in {path}."), _DISK),
    11: (mark("The record at {path} is damaged."), _DAMAGE),
    13: (mark("The disk is full: nothing more fits into {path}."), _DISK),
    14: (mark("The record at {path} can't be opened."), _RIGHTS),
    26: (mark("The file {path} is no record of ritual."), _DAMAGE),
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


def _about(path: str, error: sqlite3.Error) -> StoreTrouble:
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code in _SAID:
        sentence, hint = _SAID[code]
        return StoreTrouble(t(sentence, path=path), t(hint))
    sentence = t("The record at {path} can't be used: {why}.", path=path, why=str(error))
    return StoreTrouble(sentence, t("Run 'ritual doctor' to see what is wrong."))
