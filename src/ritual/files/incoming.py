"""A file or a stream that somebody hands over, read line by line within limits, and what is wrong with it."""

import json
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import BinaryIO, NamedTuple

from ritual.errors import BadFile, Problem
from ritual.model.reading import Object
from ritual.words import t

LARGEST = 512 * 2**20
LONGEST_LINE = 2**20
LONGEST_WORDS = 64 * 2**10
SHOWN = 20
"""How many problems are told in full; the others are counted."""
_HEAD = 64 * 2**10


class Incoming(NamedTuple):
    """What was handed over, to be read as often as needed; `name` is what it is called to a person."""

    name: str
    file: BinaryIO

    def head(self) -> bytes:
        """How it begins, without a byte order mark."""
        self.file.seek(0)
        return self.file.read(_HEAD).removeprefix(b"\xef\xbb\xbf")

    def all(self) -> bytes:
        """Everything, for what can't be read line by line."""
        self.file.seek(0)
        return self.file.read(LARGEST)

    def lines(self) -> Iterator[tuple[int, bytes | None]]:
        """Its lines, counted from 1; None for one that is too long."""
        self.file.seek(0)
        number = 0
        while raw := self.file.readline(LONGEST_LINE + 1):
            number += 1
            if len(raw) > LONGEST_LINE:
                while not raw.endswith(b"\n") and (raw := self.file.readline(LONGEST_LINE)):
                    pass
                yield number, None
            else:
                yield number, raw.removeprefix(b"\xef\xbb\xbf") if number == 1 else raw


class Problems:
    """What is wrong with the lines of one thing that came in: the first of them in words, all of them counted."""

    def __init__(self, name: str) -> None:
        self._name = name
        self.first: list[Problem] = []
        self.count = 0

    def add(self, where: str, n: int, sentence: str, hint: str = "") -> None:
        """One more, at a place such as "line {n}"."""
        self.count += 1
        if self.count <= SHOWN:
            self.first.append(Problem(self._name, t(where, n=n), sentence, hint))


def opened(path: Path, name: str) -> Incoming:
    """The file at that path; BadFile where it can't be read, is none, or is too large."""
    try:
        # Reading a pipe or a device might never end.
        if path.exists() and not path.is_file():
            raise BadFile(t("{path} isn't a file.", path=name), hint=t("“-” reads from stdin."))
        file = path.open("rb")
    except (OSError, ValueError) as error:  # a name with a NUL in it is no path
        why = getattr(error, "strerror", None) or str(error)
        raise BadFile(t("{path} can't be read: {why}.", path=name, why=why)) from error
    if file.seek(0, 2) > LARGEST:
        file.close()
        raise _too_large(name)
    return Incoming(name, file)


def piped(stream: BinaryIO, name: str) -> Incoming:
    """What comes in by stdin; BadFile where it is too large."""
    raw = stream.read(LARGEST + 1)
    if len(raw) > LARGEST:
        raise _too_large(name)
    return Incoming(name, BytesIO(raw))


def parsed(raw: bytes) -> Object | None:
    """The JSON object that the bytes are, None where they are none."""
    try:
        found = json.loads(raw)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


def _too_large(name: str) -> BadFile:
    return BadFile(t("{path} is larger than {n} MiB.", path=name, n=LARGEST // 2**20), hint=t("Take it in in parts."))
