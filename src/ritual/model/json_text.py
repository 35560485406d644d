"""JSON by the C half of the module json: its other half takes longer to import than a page of the log takes to read."""

from _json import encode_basestring, encode_basestring_ascii, make_encoder, make_scanner
from collections.abc import Iterable


class _Usual:
    """What `json.loads` asks for where nothing else is said."""

    strict = True
    object_hook = object_pairs_hook = array_hook = None
    parse_float = parse_constant = float
    parse_int = int


def _no_json(found: object) -> str:
    raise TypeError(f"{type(found).__name__} is nothing that JSON has")


_pieces = make_encoder(None, _no_json, encode_basestring, None, ":", ",", False, False, True)
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


def written(found: object) -> str:
    """A value in the shortest form, as `json.dumps` writes it; TypeError where JSON has nothing of its kind."""
    return "".join(_pieces(found, 0))


def array(values: Iterable[str | int]) -> str:
    """These values as a JSON array."""
    return f"[{','.join(encode_basestring_ascii(each) if isinstance(each, str) else str(each) for each in values)}]"
