"""Reads JSON that others sent, strictly: whatever is missing, of another type or out of range is Malformed."""

import json
import re
from collections.abc import Collection
from datetime import UTC, datetime
from functools import lru_cache
from itertools import chain
from typing import Final, NoReturn

from ritual.protocol.binary import is_id, unb64

Told = dict[str, object]
"""One JSON object."""
DEEPEST: Final = 8
_HOLDS: Final = (dict, list)
U32: Final = 0xFFFFFFFF
GREATEST: Final = (1 << 53) - 1
"""The greatest whole number that every JSON reader gives back as it is."""
_is_known: Final = lru_cache(maxsize=1024)(is_id)  # the same members and devices stand in every event
_INSTANT: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z")


class Malformed(ValueError):
    """What was sent isn't what travels here; the message names the place, never what stood there."""


def read_object(raw: bytes) -> Told:
    """The JSON object in UTF-8; at most eight levels deep, without lone surrogates and numbers that are none."""
    try:
        written = raw.decode("utf-8")
        told = json.loads(written, parse_constant=_no_number)
        _look(told)
        if "\\u" in written:  # the only way in for a lone surrogate, which is no text
            json.dumps(told, ensure_ascii=False).encode("utf-8")
    except (ValueError, RecursionError) as error:
        raise error if isinstance(error, Malformed) else Malformed("no JSON in UTF-8") from None
    if not isinstance(told, dict):
        raise Malformed("not an object")
    return told


def an_id(told: Told, key: str) -> str:
    """The UUIDv4 in lower-case text."""
    value = told.get(key)
    if not isinstance(value, str) or not is_id(value):
        raise Malformed(f"{key}: not an id")
    return value


def id_or_none(told: Told, key: str) -> str:
    """The id, "" for null or where it is missing."""
    value = told.get(key)
    if value is None:
        return ""
    if not isinstance(value, str) or not _is_known(value):
        raise Malformed(f"{key}: not an id")
    return value


def whole(told: Told, key: str, least: int = 0, greatest: int = GREATEST) -> int:
    """The whole number within the bounds."""
    value = told.get(key)
    if type(value) is not int or not least <= value <= greatest:
        raise Malformed(f"{key}: not a whole number from {least} to {greatest}")
    return value


def binary(told: Told, key: str, *, size: int = 0, most: int = 0) -> bytes:
    """The bytes of base64url without padding; exactly `size` or at most `most` of them, where that isn't 0."""
    try:
        raw = unb64(text(told, key))
    except ValueError as error:
        raise error if isinstance(error, Malformed) else Malformed(f"{key}: not base64url without padding") from None
    if (size and len(raw) != size) or (most and len(raw) > most):
        raise Malformed(f"{key}: {'not ' if size else 'more than '}{size or most} bytes")
    return raw


def text(told: Told, key: str, known: Collection[str] = ()) -> str:
    """The string; one of those known, where they are given."""
    value = told.get(key)
    if not isinstance(value, str) or (known and value not in known):
        raise Malformed(f"{key}: not one of {', '.join(known)}" if known else f"{key}: not a string")
    return value


def flag(told: Told, key: str) -> bool:
    """True or false."""
    value = told.get(key)
    if not isinstance(value, bool):
        raise Malformed(f"{key}: neither true nor false")
    return value


def objects(told: Told, key: str, most: int = GREATEST) -> list[Told]:
    """The list of objects, at most so many."""
    value = told.get(key)
    if not isinstance(value, list) or not all(isinstance(each, dict) for each in value):
        raise Malformed(f"{key}: not a list of objects")
    if len(value) > most:
        raise Malformed(f"{key}: more than {most}")
    return value


def instant(told: Told, key: str) -> int:
    """The time, RFC 3339 in UTC with whole seconds, as seconds since 1970."""
    try:
        return _instant(text(told, key))
    except ValueError as error:
        wrong = f"{key}: not a time like 2026-11-23T09:00:00Z"
        raise error if isinstance(error, Malformed) else Malformed(wrong) from None


@lru_cache(maxsize=1024)  # what is pushed together was received together
def _instant(written: str) -> int:
    if not _INSTANT.fullmatch(written):
        raise ValueError("not as it is written here")
    return int(datetime.fromisoformat(written).timestamp())


@lru_cache(maxsize=1024)
def instant_text(at: int) -> str:
    """Seconds since 1970 as they travel."""
    return datetime.fromtimestamp(at, UTC).isoformat().replace("+00:00", "Z")


def _look(told: object) -> None:
    """Goes down level by level, because a page of the log is wide and not deep."""
    level = [told]
    for _ in range(DEEPEST + 1):
        inside = [each.values() if isinstance(each, dict) else each for each in level if isinstance(each, _HOLDS)]
        if not inside:
            return
        level = list(chain.from_iterable(inside))
    raise Malformed(f"deeper than {DEEPEST} levels")


def _no_number(_name: str) -> NoReturn:
    raise Malformed("a number that is none")
