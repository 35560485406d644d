"""Where a reader stands: which cursors still hold, and how one moves on (protocol.md, "Cursors")."""

from typing import NamedTuple

from ritual.protocol.cursor import BEGINNING, START, Cursor, tag

UNKNOWN, EXPIRED = "cursor-unknown", "cursor-expired"


class Log(NamedTuple):
    """How far a team's log goes, and up to where its erasures are gone."""

    head: int
    horizon: int


class Chains(NamedTuple):
    """The chain at a cursor's two places; empty beyond the head."""

    at_seq: bytes
    at_base: bytes


def trouble(cursor: Cursor, log: Log, chains: Chains, *, reads: bool) -> str:
    """Why a cursor doesn't hold, "" where it does. Who only writes may stand before erasures that are gone."""
    if cursor == START:
        return ""
    if max(cursor.seq, cursor.base) > log.head or tag(*chains) != cursor.tag:
        return UNKNOWN
    return EXPIRED if reads and cursor.seq and max(cursor.seq, cursor.base) < log.horizon else ""


def base_of(cursor: Cursor, log: Log) -> int:
    """The head at which this scan began: now, where it begins."""
    return log.head if cursor == START else cursor.base


def moved(last: int, base: int, at_last: bytes, at_base: bytes) -> Cursor:
    """The cursor behind the row `last`; a scan that has passed where it began needs no base any more."""
    if last == 0:
        return START
    return Cursor(last, base, tag(at_last, at_base)) if base > last else Cursor(last, 0, tag(at_last, BEGINNING))
