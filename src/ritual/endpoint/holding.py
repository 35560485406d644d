"""One endpoint a folder: a second process would not see what the first tells its streams."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

_LOCK: Final = "lock"


class Taken(RuntimeError):
    """Another process works in this folder."""


def give(folder: Path, name: str) -> None:
    """Gives a file to whoever the folder belongs to: root may work in it, and then the endpoint has to be able to.

    Without being root there is nothing to give away.
    """
    owner = folder.stat()
    with suppress(PermissionError):
        os.chown(folder / name, owner.st_uid, owner.st_gid)


@contextmanager
def held(folder: Path) -> Iterator[None]:
    """Holds the folder, which is made where it isn't there, for this user alone; raises Taken, and OSError."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    fd = os.open(folder / _LOCK, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        give(folder, _LOCK)
        try:
            fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Taken(str(folder)) from None
        yield
    finally:
        os.close(fd)
