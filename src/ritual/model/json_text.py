"""JSON read by the C half of the module json: the rest takes longer to import than a page of the log to read."""

from _json import encode_basestring_ascii, make_scanner
from collections.abc import Iterable


class _Usual:
    """What `json.loads` asks for where nothing else is said."""

    strict = True
    object_hook = object_pairs_hook = array_hook = None
    parse_float = parse_constant = float
    parse_int = int


_value_at = make_scanner(_Usual)  # type: ignore[arg-type]


def value(text: str) -> object:
    """What the text says, as `json.loads` does; ValueError where it isn't JSON, RecursionError where it is too deep."""
    text = text.strip(" \t\n\r")
    try:
        found, end = _value_at(text, 0)
    except StopIteration:
        end = -1
    if end != len(text):
        raise ValueError("not JSON")
    return found


def array(values: Iterable[str | int]) -> str:
    """These values as a JSON array."""
    return f"[{','.join(encode_basestring_ascii(each) if isinstance(each, str) else str(each) for each in values)}]"
