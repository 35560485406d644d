"""A short number that two people compare aloud to know that they hold the same key."""

import hashlib
from typing import Final

from ritual.protocol.binary import id_bytes, lp, u32

_GROUPS: Final = 5
_DIGITS: Final = 5


def fingerprint(team: str, epoch: int, key: bytes) -> str:
    """Five groups of five digits, 83 bits: "04711 …"."""
    raw = hashlib.sha256(lp(b"ritual/fingerprint/1", id_bytes(team), u32(epoch), key)).digest()
    number = int.from_bytes(raw, "big") % 10 ** (_GROUPS * _DIGITS)
    digits = f"{number:0{_GROUPS * _DIGITS}}"
    return " ".join(digits[n : n + _DIGITS] for n in range(0, len(digits), _DIGITS))
