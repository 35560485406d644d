"""One stream: what the reader missed, then what comes, until it ends."""

import asyncio
import random
import time

from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from ritual.endpoint import frames
from ritual.endpoint.asking import Parts
from ritual.endpoint.seats import Seat
from ritual.endpoint.storage.contract import Device, Gone, NoTeam, Unready
from ritual.protocol.info import PAGE_EVENTS
from ritual.protocol.wire import Page

_HEADERS = [(b"content-type", b"text/event-stream"), (b"x-accel-buffering", b"no")]


async def leaves(receive: Receive) -> None:
    """Returns when whoever asked has gone."""
    while (await receive())["type"] != "http.disconnect":
        pass


class Streaming(Response):
    """The answer that goes on; its seat was taken before, and is given back at the end."""

    def __init__(self, parts: Parts, device: Device, seat: Seat, first: Page) -> None:
        super().__init__()
        self._parts = parts
        self._device = device
        self._seat = seat
        self._first = first

    async def __call__(self, _scope: Scope, receive: Receive, send: Send) -> None:
        """Streams until the reader leaves, or the stream ends."""
        team, seat = self._device.team, self._seat
        watching = asyncio.create_task(leaves(receive))
        watching.add_done_callback(lambda _: seat.end(""))
        try:
            await send({"type": "http.response.start", "status": 200, "headers": _HEADERS})
            await self._run(send)
            await send({"type": "http.response.body", "body": b"", "more_body": False})
        finally:
            watching.cancel()
            self._parts.rooms.go(team, seat)

    async def _run(self, send: Send) -> None:
        limits, seat, rooms = self._parts.settings.streams, self._seat, self._parts.rooms
        until = time.monotonic() + random.uniform(limits.shortest, limits.longest)
        hello = frames.hello(self._first, time.time(), limits.heartbeat)
        said = b"".join(frames.live(each) for each in rooms.live(self._device.team, seat.device))
        await _send(send, frames.RETRY + hello + said)
        try:
            await self._catch_up(send)
        except (NoTeam, Unready):
            seat.end("trouble")
        while not seat.is_over:
            await _send(send, await seat.news(limits.heartbeat) or frames.HEARTBEAT)
            if time.monotonic() > until:
                seat.end("age")
        if seat.reason:
            await _send(send, frames.bye(seat.reason, random.randrange(500, 3000)))

    async def _catch_up(self, send: Send) -> None:
        """Sends what is there, page by page, until the room can take over without a gap."""
        page, team = self._first, self._device.team
        while not self._seat.is_over:
            await _send(send, b"".join(frame for _, frame in frames.events(page)))
            if not page.more and self._parts.rooms.sit(team, self._seat, page.cursor):
                return
            following = await self._parts.storage.pull(team, page.cursor, PAGE_EVENTS)
            if isinstance(following, Gone):
                self._seat.end("trouble")
            else:
                page = following


async def _send(send: Send, frame: bytes) -> None:
    if frame:
        await send({"type": "http.response.body", "body": frame, "more_body": True})
