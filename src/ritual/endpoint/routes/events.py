"""Pushing, pulling, streaming and live messages: `/v1/teams/{team}/events`, `/stream` and `/live`."""

import asyncio
import time

from starlette.requests import Request
from starlette.responses import Response

from ritual.endpoint import asking
from ritual.endpoint.answers import Refusal, answer, slow_down
from ritual.endpoint.asking import Parts
from ritual.endpoint.seats import Seat, Waiter
from ritual.endpoint.storage.contract import Device, Gone
from ritual.endpoint.streaming import Streaming, leaves
from ritual.protocol.cursor import Cursor, read_cursor
from ritual.protocol.info import LONGEST_WAIT, PAGE_EVENTS
from ritual.protocol.reading import read_object
from ritual.protocol.wire import (
    EVENT_BYTES,
    PUSH_BYTES,
    REJECTED,
    STORED,
    Live,
    Page,
    Push,
    Receipt,
    Result,
    live_in,
    page_told,
    read_push,
    receipt_told,
)


async def push(parts: Parts, request: Request) -> Response:
    """Takes events into the log."""
    device = await asking.inside(parts, request)
    pushed = await asking.body(request, read_push, PUSH_BYTES)
    receipt = await _taken(parts, device, pushed)
    if any(result.status == STORED for result in receipt.results):
        parts.rooms.poke(device.team)
    return answer(receipt_told(receipt))


async def pull(parts: Parts, request: Request) -> Response:
    """A page of the log; waits for something new where there is nothing yet."""
    device = await asking.inside(parts, request)
    cursor = _cursor(request.query_params.get("after", "0"))
    limit = _number(request, "limit", 1, PAGE_EVENTS, PAGE_EVENTS)
    wait = _number(request, "wait", 0, LONGEST_WAIT, 0)
    if not wait:
        return answer(page_told(await _page(parts, device, cursor, limit)))
    waiter = Waiter(device.id)
    parts.rooms.come(device.team, waiter)
    watching = asyncio.create_task(leaves(request.receive))
    watching.add_done_callback(lambda _: waiter.leave())
    try:
        page = await _awaited(parts, request, device, waiter, (cursor, limit, wait))
    finally:
        watching.cancel()
        parts.rooms.go(device.team, waiter)
    return answer(page_told(page._replace(live=parts.rooms.live(device.team, device.id))))


async def stream(parts: Parts, request: Request) -> Response:
    """Everything behind a cursor, and what comes."""
    device = await asking.inside(parts, request)
    after = request.headers.get("last-event-id") or request.query_params.get("after", "0")
    first = await _page(parts, device, _cursor(after), PAGE_EVENTS)
    seat = Seat(device.id)
    parts.rooms.come(device.team, seat)
    return Streaming(parts, device, seat, first)


async def live(parts: Parts, request: Request) -> Response:
    """Passes a message on to whoever listens now."""
    device = await asking.inside(parts, request)
    wait = parts.gates.live.wait(device.id)
    if wait:
        raise slow_down(wait)
    message = await asking.body(request, lambda raw: live_in(read_object(raw)))
    parts.rooms.say(device.team, Live(device.member, device.id, message.body, message.ttl))
    return Response(status_code=202)


async def _taken(parts: Parts, device: Device, pushed: Push) -> Receipt:
    """What became of the push; an event that is too large is left out, and the others are none the worse."""
    small = [event for event in pushed.events if len(event.body) <= EVENT_BYTES]
    receipt = await parts.storage.push(device.team, device.hand, pushed.cursor, small, parts.now())
    if isinstance(receipt, Gone):
        raise Refusal(receipt.problem)
    if len(small) == len(pushed.events):
        return receipt
    results = iter(receipt.results)
    every = (
        next(results) if len(event.body) <= EVENT_BYTES else Result(event.id, REJECTED, problem="too-large")
        for event in pushed.events
    )
    return receipt._replace(results=tuple(every))


async def _awaited(
    parts: Parts, request: Request, device: Device, waiter: Waiter, asked: tuple[Cursor, int, int]
) -> Page:
    """The page, once there is something on it, something was said, or the time is over."""
    cursor, limit, wait = asked
    until = time.monotonic() + wait
    page = await _page(parts, device, cursor, limit)
    while not (page.events or waiter.has_gone or parts.rooms.is_ending) and await waiter.woken(
        until - time.monotonic()
    ):
        await asking.inside(parts, request)  # who was removed while waiting is told nothing more
        page = await _page(parts, device, cursor, limit)
        if parts.rooms.live(device.team, device.id):
            break
    return page


async def _page(parts: Parts, device: Device, cursor: Cursor, limit: int) -> Page:
    page = await parts.storage.pull(device.team, cursor, limit)
    if isinstance(page, Gone):
        raise Refusal(page.problem)
    return page


def _cursor(written: str) -> Cursor:
    try:
        return read_cursor(written)
    except ValueError:
        raise Refusal("malformed", "after: not a cursor") from None


def _number(request: Request, name: str, least: int, greatest: int, usual: int) -> int:
    asked = request.query_params.get(name, str(usual))
    if not (asked.isascii() and asked.isdecimal() and len(asked) < 6 and least <= int(asked) <= greatest):
        raise Refusal("malformed", f"{name}: not a whole number from {least} to {greatest}")
    return int(asked)
