"""What of a record goes next: sealed once and kept so, and no more at once than the endpoint takes."""

from collections.abc import Callable
from typing import Final

from ritual.model.event import Event
from ritual.protocol.binary import is_id
from ritual.protocol.shapes import PUSH_EVENTS
from ritual.protocol.wire import EVENT_BYTES, PUSH_BYTES, REJECTED, Result
from ritual.store.outbox import Outgoing
from ritual.store.shared import SharedRecord

MALFORMED, TOO_LARGE = "malformed", "too-large"
_AROUND: Final = 200
"""About what an event takes beside its body, which grows by a third where it travels."""


def next_batch(record: SharedRecord, seal: Callable[[Event], bytes], after: int) -> list[Outgoing]:
    """What waits behind this row of the record; what no endpoint can take is noted as refused, and not among it."""
    ready = [_sealed(each, seal) for each in record.outgoing(PUSH_EVENTS, after)]
    if impossible := {each: why for each in ready if (why := _impossible(each))}:
        record.keep_sealed({each.seq: b"" for each in impossible})
        record.settle([Result(each.event.id, REJECTED, 0, why) for each, why in impossible.items()])
        return next_batch(record, seal, after)
    batch = _within(ready)
    if batch:
        record.keep_sealed({each.seq: each.sealed for each in batch})
    return batch


def _sealed(outgoing: Outgoing, seal: Callable[[Event], bytes]) -> Outgoing:
    if outgoing.sealed or not is_id(outgoing.event.id) or not is_id(outgoing.event.entry):
        return outgoing
    return outgoing._replace(sealed=seal(outgoing.event))


def _impossible(outgoing: Outgoing) -> str:
    """Why the endpoint can't take an event, "" where it may."""
    if not outgoing.sealed:
        return MALFORMED
    return TOO_LARGE if len(outgoing.sealed) > EVENT_BYTES else ""


def _within(ready: list[Outgoing]) -> list[Outgoing]:
    """As many as fit into one push; at least one."""
    size = 0
    for n, each in enumerate(ready):
        size += len(each.sealed) * 4 // 3 + _AROUND
        if size > PUSH_BYTES and n:
            return ready[:n]
    return ready
