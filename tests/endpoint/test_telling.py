"""What isn't there, what is another's and what is wrong get the same answer, in about the same time."""

import time
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from statistics import median

import httpx2
import pytest

from ritual.protocol.device import token, token_hash
from ritual.protocol.inviting import Acceptance, acceptance_told
from tests.endpoint.served import TEAM, Person, Served, problem, served
from vectors import an_id, drawn

Ask = Callable[[], Awaitable[httpx2.Response]]
ROUNDS = 60
NOISE = 2.5
"""How many times longer one median may be than another by chance, on a busy machine."""


@pytest.fixture
async def there(tmp_path: Path) -> AsyncIterator[Served]:
    async with served(tmp_path) as endpoint:
        await endpoint.team("ana", "bo")
        yield endpoint


async def test_a_team_that_is_not_there_can_not_be_told_from_another_s(there: Served) -> None:
    eve = there.person("eve", team=an_id("eve's team"))
    assert (await eve.found()).status_code == 201
    foreign, unknown = (Person("eve", there.http, team) for team in (TEAM, an_id("no team")))
    for method, path in (("GET", ""), ("GET", "/events"), ("GET", "/invites"), ("GET", "/stream"), ("DELETE", "")):
        asks = [lambda who=who, m=method, p=path: who.ask(m, p) for who in (foreign, unknown)]
        await alike("404 not-found", *asks, rounds=3)
    await alike("404 not-found", lambda: foreign.ask("GET", "/events"), lambda: unknown.ask("GET", "/events"))


async def test_a_wrong_token_learns_nothing_of_any_team(there: Served) -> None:
    wrong = token(drawn("nobody's token"))
    asks = [Person("ana", there.http, team, secret=wrong) for team in (TEAM, an_id("no team"))]
    await alike("401 token-invalid", *(lambda who=who: who.ask("GET", "/events") for who in asks))


async def test_an_invite_that_is_not_there_can_not_be_told_from_a_wrong_secret(there: Served) -> None:
    ana = there.person("ana")
    await ana.invite("kim")
    eve = there.person("eve")

    async def accept(invite: str, secret: str) -> httpx2.Response:
        told = acceptance_told(Acceptance(drawn(secret), eve.member, eve.device, token_hash(eve.secret)))
        return await there.http.post(f"/v1/invites/{invite}/accept", json=told)

    await alike(
        "404 not-found",
        lambda: accept(an_id("no invite"), "no secret"),
        lambda: accept(an_id("kim's invite"), "no secret"),
        lambda: accept(an_id("bo's invite"), "no secret"),
    )


async def alike(expected: str, *asks: Ask, rounds: int = ROUNDS) -> None:
    """Asks in turns; the answers are the same to the letter, and the medians of their times near one another."""
    took: list[list[float]] = [[] for _ in asks]
    told: set[tuple[object, ...]] = set()
    for _ in range(rounds):
        for ask, seconds in zip(asks, took, strict=True):
            began = time.perf_counter()
            answer = await ask()
            seconds.append(time.perf_counter() - began)
            assert problem(answer) == expected
            headers = {name: value for name, value in answer.headers.items() if name != "date"}
            told.add((answer.content, *sorted(headers.items())))
    assert len(told) == 1
    medians = [median(seconds) for seconds in took]
    assert rounds < ROUNDS or max(medians) < NOISE * min(medians)
