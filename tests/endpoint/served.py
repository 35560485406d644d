"""A real endpoint on loopback for tests, and people who ask it."""

import asyncio
import hashlib
import json
import os
import signal
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx2

from ritual.endpoint import serving
from ritual.endpoint.limits import Rate
from ritual.endpoint.serving import Listening
from ritual.endpoint.settings import Rates, Settings, Streams
from ritual.protocol import inviting, people, wire
from ritual.protocol.cursor import START, Cursor
from ritual.protocol.device import token, token_hash
from ritual.protocol.reading import Told
from ritual.protocol.wire import Push, Pushed
from vectors import an_id, drawn

OFTEN = Rate(100_000, 100_000)
EASY = Settings(rates=Rates(OFTEN, OFTEN, OFTEN, OFTEN, OFTEN))
"""No limit on how often somebody asks."""
TEAM = an_id("team")
INVITE = "'s invite"


def streams(**others: Any) -> Settings:
    """Easy settings with other limits for streams."""
    return EASY._replace(streams=Streams()._replace(**others))


def put(name: str, body: bytes = b"sealed words", epoch: int = 1) -> Pushed:
    """One event of its own."""
    return Pushed(an_id(name), "put", "", 0, epoch, body)


def told(*events: Pushed, cursor: Cursor = START) -> Told:
    """A push."""
    return wire.push_told(Push(cursor, events))


def problem(response: httpx2.Response) -> str:
    """The status and the type of a problem."""
    assert response.headers["content-type"] == "application/problem+json", response.text
    body = response.json()
    assert body["status"] == response.status_code
    return f"{response.status_code} {body['type'].removeprefix('urn:ritual:problem:')}"


@dataclass
class Person:
    """Somebody with a device, who asks over HTTP."""

    name: str
    http: httpx2.AsyncClient
    team: str = TEAM
    device: str = ""
    secret: str = ""
    member: str = field(init=False)

    def __post_init__(self) -> None:
        self.member = an_id(self.name)
        self.device = self.device or an_id(f"{self.name}'s device")
        self.secret = self.secret or token(drawn(f"{self.name}'s token"))

    @property
    def headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.secret}"}

    async def ask(self, method: str, path: str, body: Told | None = None, **headers: str) -> httpx2.Response:
        """One request about the team."""
        every = self.headers | {name.replace("_", "-"): value for name, value in headers.items()}
        url = f"/v1/teams/{self.team}{path}"
        return await self.http.request(method, url, json=body, headers=every)

    async def found(self, **headers: str) -> httpx2.Response:
        new = people.Founding(self.team, self.member, self.device, token_hash(self.secret))
        return await self.http.post("/v1/teams", json=people.founding_told(new), headers=headers)

    async def push(self, *events: Pushed, cursor: Cursor = START) -> list[str]:
        """The status of each event, or its problem."""
        response = await self.ask("POST", "/events", told(*events, cursor=cursor))
        assert response.status_code == 200, response.text
        receipt = wire.read_receipt(response.content)
        assert [result.id for result in receipt.results] == [event.id for event in events]
        return [result.problem or result.status for result in receipt.results]

    async def pull(self, after: str = "0", **query: int) -> wire.Page:
        asked = "".join(f"&{name}={value}" for name, value in query.items())
        response = await self.ask("GET", f"/events?after={after}{asked}")
        assert response.status_code == 200, response.text
        return wire.read_page(response.content)

    async def invite(self, name: str, **others: object) -> httpx2.Response:
        secret = drawn(f"{name}'s auth")
        new = inviting.Invite(an_id(name + INVITE), _sha(secret), b"sealed", "member", "", _in_a_day())
        return await self.ask("POST", "/invites", inviting.invite_told(new) | others)

    async def join(self, of: str = "", **others: object) -> httpx2.Response:
        name = of or self.name
        accepting = inviting.Acceptance(drawn(f"{name}'s auth"), self.member, self.device, token_hash(self.secret))
        told = inviting.acceptance_told(accepting) | others
        return await self.http.post(f"/v1/invites/{an_id(name + INVITE)}/accept", json=told)


@dataclass
class Served:
    """A running endpoint."""

    folder: Path
    port: int
    log: list[str]
    http: httpx2.AsyncClient

    def person(self, name: str, **others: str) -> Person:
        return Person(name, self.http, **others)

    async def team(self, *names: str) -> list[Person]:
        """A team: the first is its admin."""
        first, *others = (self.person(name) for name in names)
        assert (await first.found()).status_code == 201
        for other in others:
            assert (await first.invite(other.name)).status_code == 201
            assert (await other.join()).status_code == 200
        return [first, *others]


@asynccontextmanager
async def served(folder: Path, settings: Settings = EASY, listening: Listening | None = None) -> AsyncIterator[Served]:
    """An endpoint in this process, asked over real sockets; it is told to stop by a signal, as people do it."""
    log: list[str] = []
    port: asyncio.Future[int] = asyncio.get_running_loop().create_future()
    at = listening or Listening("127.0.0.1", 0)
    running = asyncio.create_task(serving.serve(folder, at, settings, log.append, port.set_result))
    both: set[asyncio.Future[Any]] = {running, port}
    done, _ = await asyncio.wait(both, return_when=asyncio.FIRST_COMPLETED)
    if running in done:
        await running
    scheme = "https" if at.cert else "http"
    url = f"{scheme}://127.0.0.1:{port.result()}"
    async with httpx2.AsyncClient(base_url=url, timeout=30, verify=False) as http:
        while True:
            try:
                await http.get("/healthz")
                break
            except httpx2.TransportError:
                await asyncio.sleep(0)
        try:
            yield Served(folder, port.result(), log, http)
        finally:
            if not running.done():
                os.kill(os.getpid(), signal.SIGTERM)
            await running


class Stream:
    """An open stream, read frame by frame."""

    def __init__(self, response: httpx2.Response) -> None:
        self.response = response
        self._lines = response.aiter_lines()

    async def frame(self) -> dict[str, str]:
        """The next frame: its fields, a comment as "comment"."""
        fields: dict[str, str] = {}
        async with asyncio.timeout(20):
            async for line in self._lines:
                if not line:
                    return fields
                name, _, value = line.partition(":")
                fields[name or "comment"] = value.strip()
        return fields

    async def next(self, event: str) -> tuple[Told, str]:
        """The data of the next frame of that kind, and its id; other kinds but comments mustn't come before."""
        while True:
            fields = await self.frame()
            if "event" in fields:
                assert fields["event"] == event, fields
                return json.loads(fields["data"]), fields.get("id", "")
            assert fields, "the stream has ended"


@asynccontextmanager
async def stream(person: Person, after: str = "0", **headers: str) -> AsyncIterator[Stream]:
    """A stream of the person's team."""
    every = person.headers | {name.replace("_", "-"): value for name, value in headers.items()}
    url = f"/v1/teams/{person.team}/stream?after={after}"
    async with person.http.stream("GET", url, headers=every) as response:
        assert response.status_code == 200, await response.aread()
        yield Stream(response)


def _sha(raw: bytes) -> bytes:
    return hashlib.sha256(raw).digest()


def _in_a_day() -> int:
    return int(time.time()) + 86400
