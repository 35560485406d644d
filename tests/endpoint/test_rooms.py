"""Rooms, seats and buckets by themselves: what they do where things go wrong, or somebody is slow."""

import asyncio
from typing import Any

import pytest
from starlette.requests import ClientDisconnect
from starlette.types import Message, Receive, Scope, Send

from ritual.endpoint import app, limits
from ritual.endpoint.app import parts_of
from ritual.endpoint.connection import Connection
from ritual.endpoint.door import Door
from ritual.endpoint.limits import Buckets, Rate
from ritual.endpoint.logbook import Logbook
from ritual.endpoint.rooms import Rooms
from ritual.endpoint.seats import _MOST, Seat
from ritual.endpoint.settings import Streams
from ritual.endpoint.storage.contract import Device, Gone, NoTeam, Unready
from ritual.endpoint.streaming import Streaming
from ritual.protocol.cursor import START
from ritual.protocol.wire import Live, Page, Pulled
from tests.endpoint.memory import MemoryStorage
from tests.endpoint.served import EASY, TEAM, put
from tests.endpoint.storage.test_contract import FOUNDING, LEAD, NOW
from vectors import an_id

EMPTY = Page((), START, False, 0, 1)
ANA = Device(TEAM, LEAD.device, LEAD.member, LEAD.role, NOW, NOW)


class Clock:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.at = 0.0

    def __call__(self) -> float:
        return self.at


async def stored() -> MemoryStorage:
    storage = MemoryStorage()
    await storage.found(FOUNDING, NOW)
    return storage


async def pages(storage: MemoryStorage, monkeypatch: pytest.MonkeyPatch, *answers: Any) -> None:
    """What the storage gives or raises, one after the other, for the pulls that come."""
    left = list(answers)

    async def pull(*_: object) -> object:
        answer = left.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer

    monkeypatch.setattr(storage, "pull", pull)


def test_a_bucket_fills_up_again() -> None:
    clock = Clock()
    buckets = Buckets(Rate(2, 3), clock)
    assert [buckets.wait("a") for _ in range(4)] == [0, 0, 0, 0.5]
    assert buckets.wait("b") == 0
    clock.at = 0.5
    assert [buckets.wait("a"), buckets.wait("a")] == [0, 0.5]


def test_only_so_many_buckets_are_kept_and_the_emptiest_are(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "_MOST", 10)
    buckets = Buckets(Rate(0.001, 2), Clock())
    for _ in range(3):
        buckets.wait("greedy")
    for n in range(30):
        buckets.wait(f"{n}")
    assert len(buckets._left) <= 10
    assert buckets.wait("greedy") > 0


async def test_a_seat_passes_over_what_it_has_and_ends_where_it_cannot_follow() -> None:
    seat = Seat("device")
    seat.after = 5
    seat.offer(5, b"old")
    seat.offer(6, b"new")
    assert await seat.news(1) == b"new"
    for n in range(_MOST + 1):
        seat.offer(7 + n, b"x")
    seat.end("later")
    assert (seat.is_over, seat.reason) == (True, "slow")
    seat.offer(_MOST + 9, b"too late")
    assert await seat.news(1) == b"x" * (_MOST + 1)


async def test_a_seat_holds_no_more_than_a_few_large_frames() -> None:
    seat = Seat("device")
    for n in range(64):
        seat.offer(n + 1, bytes(1 << 18))
    assert (seat.is_over, seat.reason) == (True, "slow")
    assert len(await seat.news(1)) == 17 << 18


async def test_who_is_behind_the_room_reads_on_first() -> None:
    storage = await stored()
    rooms = Rooms(storage, Streams(), Clock())
    await storage.push(TEAM, LEAD, START, [put("one")], NOW)
    page = await storage.pull(TEAM, START, 500)
    assert isinstance(page, Page)
    first, late = Seat("first"), Seat("late")
    for seat in (first, late):
        rooms.come(TEAM, seat)
    assert rooms.sit(TEAM, first, page.cursor)
    assert not rooms.sit(TEAM, late, START)
    assert rooms.sit(TEAM, late, page.cursor)
    for seat in (first, late):
        rooms.go(TEAM, seat)
    assert not rooms._rooms


async def test_live_messages_are_dropped_when_they_are_over() -> None:
    clock = Clock()
    rooms = Rooms(await stored(), Streams(), clock)
    rooms.say(TEAM, Live("ana", "laptop", b"sealed", 5))
    rooms.say(an_id("other"), Live("bo", "desktop", b"sealed", 50))
    assert [each.ttl for each in rooms.live(TEAM, "phone")] == [5]
    assert rooms.live(TEAM, "laptop") == ()
    clock.at = 6
    assert rooms.live(TEAM, "phone") == ()
    rooms.forget()
    assert list(rooms._rooms) == [an_id("other")]
    rooms.end(an_id("nowhere"), ["x"], "removed")
    rooms.poke(an_id("nowhere"))


@pytest.mark.parametrize("trouble", [NoTeam(), Unready(), Gone("cursor-unknown"), KeyError()])
async def test_a_room_that_cannot_read_ends_its_streams(trouble: object, monkeypatch: pytest.MonkeyPatch) -> None:
    storage = await stored()
    rooms = Rooms(storage, Streams(), Clock())
    await pages(storage, monkeypatch, trouble)
    asyncio.get_running_loop().set_exception_handler(lambda *_: None)
    seat = Seat("device")
    rooms.come(TEAM, seat)
    rooms.sit(TEAM, seat, START)
    await seat.news(5)
    assert (seat.is_over, seat.reason) == (True, "trouble")
    rooms.go(TEAM, seat)


@pytest.mark.parametrize("trouble", [Unready(), Gone("cursor-unknown")])
async def test_a_stream_that_cannot_catch_up_says_so(trouble: object, monkeypatch: pytest.MonkeyPatch) -> None:
    storage = await stored()
    parts = parts_of(storage, EASY)
    await pages(storage, monkeypatch, trouble)
    seat, sent = Seat(ANA.id), []

    async def send(message: Message) -> None:
        sent.append(message.get("body", b""))

    async def receive() -> Message:
        await asyncio.Event().wait()
        return {}

    parts.rooms.come(TEAM, seat)
    first = Page((Pulled(1, put("one"), ANA.member, ANA.id, NOW),), START, True, 2, 1)
    await Streaming(parts, ANA, seat, first)({}, receive, send)
    assert b'"reason":"trouble"' in b"".join(sent)


async def answered(error: Exception, *, begun: bool = False, scheme: str = "http") -> tuple[list[Message], list[str]]:
    """What goes out, and into the log, where the application raises."""
    sent: list[Message] = []
    log: list[str] = []

    async def broken(_scope: Scope, _receive: Receive, send: Send) -> None:
        if begun:
            await send({"type": "http.response.start", "status": 200})
        raise error

    async def send(message: Message) -> None:
        sent.append(message)

    async def receive() -> Message:
        return {"type": "http.disconnect"}

    scope: Scope = {"type": "http", "method": "GET", "path": "/", "scheme": scheme, "headers": []}
    await Door(broken, Logbook(log.append))(scope, receive, send)
    return sent, log


async def test_the_door_answers_for_whatever_goes_wrong() -> None:
    sent, _ = await answered(NoTeam(), scheme="https")
    assert sent[0]["status"] == 404
    assert (b"strict-transport-security", b"max-age=31536000") in sent[0]["headers"]
    sent, log = await answered(KeyError("x"), begun=True)
    assert ([message["type"] for message in sent], len(log)) == (["http.response.start"], 2)
    sent, log = await answered(ClientDisconnect())
    assert (sent, "GET - - " in log[0]) == ([], True)


async def test_what_expires_is_looked_after(monkeypatch: pytest.MonkeyPatch) -> None:
    storage = await stored()
    parts = parts_of(storage, EASY)
    looked = asyncio.Event()
    calls = []

    async def expire(*times: int) -> None:
        calls.append(times)
        if len(calls) == 2:
            looked.set()
        raise Unready

    monkeypatch.setattr(storage, "expire", expire)
    monkeypatch.setattr(app, "_CARE", 0.0)
    monkeypatch.setattr(app, "_BETWEEN", 2)
    caring = asyncio.create_task(app._care(parts))
    async with asyncio.timeout(5):
        await looked.wait()
    caring.cancel()
    assert calls[0][1] - calls[0][0] == 400 * 86400


async def test_a_room_reads_on_until_there_is_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    storage = await stored()
    rooms = Rooms(storage, Streams(), Clock())
    one = Pulled(1, put("one"), ANA.member, ANA.id, NOW)
    two = Pulled(2, put("two"), ANA.member, ANA.id, NOW)
    await pages(storage, monkeypatch, EMPTY._replace(events=(one,), more=True), EMPTY._replace(events=(two,)))
    seat = Seat("device")
    rooms.come(TEAM, seat)
    rooms.sit(TEAM, seat, START)
    told = await seat.news(5)
    while told.count(b"event: ev") < 2:
        told += await seat.news(5)
    assert told.index(an_id("one").encode()) < told.index(an_id("two").encode())
    rooms.go(TEAM, seat)


async def test_one_team_ends_and_the_others_go_on() -> None:
    rooms = Rooms(await stored(), Streams(), Clock())
    mine, theirs = Seat("mine"), Seat("theirs")
    rooms.come(TEAM, mine)
    rooms.come(an_id("other"), theirs)
    rooms.end_all("removed", TEAM)
    assert (mine.is_over, theirs.is_over) == (True, False)


async def test_a_stream_grows_old() -> None:
    parts = parts_of(await stored(), EASY._replace(streams=Streams(shortest=0.0, longest=0.0, heartbeat=0.0)))
    seat, sent = Seat(ANA.id), []

    async def send(message: Message) -> None:
        sent.append(message.get("body", b""))

    async def receive() -> Message:
        await asyncio.Event().wait()
        return {}

    parts.rooms.come(TEAM, seat)
    await Streaming(parts, ANA, seat, EMPTY)({}, receive, send)
    assert b'"reason":"age"' in b"".join(sent)


def test_what_comes_on_a_connection_that_closes_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    class Closing:
        def is_closing(self) -> bool:
            return True

    connection = object.__new__(Connection)
    monkeypatch.setattr(connection, "transport", Closing(), raising=False)
    connection.data_received(b"GET / HTTP/1.1\r\n")  # would need all that a connection has
