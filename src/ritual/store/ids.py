"""The short forms of entry ids that people type."""

import sqlite3
from collections.abc import Iterable

from ritual.hints import Final

_SHORTEST: Final = 4
_BESIDE: Final = "SELECT max(id) FROM entry WHERE id < ?1 UNION ALL SELECT min(id) FROM entry WHERE id > ?1"


def low(typed: str) -> str:
    """What was typed, in the letters that ids are made of."""
    return typed.strip().lower().encode("utf-8", "replace").decode()


def neighbours(db: sqlite3.Connection, entry_id: str) -> list[str]:
    """The ids just before and after this one; no other shares a longer beginning with it."""
    return [other for (other,) in db.execute(_BESIDE, (entry_id,)).fetchall() if other is not None]


def shortest(entry_id: str, others: Iterable[str]) -> str:
    """The shortest beginning, of at least four characters, that none of the others has."""
    return entry_id[: max([_SHORTEST, *(_shared(entry_id, other) + 1 for other in others)])]


def _shared(one: str, other: str) -> int:
    same = 0
    while one[same : same + 1] == other[same : same + 1] != "":
        same += 1
    return same
