"""Where a reader stands in a team's log, with a check that the log behind it is still the same (section 7.4)."""

import hashlib
import re
from typing import Final, NamedTuple

from ritual.protocol.binary import id_bytes, u64

BEGINNING: Final = bytes(32)
"""The chain before the first row."""
_WRITTEN: Final = re.compile(r"(0|[1-9][0-9]{0,17})\.(0|[1-9][0-9]{0,17})\.([0-9a-f]{12})")
_TAG_DIGITS: Final = 12


class Cursor(NamedTuple):
    """The last row read, the head at which a scan from the beginning started (0 behind it), and the check."""

    seq: int
    base: int
    tag: str

    def __str__(self) -> str:
        return f"{self.seq}.{self.base}.{self.tag}" if self.seq or self.base else "0"


START: Final = Cursor(0, 0, "")


def link(before: bytes, seq: int, event: str) -> bytes:
    """The chain behind the row `seq` with this event's id, out of the chain before it."""
    return hashlib.sha256(before + u64(seq) + id_bytes(event)).digest()


def tag(at_seq: bytes, at_base: bytes) -> str:
    """The check of a cursor: what the chain was at both of its places."""
    return hashlib.sha256(at_seq + at_base).hexdigest()[:_TAG_DIGITS]


def read_cursor(written: str) -> Cursor:
    """The cursor as it travels; ValueError for what isn't one."""
    if written == "0":
        return START
    found = _WRITTEN.fullmatch(written)
    if not found:
        raise ValueError("no cursor")
    return Cursor(int(found[1]), int(found[2]), found[3])
