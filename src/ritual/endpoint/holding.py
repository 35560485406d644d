"""One endpoint a folder: a second process would not see what the first tells its streams."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

_LOCK: Final = "lock"


class Taken(RuntimeError):
    """Another process works in this folder."""


@contextmanager
def held(folder: Path) -> Iterator[None]:
    """Holds the folder, which is made where it isn't there, for this user alone; raises Taken, and OSError."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    fd = os.open(folder / _LOCK, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        try:
            fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Taken(str(folder)) from None
        yield
    finally:
        os.close(fd)
