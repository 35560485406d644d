"""What an endpoint tells whoever listens: server-sent events, read in bounds (docs/protocol.md, "Streams")."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Final, NamedTuple

from ritual.protocol.cursor import Cursor, read_cursor
from ritual.protocol.reading import Malformed, Told, read_object, text, whole
from ritual.protocol.wire import Live, Pulled, live_in, pulled_in

LONGEST: Final = 256 << 10
"""How many bytes a frame may have; the largest event needs less than half of that."""
_MOST: Final = 1000
"""How many events may come without a cursor; an endpoint reads at most 500 at once."""
_LARGEST: Final = 2 << 20
"""How many bytes of bodies those may have; it reads about one mebibyte at once."""
UNREADABLE: Final = Live("", "", b"", 1)
"""What stands for a live message that is none."""


class Frame(NamedTuple):
    """One server-sent event; what it doesn't have is empty."""

    event: str
    data: bytes
    id: str


class Hello(NamedTuple):
    """The endpoint has answered; its clock shows so many seconds since 1970."""

    time: float


class Batch(NamedTuple):
    """Events in their order, and where the reader stands behind them."""

    events: tuple[Pulled, ...]
    cursor: Cursor


class Bye(NamedTuple):
    """There is no more: why, and after how many seconds to come back."""

    reason: str
    after: float


News = Hello | Batch | Live | Bye


def frames(chunks: Iterable[bytes]) -> Iterator[Frame]:
    """The frames of a stream; comments are left out. Raises Malformed for one that is too long."""
    fields: dict[bytes, bytes] = {}
    rest, size = b"", 0
    for chunk in chunks:
        *lines, rest = (rest + chunk).split(b"\n")
        for line in lines:
            size += len(line)
            _bounded(size)
            if line.rstrip(b"\r"):
                _put(fields, line.rstrip(b"\r"))
            else:
                yield from _frame(fields)
                fields, size = {}, 0
        _bounded(size + len(rest))


def news(told: Iterable[Frame]) -> Iterator[News]:
    """What the frames say. Kinds that nobody knows are left out, events wait for the cursor behind them."""
    events: list[Pulled] = []
    size = 0
    for frame in told:
        if frame.event == "ev":
            events.append(pulled_in(read_object(frame.data)))
            size += len(events[-1].event.body)
            if frame.id:
                yield Batch(tuple(events), _cursor(frame.id))
                events, size = [], 0
            elif len(events) > _MOST or size > _LARGEST:
                raise Malformed("no cursor")
        elif frame.event == "live":
            yield _live(frame.data)
        elif frame.event == "hello":
            yield Hello(_time(read_object(frame.data)))
        elif frame.event == "bye":
            bye = read_object(frame.data)
            yield Bye(text(bye, "reason"), whole(bye, "retry_ms") / 1000)


def _put(fields: dict[bytes, bytes], line: bytes) -> None:
    name, _, value = line.partition(b":")
    value = value.removeprefix(b" ")
    fields[name] = fields[name] + b"\n" + value if name == b"data" and name in fields else value


def _frame(fields: dict[bytes, bytes]) -> Iterator[Frame]:
    if b"data" in fields:
        event, place = (fields.get(name, b"").decode("ascii", "replace") for name in (b"event", b"id"))
        yield Frame(event, fields[b"data"], place)


def _bounded(size: int) -> None:
    if size > LONGEST:
        raise Malformed("a frame that is too long")


def _live(data: bytes) -> Live:
    try:
        return live_in(read_object(data))
    except Malformed:
        return UNREADABLE


def _cursor(written: str) -> Cursor:
    try:
        return read_cursor(written)
    except ValueError:
        raise Malformed("id: not a cursor") from None


def _time(hello: Told) -> float:
    try:
        return datetime.fromisoformat(text(hello, "time")).timestamp()
    except (ValueError, OverflowError):
        raise Malformed("time: not a time") from None
