"""Reads typed values from JSON objects that others may have written: a wrong type reads as nothing, not as a crash."""

from collections.abc import Mapping

from ritual.model.clean import clean

Object = Mapping[str, object]


def text(data: Object, key: str, default: str = "") -> str:
    """A cleaned string."""
    value = data.get(key)
    return clean(value).text if isinstance(value, str) else default


def number(data: Object, key: str, default: int = 0) -> int:
    """A whole number."""
    value = data.get(key)
    return value if isinstance(value, int) and not isinstance(value, bool) else default


def seconds(data: Object, key: str) -> float:
    """A length of time in seconds, never negative."""
    value = data.get(key)
    return max(0.0, float(value)) if isinstance(value, int | float) and not isinstance(value, bool) else 0.0


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
