"""The shapes of what travels in large numbers, events and pages of them, checked while the JSON is taken apart."""

from typing import Annotated, Final, Generic, TypeVar

from msgspec import UNSET, Meta, MsgspecError, Struct, UnsetType, convert
from msgspec.json import Decoder

from ritual.protocol.reading import GREATEST, U32, Malformed, Told

PUSH_EVENTS: Final = 200
Whole = Annotated[int, Meta(ge=0, le=GREATEST)]
Epoch = Annotated[int, Meta(ge=1, le=U32)]
Shaped = TypeVar("Shaped")


class EventShape(Struct):
    """One event; whether its op, its ids and its body are what they should be isn't looked at here."""

    id: str
    op: str
    rev: Annotated[int, Meta(ge=0, le=U32)]
    epoch: Epoch
    body: str
    ref: str | None = None


class LoggedShape(EventShape, kw_only=True):
    """One event with its place in the log."""

    seq: Annotated[int, Meta(ge=1, le=GREATEST)]
    received: str
    author: str | None = None
    device: str | None = None


class PushShape(Struct):
    """Events to store."""

    cursor: str
    events: Annotated[list[EventShape], Meta(max_length=PUSH_EVENTS)]


class PageShape(Struct):
    """A part of the log."""

    events: list[LoggedShape]
    cursor: str
    more: bool
    head: Whole
    epoch: Epoch
    live: list[Told] | UnsetType = UNSET


class Shape(Generic[Shaped]):
    """Reads JSON of one shape; members that nobody knows are passed over."""

    def __init__(self, kind: type[Shaped]) -> None:
        self._kind = kind
        self._decoder = Decoder(kind)

    def read(self, raw: bytes) -> Shaped:
        """What has this shape; raises Malformed, which names the place and never what stood there."""
        try:
            return self._decoder.decode(raw)
        except (MsgspecError, RecursionError) as error:
            raise _malformed(error) from None

    def of(self, told: Told) -> Shaped:
        """The same of an object that is read already."""
        try:
            return convert(told, self._kind)
        except MsgspecError as error:
            raise _malformed(error) from None


def _malformed(error: Exception) -> Malformed:
    _, found, place = str(error).rpartition(" - at `$")
    return Malformed(f"{place.strip('`.')}: not as it travels" if found else "no JSON in UTF-8 of this shape")
