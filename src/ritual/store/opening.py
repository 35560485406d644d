"""Opens the file of a record: to read and write, or to read alone where nothing can be written."""

import os
import sqlite3

from ritual.errors import StoreTrouble
from ritual.hints import Final
from ritual.words import t

MEMORY: Final = ":memory:"
_BUSY_SECONDS: Final = 5.0


def opened(path: str) -> sqlite3.Connection:
    """The record in a file, or in ":memory:"; on a medium that can't be written it is as it stands on it.

    Raises StoreTrouble where the newest entries are in a log beside the file that can't be read without writing.
    """
    if path == MEMORY or not _is_still(path):
        return sqlite3.connect(path, timeout=_BUSY_SECONDS, isolation_level=None)
    from pathlib import Path  # slow to import, and seldom needed

    return sqlite3.connect(f"{Path(path).absolute().as_uri()}?immutable=1", uri=True, isolation_level=None)


def _is_still(path: str) -> bool:
    """Whether SQLite has to be told that the file doesn't change, because it can make none of its own beside it.

    Whoever writes makes these first. So where they aren't and can't be made nobody writes, and where they are SQLite
    reads through them, writing or not.
    """
    folder, log = os.path.dirname(path) or ".", f"{path}-wal"  # noqa: PTH120
    if os.access(folder, os.W_OK, effective_ids=True) or os.path.exists(f"{path}-shm"):  # noqa: PTH110
        return False
    if os.path.exists(log) and os.path.getsize(log):  # noqa: PTH110, PTH202
        raise StoreTrouble(
            t("The newest entries in {path} can't be read where nothing can be written.", path=log),
            t("Copy its folder to where you can write; RITUAL_HOME says where ritual looks."),
        )
    return True
