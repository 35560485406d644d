"""How bytes, numbers and ids are written where they travel, are hashed or are bound to a sealed body."""

import re
from functools import lru_cache
from typing import Final

from pybase64 import b64decode, b64encode_as_string

_ID: Final = re.compile("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")
ID_BYTES: Final = 16
_ALTERED: Final = b"-_"


def b64(raw: bytes) -> str:
    """base64url without padding (RFC 4648, section 5)."""
    return b64encode_as_string(raw, _ALTERED).rstrip("=")


def unb64(text: str) -> bytes:
    """The bytes of base64url without padding; ValueError for anything that `b64` would have written otherwise."""
    if "+" in text or "/" in text:  # pybase64 reads them, and warns
        raise ValueError("not base64url")
    try:
        raw = b64decode(text + "=" * (-len(text) % 4), _ALTERED, validate=True)
    except ValueError as error:
        raise ValueError("not base64url") from error
    if b64(raw) != text:
        raise ValueError("not base64url as it is written here")
    return raw


def lp(*fields: bytes) -> bytes:
    """The fields one after the other, each behind its length in two bytes, so that no two lists look alike."""
    try:
        return b"".join([len(field).to_bytes(2, "big") + field for field in fields])
    except OverflowError as error:
        raise ValueError("a field is longer than its length can say") from error


def u32(number: int) -> bytes:
    """Four bytes, big-endian; OverflowError for what they can't hold."""
    return number.to_bytes(4, "big")


def u64(number: int) -> bytes:
    """Eight bytes, big-endian; OverflowError for what they can't hold."""
    return number.to_bytes(8, "big")


def is_id(text: str) -> bool:
    """Whether it is a UUIDv4 in lower-case text (RFC 9562)."""
    return _ID.fullmatch(text) is not None


@lru_cache(
    maxsize=8192
)  # the team, its members and devices stand in every event, and what is pushed is asked for often
def id_bytes(text: str) -> bytes:
    """The 16 bytes of an id; ValueError for what isn't one."""
    if not is_id(text):
        raise ValueError("not an id")
    return bytes.fromhex(text.replace("-", ""))


def id_text(raw: bytes) -> str:
    """The id of 16 bytes."""
    digits = raw.hex()
    return f"{digits[:8]}-{digits[8:12]}-{digits[12:16]}-{digits[16:20]}-{digits[20:]}"
