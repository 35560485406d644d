"""An event as it travels in a file: one plain object, and read back with nothing in it that could do harm."""

import json
import re

from ritual.model.clean import clean, line
from ritual.model.entry import KINDS, VERSION, put
from ritual.model.event import ERASE, PUT, REPLACE, Event, Pen
from ritual.model.reading import Object, number, table, text
from ritual.words import mark

HEAD, EVENT, ERASED, TAIL = "export", "event", "erased", "end"
"""The types of line that an export has: one head, one line for each event, one end that counts them."""
DEEPEST = 32
"""Objects and lists within one another: more than any entry has, fewer than anything trips over."""

_NEWER = mark("A newer ritual wrote this line.")
_ID = re.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


class Unreadable(Exception):
    """This is no event; the only argument is a marked sentence that says why."""


def as_row(event: Event) -> dict[str, object]:
    """The event as an object; its body is one too, where that says all that the body says."""
    if event.op == ERASE:
        return {"v": VERSION, "type": ERASED, "id": event.id, "ref": event.ref, "rev": event.rev}
    return {"v": VERSION, "type": EVENT, **event._asdict(), "body": _opened(event.body)}


def from_row(row: Object) -> Event:
    """The event that `as_row` wrote, its words cleaned; raises Unreadable."""
    if row.get("v") != VERSION:
        raise Unreadable(_NEWER)
    event, ref, rev = text(row, "id"), text(row, "ref") or None, number(row, "rev", -1)
    if not is_id(event) or not is_id(ref or event) or rev < 0:
        raise Unreadable(mark("An id or a revision is missing."))
    if row.get("type") == ERASED and ref:
        return Event(event, ERASE, ref, rev, 0, "", "", "")
    op = REPLACE if ref else PUT
    if row.get("type") != EVENT or text(row, "op") != op:
        raise Unreadable(mark("This is no line of an export."))
    return Event(event, op, ref, rev, 0, line(text(row, "author")), line(text(row, "device")), _body(row))


def is_id(written: str) -> bool:
    """Whether this is an id as ritual makes them."""
    return _ID.fullmatch(written) is not None


def cleaned(value: object, depth: int = DEEPEST) -> object:
    """A value of JSON with every text in it cleaned; raises Unreadable where it is nested too deeply."""
    if not depth:
        raise Unreadable(mark("It is nested too deeply."))
    if isinstance(value, str):
        return clean(value).text
    if isinstance(value, dict):
        return {clean(str(key)).text: cleaned(item, depth - 1) for key, item in value.items()}
    return [cleaned(item, depth - 1) for item in value] if isinstance(value, list) else value


def _opened(body: str) -> object:
    found = _parsed(body)
    return found if json.dumps(found, ensure_ascii=False, separators=(",", ":")) == body else body


def _body(row: Object) -> str:
    found = _parsed(row.get("body"))
    kind, data = text(found, "kind"), found.get("data")
    if not isinstance(data, dict):
        raise Unreadable(mark("Its body can't be read."))
    if found.get("v") != VERSION:
        raise Unreadable(_NEWER)
    if kind not in KINDS:
        raise Unreadable(mark("It is of a kind that this ritual doesn't know."))
    pen = Pen("", "", text(found, "at"), text(found, "tz"))
    return put("", pen, kind, table({"data": cleaned(data)}, "data")).body


def _parsed(body: object) -> Object:
    try:
        found = json.loads(body) if isinstance(body, str) else body
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}
