"""Events as they travel: how they are pushed, what the endpoint answers, and how they are pulled (docs/protocol.md)."""

from typing import Final, NamedTuple

from msgspec import UNSET
from msgspec.json import encode

from ritual.protocol.binary import b64, id_bytes, unb64
from ritual.protocol.cursor import Cursor, read_cursor
from ritual.protocol.reading import (
    U32,
    Malformed,
    Told,
    an_id,
    binary,
    id_or_none,
    instant_text,
    objects,
    read_object,
    seconds,
    text,
    whole,
)
from ritual.protocol.shapes import EventShape, LoggedShape, PageShape, PushShape, Shape

PUT, REPLACE, ERASE, FORGET, REKEY = OPS = ("put", "replace", "erase", "forget", "rekey")
STORED, DUPLICATE, SUPERSEDED, ERASED, REJECTED = "stored", "duplicate", "superseded", "erased", "rejected"
PUSH_BYTES: Final = 512 << 10
EVENT_BYTES: Final = (64 << 10) + 64
"""The largest sealed body: 64 KiB of padded plaintext, and what sealing adds."""
LIVE_BYTES: Final = 4 << 10
LONGEST_TTL: Final = 120
"""Seconds for which a live message may count."""
_POINTS_BACK: Final = (REPLACE, ERASE, FORGET)
_PUSH, _PAGE, _LOGGED = Shape(PushShape), Shape(PageShape), Shape(LoggedShape)


class Pushed(NamedTuple):
    """One event as a client pushes it; `ref` is "" where it has none, `body` is sealed."""

    id: str
    op: str
    ref: str
    rev: int
    epoch: int
    body: bytes

    @property
    def entry(self) -> str:
        """The entry that it puts, replaces or erases."""
        return self.ref or self.id


class Push(NamedTuple):
    """What a client sends: where it stands, and events in the order in which they were made."""

    cursor: Cursor
    events: tuple[Pushed, ...]


class Result(NamedTuple):
    """What became of one event: a status, its place where it has one, and the problem of one that was rejected."""

    id: str
    status: str
    seq: int = 0
    problem: str = ""


class Receipt(NamedTuple):
    """What became of a push."""

    results: tuple[Result, ...]
    head: int
    epoch: int


class Pulled(NamedTuple):
    """One event as it is read; an erasure that the endpoint's operator made has no author. `received` in seconds."""

    seq: int
    event: Pushed
    author: str
    device: str
    received: int


class Live(NamedTuple):
    """A message that nobody keeps; it counts for `ttl` seconds. Author and device are "" on the way there."""

    author: str
    device: str
    body: bytes
    ttl: int


class Page(NamedTuple):
    """Events in their order, where the reader stands behind them, and whether there are more.

    `live` is the newest live message of each device, for who waited.
    """

    events: tuple[Pulled, ...]
    cursor: Cursor
    more: bool
    head: int
    epoch: int
    live: tuple[Live, ...] = ()


def written(told: Told | PageShape | LoggedShape) -> bytes:
    """An object as JSON, as short as it gets."""
    return encode(told)


def push_told(push: Push) -> Told:
    """A push to send."""
    return {"cursor": str(push.cursor), "events": [_event_told(event) for event in push.events]}


def read_push(raw: bytes) -> Push:
    """A push that was sent; raises Malformed. A body may be larger than what is taken, which concerns it alone."""
    told = _PUSH.read(raw)
    return Push(_cursor(told.cursor), tuple([_event(each) for each in told.events]))


def receipt_told(receipt: Receipt) -> Told:
    """The answer to a push."""
    results = [
        {"id": one.id, "status": one.status, "seq": one.seq or None, "problem": one.problem or None}
        for one in receipt.results
    ]
    return {"results": results, "head": receipt.head, "epoch": receipt.epoch}


def read_receipt(raw: bytes) -> Receipt:
    """The answer to a push; raises Malformed."""
    told = read_object(raw)
    results = tuple(_result(each) for each in objects(told, "results"))
    return Receipt(results, whole(told, "head"), whole(told, "epoch", 1, U32))


def page_told(page: Page) -> PageShape:
    """A page of the log."""
    live = [live_told(each) for each in page.live] or UNSET
    events = [pulled_told(each) for each in page.events]
    return PageShape(events, str(page.cursor), page.more, page.head, page.epoch, live)


def read_page(raw: bytes) -> Page:
    """A page of the log; raises Malformed."""
    told = _PAGE.read(raw)
    events = tuple([_logged(each) for each in told.events])
    live = tuple(live_in(each) for each in told.live or ())
    return Page(events, _cursor(told.cursor), told.more, told.head, told.epoch, live)


def pulled_told(pulled: Pulled) -> LoggedShape:
    """One event of the log."""
    seq, (id_, op, ref, rev, epoch, body), author, device, received = pulled
    return LoggedShape(
        id=id_,
        op=op,
        ref=ref or None,
        rev=rev,
        epoch=epoch,
        body=b64(body),
        seq=seq,
        author=author or None,
        device=device or None,
        received=instant_text(received),
    )


def pulled_in(told: Told) -> Pulled:
    """One event of the log; raises Malformed."""
    return _logged(_LOGGED.of(told))


def live_told(live: Live) -> Told:
    """A live message, to the endpoint or from it."""
    sent: Told = {"body": b64(live.body), "ttl": live.ttl}
    return {"author": live.author, "device": live.device} | sent if live.author else sent


def live_in(told: Told) -> Live:
    """A live message, from a device or from the endpoint; raises Malformed."""
    who = (id_or_none(told, "author"), id_or_none(told, "device"))
    return Live(*who, binary(told, "body", most=LIVE_BYTES), whole(told, "ttl", 1, LONGEST_TTL))


def _event_told(event: Pushed) -> Told:
    id_, op, ref, rev, epoch, body = event
    return {"id": id_, "op": op, "ref": ref or None, "rev": rev, "epoch": epoch, "body": b64(body)}


def _event(told: EventShape) -> Pushed:
    if told.op not in OPS:
        raise Malformed("op: none that is known")
    if (told.ref is not None) != (told.op in _POINTS_BACK) or bool(told.rev) != (told.op == REPLACE):
        raise Malformed("ref and rev: not those of the op")
    try:
        return Pushed(_id(told.id), told.op, _id(told.ref), told.rev, told.epoch, unb64(told.body))
    except ValueError as error:
        raise error if isinstance(error, Malformed) else Malformed(f"body: {error}") from None


def _logged(told: LoggedShape) -> Pulled:
    try:
        received = seconds(told.received)
    except ValueError as error:
        raise Malformed(f"received: {error}") from None
    return Pulled(told.seq, _event(told), _id(told.author), _id(told.device), received)


def _id(written: str | None) -> str:
    if written is None:
        return ""
    try:
        id_bytes(written)
    except ValueError as error:
        raise Malformed(str(error)) from None
    return written


def _cursor(written: str) -> Cursor:
    try:
        return read_cursor(written)
    except ValueError as error:
        raise Malformed(f"cursor: {error}") from None


def _result(told: Told) -> Result:
    seq = 0 if told.get("seq") is None else whole(told, "seq")
    problem = "" if told.get("problem") is None else text(told, "problem")
    return Result(an_id(told, "id"), text(told, "status"), seq, problem)
