"""Lets one process at a time do something with a team; the lock goes with the process that holds it."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ritual.files.writing import PRIVATE, putting


@contextmanager
def alone(path: Path, *, wait: bool) -> Iterator[bool]:
    """Whether this process is the only one inside; where `wait` is set it always is, sooner or later."""
    with putting(path):
        handle = os.open(path, os.O_CREAT | os.O_RDWR, PRIVATE)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True
    finally:
        os.close(handle)
