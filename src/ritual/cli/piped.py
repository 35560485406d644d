"""Reads words from stdin, of which only so many are taken."""

from collections.abc import Callable
from typing import BinaryIO

from ritual.errors import Refused, Usage
from ritual.words import t

LONGEST = 64 * 1024
"""Bytes that the words of one command may have."""
_COUNTED = 16 * LONGEST
"""Bytes up to which what is too long is counted, because a pipe may never end."""


def piped(stdin: BinaryIO) -> bytes:
    """Everything on stdin; Refused where it is more than LONGEST bytes, Usage where nothing can be read."""
    raw = _read(stdin, LONGEST + 1)
    size = len(raw)
    while LONGEST < size < _COUNTED and (more := _read(stdin, LONGEST)):
        size += len(more)
    fits(size)
    return raw


def typed(stdin: BinaryIO) -> bytes:
    """One line from stdin; Refused where it is more than LONGEST bytes, Usage where nothing can be read."""
    raw = _told(lambda: stdin.readline(LONGEST + 1))
    fits(len(raw))
    return raw


def fits(size: int) -> None:
    """Raises Refused for words of more bytes than are taken."""
    if size <= LONGEST:
        return
    said = t("more than {n} KiB", n=_COUNTED // 1024) if size >= _COUNTED else t("{n} KiB", n=-(-size // 1024))
    raise Refused(
        t("These words are too long: {size}. Nothing was written.", size=said),
        t("At most {n} KiB are taken; a link can lead to the rest.", n=LONGEST // 1024),
    )


def _read(stdin: BinaryIO, most: int) -> bytes:
    return _told(lambda: stdin.read(most))


def _told(read: Callable[[], bytes | None]) -> bytes:
    try:
        return read() or b""  # a stream that doesn't wait gives None
    except OSError as error:
        raise Usage(t("stdin can't be read: {why}.", why=error.strerror or "?")) from error
