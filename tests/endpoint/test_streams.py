"""Streams, pulls that wait, and live messages: who is told what, in which order, and when it ends."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from ritual.endpoint.limits import Rate
from ritual.endpoint.settings import Rates
from ritual.protocol import wire
from ritual.protocol.wire import Live
from tests.endpoint.served import EASY, OFTEN, Person, Served, Stream, problem, put, served, stream, streams
from vectors import an_id


@pytest.fixture
async def there(tmp_path: Path) -> AsyncIterator[Served]:
    async with served(tmp_path) as endpoint:
        yield endpoint


@pytest.fixture
async def two(there: Served) -> list[Person]:
    return await there.team("ana", "bo")


async def event(listening: Stream) -> tuple[str, str]:
    """The id of the next event, and the cursor behind it."""
    data, cursor = await listening.next("ev")
    return wire.pulled_in(data).event.id, cursor


async def test_a_stream_tells_what_was_missed_and_what_comes(two: list[Person]) -> None:
    ana, bo = two
    await ana.push(put("one"), put("two"))
    async with stream(bo) as listening:
        hello, _ = await listening.next("hello")
        assert (hello["head"], hello["epoch"], hello["heartbeat"]) == (2, 1, 15)
        assert str(hello["time"]).endswith("Z")
        assert [(await event(listening))[0] for _ in range(2)] == [an_id("one"), an_id("two")]
        await ana.push(put("three"))
        name, cursor = await event(listening)
        assert name == an_id("three")
    assert (await bo.pull(cursor)).events == ()
    async with stream(bo, "0", Last_Event_ID=cursor) as again:
        await again.next("hello")
        await ana.push(put("four"))
        assert (await event(again))[0] == an_id("four")


async def test_everybody_is_told_everything_once_and_in_order(two: list[Person]) -> None:
    ana, bo = two
    every = [f"{n}" for n in range(150)]

    async def heard(person: Person) -> list[str]:
        async with stream(person) as listening:
            await listening.next("hello")
            return [(await event(listening))[0] for _ in every]

    listening = [asyncio.create_task(heard(person)) for person in (ana, bo, bo)]
    for n in range(0, 150, 3):
        await ana.push(*(put(name) for name in every[n : n + 3]))
    assert await asyncio.gather(*listening) == [[an_id(name) for name in every]] * 3


async def test_a_long_log_is_told_page_by_page(two: list[Person]) -> None:
    ana, bo = two
    for n in range(6):
        await ana.push(*(put(f"{n} {m}") for m in range(120)))
    async with stream(bo) as listening:
        await listening.next("hello")
        told = [wire.pulled_in((await listening.next("ev"))[0]) for _ in range(720)]
    assert [each.seq for each in told] == list(range(1, 721))


async def test_live_messages_reach_whoever_listens_and_nobody_later(two: list[Person]) -> None:
    ana, bo = two
    said = {"body": "c2VhbGVk", "ttl": 45}
    async with stream(bo) as at_bo, stream(ana) as at_ana:
        await at_bo.next("hello")
        await at_ana.next("hello")
        assert (await ana.ask("POST", "/live", said)).status_code == 202
        data, _ = await at_bo.next("live")
        assert wire.live_in(data) == Live(ana.member, ana.device, b"sealed", 45)
        await ana.push(put("one"))
        await at_ana.next("ev")  # one's own message doesn't come back
    assert (await bo.pull()).head == 1
    assert problem(await ana.ask("POST", "/live", said | {"ttl": 0})) == "400 malformed"


async def test_who_comes_later_is_told_what_still_counts(two: list[Person]) -> None:
    ana, bo = two
    for body in ("c2VhbGVk", "bmV3ZXI"):
        await ana.ask("POST", "/live", {"body": body, "ttl": 45})
    async with stream(bo) as at_bo, stream(ana) as at_ana:
        await at_bo.next("hello")
        assert wire.live_in((await at_bo.next("live"))[0])[:3] == (ana.member, ana.device, b"newer")
        await at_ana.next("hello")
        await ana.push(put("one"))
        await at_ana.next("ev")
        await at_bo.next("ev")


async def test_a_pull_waits_until_something_happens(two: list[Person]) -> None:
    ana, bo = two
    start = await bo.pull()
    waiting = asyncio.create_task(bo.pull(str(start.cursor), wait=20))
    await until_here(bo, waiting)
    await ana.push(put("one"))
    assert [each.event.id for each in (await waiting).events] == [an_id("one")]
    assert len((await bo.pull("0", wait=20)).events) == 1


async def test_a_pull_that_waits_hears_live_messages(two: list[Person]) -> None:
    ana, bo = two
    waiting = asyncio.create_task(bo.pull("0", wait=20))
    await until_here(bo, waiting)
    await ana.ask("POST", "/live", {"body": "c2VhbGVk", "ttl": 45})
    live = (await waiting).live
    assert [(each.author, each.body) for each in live] == [(ana.member, b"sealed")]
    assert 0 < live[0].ttl <= 45
    await ana.push(put("one"))
    assert (await bo.pull("0", wait=20)).live == live or len(live) == 1
    assert (await ana.pull("0", wait=1)).live == ()


async def test_a_pull_that_waits_in_vain_says_so(two: list[Person]) -> None:
    page = await two[0].pull("0", wait=1)
    assert (page.events, page.head) == ((), 0)


async def until_here(person: Person, waiting: asyncio.Task[object]) -> None:
    """Until a request that waits has surely been taken in: others of the same connection pool were answered since."""
    for _ in range(3):
        await person.ask("GET", "")
    assert not waiting.done()


async def test_who_is_removed_hears_nothing_more_at_once(there: Served) -> None:
    ana, bo, kim = await there.team("ana", "bo", "kim")
    async with stream(bo) as at_bo, stream(kim) as at_kim:
        await at_bo.next("hello")
        await at_kim.next("hello")
        waiting = asyncio.create_task(bo.ask("GET", "/events?wait=20"))
        await until_here(ana, waiting)
        async with asyncio.timeout(10):  # half as long as the pull would wait
            await ana.ask("DELETE", f"/members/{bo.member}")
            assert (await at_bo.next("bye"))[0]["reason"] == "removed"
            assert problem(await waiting) == "401 token-invalid"
            assert await at_bo.frame() == {}
        await ana.push(put("one"))
        await at_kim.next("ev")
        await ana.ask("DELETE", f"/devices/{kim.device}")
        assert (await at_kim.next("bye"))[0]["reason"] == "removed"


async def test_a_deleted_team_has_no_streams(two: list[Person]) -> None:
    ana, bo = two
    async with stream(bo) as listening:
        await listening.next("hello")
        await ana.ask("DELETE", "", Ritual_Confirm=ana.team)
        assert (await listening.next("bye"))[0]["reason"] == "removed"


async def test_streams_end_when_the_endpoint_does(tmp_path: Path) -> None:
    async with served(tmp_path) as there:
        (ana,) = await there.team("ana")
        listening = await there.http.send(
            there.http.build_request("GET", f"/v1/teams/{ana.team}/stream", headers=ana.headers), stream=True
        )
        read = Stream(listening)
        await read.next("hello")
        waiting = asyncio.create_task(ana.ask("GET", "/events?wait=20"))
        await until_here(ana, waiting)
        ending = asyncio.create_task(read.next("bye"))
    data, _ = await ending
    assert data["reason"] == "shutdown"
    assert 500 <= int(str(data["retry_ms"])) < 3000
    assert (await waiting).status_code == 200
    await listening.aclose()


async def test_a_quiet_stream_has_a_heartbeat_and_ends_by_age(tmp_path: Path) -> None:
    async with served(tmp_path, streams(heartbeat=0.05, shortest=0.3, longest=0.4)) as there:
        (ana,) = await there.team("ana")
        async with stream(ana) as listening:
            assert await listening.frame() == {"retry": "2000"}
            await listening.next("hello")
            assert await listening.frame() == {"comment": "hb"}
            assert (await listening.next("bye"))[0]["reason"] == "age"
            assert await listening.frame() == {}


async def test_there_are_only_so_many_streams(tmp_path: Path) -> None:
    async with served(tmp_path, streams(of_device=1, of_team=2, of_all=3)) as there:
        ana, bo, kim = await there.team("ana", "bo", "kim")
        other = there.person("eve", team=an_id("other"))
        last = there.person("max", team=an_id("last"))
        await other.found()
        await last.found()
        async with stream(ana) as first:
            assert problem(await ana.ask("GET", "/stream")) == "429 slow-down"
            pulls = await asyncio.gather(*(ana.ask("GET", "/events?wait=1") for _ in range(2)))
            assert sorted(pull.status_code for pull in pulls) == [200, 429]  # pulls that wait are counted apart
            async with stream(bo) as second:
                assert problem(await kim.ask("GET", "/stream")) == "429 slow-down"
                async with stream(other):
                    full = await last.ask("GET", "/stream")
                    assert problem(full) == "503 busy"
                    assert int(full.headers["retry-after"]) > 0
                await first.next("hello")
                await second.next("hello")


async def test_who_asks_too_often_is_slowed_down(tmp_path: Path) -> None:
    rates = Rates(Rate(0.01, 3), Rate(0.01, 1), Rate(0.01, 2), Rate(0.01, 1), OFTEN)
    async with served(tmp_path, EASY._replace(rates=rates)) as there:
        (ana,) = await there.team("ana")
        said = {"body": "c2VhbGVk", "ttl": 1}
        assert (await ana.ask("POST", "/live", said)).status_code == 202
        slowed = await ana.ask("POST", "/live", said)
        assert problem(slowed) == "429 slow-down"
        assert int(slowed.headers["retry-after"]) > 0
        await ana.pull()
        assert problem(await ana.ask("GET", "/events")) == "429 slow-down"
        nobody = there.person("eve")
        assert [problem(await nobody.ask("GET", "")) for _ in range(3)] == [
            *("401 token-invalid", "401 token-invalid", "429 slow-down")
        ]
        assert [problem(await nobody.join()) for _ in range(2)] == ["404 not-found", "429 slow-down"]


async def test_new_teams_come_slowly_from_one_address(tmp_path: Path) -> None:
    async with served(tmp_path, EASY._replace(rates=Rates()._replace(found=Rate(0.001, 1)))) as there:
        ana, bo = there.person("ana"), there.person("bo", team=an_id("other"))
        assert (await ana.found()).status_code == 201
        assert (await ana.found()).status_code == 200
        assert problem(await bo.found()) == "429 slow-down"
