"""Draws by lot that everybody can repeat: the order of things under a lot's hash."""

import hashlib
from collections.abc import Iterable


def shuffled(things: Iterable[str], lot: str, what: str = "") -> tuple[str, ...]:
    """The things in the order that the lot gives them; the same lot gives the same order on every machine."""
    return tuple(sorted(set(things), key=lambda thing: (_rank(lot, what, thing), thing)))


def _rank(*parts: str) -> bytes:
    return hashlib.sha256("\0".join(parts).encode("utf-8", "replace")).digest()
