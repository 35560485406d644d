"""What people do with an endpoint: devices that poll, push, edit and erase, people who join, and live rounds."""

import asyncio
import hashlib
import json
import re
import secrets
import time
from collections import Counter, defaultdict, deque
from collections.abc import Mapping
from contextlib import suppress
from random import Random
from typing import NamedTuple

from endpoint import BODY, an_id

from ritual.protocol import inviting, people, wire
from ritual.protocol.cursor import START, Cursor, read_cursor
from ritual.protocol.device import token, token_hash
from ritual.protocol.wire import ERASE, PUT, REPLACE, Push, Pushed

_LENGTH = re.compile(rb"content-length: (\d+)")
_ID = re.compile(rb'^data: \{"id":"([^"]+)"')
TOGETHER = 200


class Took(NamedTuple):
    """When something began, and how many seconds it took."""

    at: float
    seconds: float


class Notes:
    """What was asked, how long each took by what it was, and which answers nobody had expected."""

    def __init__(self) -> None:
        self.took: dict[str, list[Took]] = defaultdict(list)
        self.odd: Counter[str] = Counter()

    def note(self, kind: str, began: float) -> None:
        """It is done."""
        self.took[kind].append(Took(began, time.monotonic() - began))


class Device:
    """One device: who it belongs to, what opens the endpoint to it, how far it has read, and what it wrote itself."""

    def __init__(self, member: str = "") -> None:
        self.id, self.member, self.token = an_id(), member or an_id(), token(secrets.token_bytes(32))
        self.cursor: Cursor = START
        self.wrote: deque[tuple[str, int]] = deque(maxlen=50)

    def put(self) -> Pushed:
        """A new entry."""
        new = Pushed(an_id(), PUT, "", 0, 1, BODY)
        self.wrote.append((new.id, 0))
        return new

    def replace(self) -> Pushed:
        """The next revision of an own entry."""
        entry, rev = self.wrote.popleft()
        self.wrote.append((entry, rev + 1))
        return Pushed(an_id(), REPLACE, entry, rev + 1, 1, BODY)

    def erase(self) -> Pushed:
        """An own entry goes."""
        return Pushed(an_id(), ERASE, self.wrote.popleft()[0], 0, 1, b"gone")


class Team:
    """A team and everybody's device; `ask` makes a connection for each request, as a shell's sync does."""

    def __init__(self, port: int, notes: Notes, random: Random) -> None:
        self.port, self.notes, self.random = port, notes, random
        self.id = an_id()
        self.devices: list[Device] = []

    @property
    def path(self) -> str:
        """Where its routes begin."""
        return f"/v1/teams/{self.id}"

    async def ask(self, kind: str, asked: bytes, expected: tuple[int, ...] = (200,)) -> bytes:
        """The body of the answer, b"" of one that isn't a yes."""
        began = time.monotonic()
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port, limit=1 << 22)
        try:
            writer.write(asked)
            head = await reader.readuntil(b"\r\n\r\n")
            length = _LENGTH.search(head)
            body = await reader.readexactly(int(length[1])) if length else b""
        finally:
            writer.close()
        self.notes.note(kind, began)
        status = int(head[9:12])
        if status not in expected:
            self.notes.odd[f"{status} for {kind}"] += 1
        return body if status < 300 else b""

    async def found(self, count: int) -> None:
        """Makes it, with so many devices of different members."""
        first = Device()
        new = people.Founding(self.id, first.member, first.id, token_hash(first.token))
        await self.ask("found", posted("/v1/teams", people.founding_told(new)), (201,))
        self.devices.append(first)
        for _ in range(count - 1):
            self.devices.append(await self.join())

    async def join(self) -> Device:
        """The first invites somebody, who accepts."""
        first, new, auth = self.devices[0], Device(), secrets.token_bytes(32)
        sealed = inviting.Invite(
            an_id(), hashlib.sha256(auth).digest(), b"sealed", people.MEMBER, "", int(time.time()) + 3600
        )
        await self.ask("invite", posted(f"{self.path}/invites", inviting.invite_told(sealed), first), (201,))
        accepting = inviting.Acceptance(auth, new.member, new.id, token_hash(new.token))
        await self.ask("accept", posted(f"/v1/invites/{sealed.id}/accept", inviting.acceptance_told(accepting)))
        return new

    async def leave(self, device: Device) -> None:
        """One member leaves."""
        await self.ask("leave", request("DELETE", f"{self.path}/members/{device.member}", device), (204,))

    async def pull(self, device: Device) -> None:
        """Reads to the end of the log."""
        more = True
        while more:
            asked = request("GET", f"{self.path}/events?after={device.cursor}&limit=500", device)
            body = await self.ask("pull", asked, (200, 410))
            if not body:
                device.cursor = START
                return
            page = json.loads(body)
            device.cursor, more = read_cursor(page["cursor"]), page["more"]

    async def push(self, device: Device, events: list[Pushed]) -> None:
        """Hands these over."""
        told = wire.push_told(Push(device.cursor, tuple(events)))
        body = await self.ask("push", posted(f"{self.path}/events", told, device), (200, 410))
        if b'"rejected"' in body:
            self.notes.odd["rejected events"] += 1

    async def sync(self) -> None:
        """One device does what a sync does, with something to say now and then, or is wrong in some way."""
        random, device = self.random, self.random.choice(self.devices)
        if random.random() < 0.02:
            await self.mistake(device)
        if random.random() < 0.02:
            device.cursor = START
        await self.pull(device)
        if random.random() < 0.4:
            await self.push(device, [self._event(device) for _ in range(random.randint(1, 5))])
            await self.pull(device)

    async def mistake(self, device: Device) -> None:
        """Something that the endpoint has to refuse."""
        stranger, path = Device(), f"{self.path}/events"
        asked, status = self.random.choice(
            [
                (request("GET", path, stranger), 401),
                (request("GET", f"/v1/teams/{an_id()}/events", device), 404),
                (request("GET", f"{path}?after=nowhere", device), 400),
                (posted(path, {"cursor": "0", "events": 7}, device), 400),
                (request("PUT", path, device), 405),
            ]
        )
        await self.ask("mistake", asked, (status,))

    def _event(self, device: Device) -> Pushed:
        kind = self.random.choices([device.put, device.replace, device.erase], [5, 3, 2])[0]
        return kind() if device.wrote else device.put()


class Round:
    """A live round: so many streams, somebody whose turn it is, and a leader whose machine writes every stage."""

    def __init__(self, team: Team, people: int) -> None:
        self.team, self.seats = team, team.devices[:people]
        self.arriving: dict[bytes, tuple[int, asyncio.Event]] = {}

    async def run(self, turns: int, pause: float) -> None:
        """Plays it: each turn is wished for live, and written by who leads, which everybody's stream shows."""
        leader = self.seats[0]
        await self.team.pull(leader)
        listening = [asyncio.create_task(self._listen(each)) for each in self.seats]
        stage = Pushed(an_id(), PUT, "", 0, 1, BODY)
        await self._shown(leader, stage)
        answers = []
        for turn in range(1, turns + 1):
            await asyncio.sleep(self.team.random.uniform(0.5, 1.5) * pause)
            who = self.seats[turn % len(self.seats)]
            answers.append((who, Pushed(an_id(), PUT, "", 0, 1, BODY)))
            await self.team.push(who, [answers[-1][1]])
            await self._say(who)
            await self._say(leader)
            await self._shown(leader, Pushed(an_id(), REPLACE, stage.id, turn, 1, BODY))
        for who, answer in answers:
            await self.team.push(who, [Pushed(an_id(), ERASE, answer.id, 0, 1, b"gone")])
        await self.team.push(leader, [Pushed(an_id(), ERASE, stage.id, 0, 1, b"gone")])
        for each in listening:
            each.cancel()
        await asyncio.gather(*listening, return_exceptions=True)

    async def _say(self, device: Device) -> None:
        told = wire.live_told(wire.Live("", "", BODY, 12))
        await self.team.ask("live", posted(f"{self.team.path}/live", told, device), (202,))

    async def _shown(self, leader: Device, event: Pushed) -> None:
        """Pushes an event, and waits until all streams have shown it."""
        came = asyncio.Event()
        self.arriving[event.id.encode()] = len(self.seats), came
        began = time.monotonic()
        await self.team.push(leader, [event])
        try:
            await asyncio.wait_for(came.wait(), 10)
            self.team.notes.note("shown", began)
        except TimeoutError:
            self.team.notes.odd["not shown within 10 s"] += 1

    async def _listen(self, device: Device) -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", self.team.port, limit=1 << 20)
        try:
            writer.write(request("GET", f"{self.team.path}/stream?after={self.seats[0].cursor}", device, close=False))
            while line := await reader.readline():
                if (found := _ID.match(line)) and found[1] in self.arriving:
                    left, came = self.arriving[found[1]]
                    self.arriving[found[1]] = left - 1, came
                    if left == 1:
                        came.set()
            self.team.notes.odd["a stream ended"] += 1
        finally:
            writer.close()
            with suppress(OSError):
                await writer.wait_closed()


def posted(path: str, told: Mapping[str, object], device: Device | None = None) -> bytes:
    """A POST as it travels."""
    return request("POST", path, device, wire.written(dict(told)))


def request(method: str, path: str, device: Device | None = None, body: bytes = b"", *, close: bool = True) -> bytes:
    """A request as it travels, for one connection."""
    lines = [f"{method} {path} HTTP/1.1", "Host: 127.0.0.1"]
    lines += [f"Authorization: Bearer {device.token}"] if device else []
    lines += ["Connection: close"] if close else []
    lines += ["Content-Type: application/json", f"Content-Length: {len(body)}"] if body else []
    return "\r\n".join((*lines, "", "")).encode() + body
