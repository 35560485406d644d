"""An entry: what the events with one reference fold to, and how entries are put, replaced and erased."""

from collections.abc import Mapping

from ritual.hints import NamedTuple
from ritual.model.event import ERASE, PUT, REPLACE, Event, Pen
from ritual.model.json_text import value, written

VERSION = 1

SESSION, STAGE, ANSWER = "session", "stage", "answer"
KUDOS, WIN, ACTION, MARK, SETTING = "kudos", "win", "action", "mark", "setting"
KINDS = (SESSION, STAGE, ANSWER, KUDOS, WIN, ACTION, MARK, SETTING)

Data = Mapping[str, object]


class Entry(NamedTuple):
    """One kudos, win, answer, session … as it stands now."""

    id: str
    kind: str
    at: str
    tz: str
    rev: int
    author: str
    device: str
    data: Data

    @property
    def by(self) -> str:
        """Whose words they are: a person id, `~Name` for a guest, or "" for nobody in particular."""
        return str(self.data.get("by") or "")

    @property
    def order(self) -> tuple[str, str]:
        """The order on screen: by time, then id."""
        return (self.at, self.id)


def put(entry_id: str, pen: Pen, kind: str, data: Data) -> Event:
    """The event that puts a new entry; its id is the entry's id."""
    return Event(entry_id, PUT, None, 0, 0, pen.author, pen.device, _body(pen.at, pen.tz, kind, data))


def replace(event_id: str, pen: Pen, entry: Entry, data: Data) -> Event:
    """The event that replaces an entry's data; the time it was first put stays."""
    body = _body(entry.at, entry.tz, entry.kind, data)
    return Event(event_id, REPLACE, entry.id, entry.rev + 1, 0, pen.author, pen.device, body)


def erase(event_id: str, pen: Pen, entry: Entry) -> Event:
    """The event that erases an entry for good."""
    return Event(event_id, ERASE, entry.id, entry.rev + 1, 0, pen.author, pen.device, "")


def fold(event: Event) -> Entry | None:
    """The entry as this event leaves it; None for an erasure or a body that can't be read."""
    if event.op == ERASE:
        return None
    body = _read(event.body)
    data = body.get("data")
    if not isinstance(data, dict):
        return None
    kind, at, tz = (str(body.get(key) or "") for key in ("kind", "at", "tz"))
    return Entry(event.entry, kind, at, tz, event.rev, event.author, event.device, data)


def _body(at: str, tz: str, kind: str, data: Data) -> str:
    return written({"v": VERSION, "kind": kind, "at": at, "tz": tz, "data": data})


def _read(body: str) -> dict[str, object]:
    try:
        found = value(body)
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}
