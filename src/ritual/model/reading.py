"""Reads typed values from JSON objects that others may have written: a wrong type reads as nothing, not as a crash."""

from collections.abc import Mapping

from ritual.model.clean import clean

Object = Mapping[str, object]

LARGEST = 2**53
"""Whole numbers up to here stay the same wherever they travel, JSON and SQLite included."""


def text(data: Object, key: str, default: str = "") -> str:
    """A cleaned string."""
    value = data.get(key)
    return clean(value).text if isinstance(value, str) else default


def number(data: Object, key: str, default: int = 0) -> int:
    """A whole number, of a size that travels."""
    value = data.get(key)
    if isinstance(value, bool) or not isinstance(value, int):
        return default
    return value if abs(value) <= LARGEST else default


def seconds(data: Object, key: str) -> float:
    """A length of time in seconds, from 0 to less than infinity."""
    value = data.get(key)
    if isinstance(value, bool) or not isinstance(value, int | float):
        return 0.0
    return float(value) if 0 <= value <= LARGEST else 0.0


def flag(data: Object, key: str, default: bool = False) -> bool:
    """True or false."""
    value = data.get(key)
    return value if isinstance(value, bool) else default


def texts(data: Object, key: str) -> tuple[str, ...]:
    """Cleaned strings in their order."""
    value = data.get(key)
    return tuple(clean(item).text for item in value if isinstance(item, str)) if isinstance(value, list | tuple) else ()


def table(data: Object, key: str) -> dict[str, object]:
    """An object with string keys."""
    value = data.get(key)
    return {k: v for k, v in value.items() if isinstance(k, str)} if isinstance(value, Mapping) else {}


def tables(data: Object, key: str) -> tuple[dict[str, object], ...]:
    """Objects in their order."""
    value = data.get(key)
    return tuple(dict(item) for item in value if isinstance(item, Mapping)) if isinstance(value, list | tuple) else ()
