"""An endpoint that is killed at any moment has kept everything that it confirmed."""

import asyncio
import random
import sqlite3
from pathlib import Path

import httpx2

from ritual.protocol import wire
from ritual.protocol.wire import Pushed
from tests.endpoint.process import Running, running
from tests.endpoint.served import Person, put, told
from vectors import an_id

ROUNDS, CLIENTS = 3, 8


async def test_what_was_confirmed_survives_a_kill(tmp_path: Path) -> None:
    stored: set[str] = set()
    for round_ in range(ROUNDS):
        with running(tmp_path / "data") as there:
            async with httpx2.AsyncClient(base_url=there.url, timeout=10) as http:
                ana = Person("ana", http)
                assert (await ana.found()).status_code in (200, 201)
                assert stored <= await kept(ana)
                pushing = [asyncio.create_task(push(ana, f"{round_} {n}", stored)) for n in range(CLIENTS)]
                before = len(stored)
                await until_grown(stored, before + 20)
                await asyncio.sleep(random.Random(round_).uniform(0, 0.05))
                there.kill()
                await asyncio.gather(*pushing)
    with running(tmp_path / "data") as there:
        async with httpx2.AsyncClient(base_url=there.url, timeout=10) as http:
            assert stored <= await kept(Person("ana", http))
        there.end()
    with sqlite3.connect(tmp_path / "data" / "endpoint.db") as db:
        assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    db.close()
    assert len(stored) >= ROUNDS * 20


async def push(person: Person, name: str, stored: set[str]) -> None:
    """Pushes one event or a few after another until nobody answers any more."""
    n = 0
    while True:
        events = [put(f"{name} {n} {m}") for m in range(1 + n % 3)]
        n += 1
        try:
            response = await person.ask("POST", "/events", told(*events))
        except httpx2.TransportError:
            return
        receipt = wire.read_receipt(response.content)
        stored.update(result.id for result in receipt.results if result.status == wire.STORED)


async def kept(person: Person) -> set[str]:
    """The ids of everything in the log, read page by page."""
    found: set[str] = set()
    cursor, more = "0", True
    while more:
        page = await person.pull(cursor)
        assert [each.seq for each in page.events] == sorted({each.seq for each in page.events})
        found |= {each.event.id for each in page.events}
        cursor, more = str(page.cursor), page.more
    return found


async def until_grown(stored: set[str], size: int) -> None:
    async with asyncio.timeout(30):
        while len(stored) < size:
            await asyncio.sleep(0.01)


async def test_an_erasure_before_a_kill_stays_one(tmp_path: Path) -> None:
    secret = b"what nobody may find in the files " * 9
    with running(tmp_path / "data") as there:
        await erased(there, secret)
        there.kill()
    with running(tmp_path / "data") as there:
        async with httpx2.AsyncClient(base_url=there.url, timeout=10) as http:
            ana = Person("ana", http)
            assert await kept(ana) == {an_id("erase")}
            assert await ana.push(put("one", secret)) == ["erased"]
        there.end()
    assert not [path for path in (tmp_path / "data").iterdir() if secret in path.read_bytes()]


async def erased(there: Running, secret: bytes) -> None:
    async with httpx2.AsyncClient(base_url=there.url, timeout=10) as http:
        ana = Person("ana", http)
        await ana.found()
        erase = Pushed(an_id("erase"), "erase", an_id("one"), 0, 1, b"sealed")
        assert await ana.push(put("one", secret), erase) == ["stored", "stored"]
