"""An endpoint on loopback: durable pushes and their fsyncs, a pull of 10,000 events, and fan-out to many streams."""

import argparse
import asyncio
import contextlib
import re
import secrets
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from statistics import median
from typing import NamedTuple

from clients import Asked, Client, ask, request
from rounds import say
from started import compiled
from sync_servers import Peer

from ritual import __version__
from ritual.protocol import people, wire
from ritual.protocol.binary import id_text
from ritual.protocol.cursor import START
from ritual.protocol.device import token, token_hash
from ritual.protocol.wire import Push, Pushed

PROGRAM = """
import sys
from pathlib import Path
from ritual.endpoint import serving
from ritual.endpoint.limits import Rate
from ritual.endpoint.settings import Rates, Settings, Streams
often = Rate(1e6, 1e6)
free = Settings(rates=Rates(often, often, often, often, often), streams=Streams(5000, 5000))
told = lambda port: print(port, flush=True)
serving.run(Path(sys.argv[1]), serving.Listening("127.0.0.1", 0), free, lambda line: None, told)
"""
WARM = 2
"""How many pushes each client makes before any is counted."""
BODY = secrets.token_bytes(545)
"""A sealed body of 512 bytes of plaintext."""


class Endpoint:
    """The process, and what it costs."""

    def __init__(self, folder: Path) -> None:
        words = [sys.executable, "-c", PROGRAM, str(folder)]
        self.process = subprocess.Popen(words, stdout=subprocess.PIPE, encoding="utf-8")
        assert self.process.stdout
        self.url = f"http://127.0.0.1:{int(self.process.stdout.readline())}"

    def memory(self) -> float:
        """Resident memory in MiB."""
        status = Path(f"/proc/{self.process.pid}/status").read_text("utf-8")
        found = re.search(r"VmRSS:\s+(\d+)", status)
        return int(found[1]) / 1024 if found else 0.0

    def end(self) -> None:
        """Stops it."""
        self.process.terminate()
        self.process.wait()


class Device:
    """The one device of a team of its own, and its bare connection, so that asking costs little beside the answer."""

    def __init__(self, url: str) -> None:
        self.port = int(url.rpartition(":")[2])
        self.team, self.member, self.device = (an_id() for _ in range(3))
        self.token = token(secrets.token_bytes(32))

    async def found(self) -> None:
        """Connects and makes the team."""
        self.reader, self.writer = await asyncio.open_connection("127.0.0.1", self.port, limit=1 << 22)
        new = people.Founding(self.team, self.member, self.device, token_hash(self.token))
        await self.ask("POST", "/v1/teams", wire.written(people.founding_told(new)))

    async def ask(self, method: str, path: str, body: bytes = b"") -> bytes:
        """The body of the answer."""
        head = f"{method} {path} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {self.token}\r\n"
        sent = f"{head}Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
        self.writer.write(sent.encode() + body)
        answer = await self.reader.readuntil(b"\r\n\r\n")
        assert answer.startswith(b"HTTP/1.1 2"), answer
        length = re.search(rb"content-length: (\d+)", answer)
        return await self.reader.readexactly(int(length[1])) if length else b""

    async def push(self, count: int) -> float:
        """Pushes so many new events; the seconds until they were confirmed."""
        body = wire.written(wire.push_told(Push(START, tuple(event() for _ in range(count)))))
        began = time.perf_counter()
        answer = await self.ask("POST", f"/v1/teams/{self.team}/events", body)
        took = time.perf_counter() - began
        assert answer.count(b'"stored"') == count
        return took


def an_id() -> str:
    """A random id."""
    raw = bytearray(secrets.token_bytes(16))
    raw[6], raw[8] = raw[6] & 0x0F | 0x40, raw[8] & 0x3F | 0x80
    return id_text(bytes(raw))


def event() -> Pushed:
    """A new event."""
    return Pushed(an_id(), "put", "", 0, 1, BODY)


@contextlib.asynccontextmanager
async def devices(url: str, count: int) -> AsyncIterator[list[Device]]:
    """Devices of different teams, with a connection each."""
    made = [Device(url) for _ in range(count)]
    await asyncio.gather(*(each.found() for each in made))
    yield made
    for each in made:
        each.writer.close()


async def fan_out(url: str, count: int, rounds: int, at_rest: Callable[[], float]) -> tuple[list[float], float, float]:
    """The seconds from a push until the last of so many streams has it; the endpoint's memory before and after."""
    async with devices(url, 1) as (device,):
        heard = [asyncio.open_connection("127.0.0.1", device.port) for _ in range(count)]
        streams = await asyncio.gather(*heard)
        request = (
            f"GET /v1/teams/{device.team}/stream HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {device.token}\r\n\r\n"
        )
        for _, writer in streams:
            writer.write(request.encode())
        await asyncio.gather(*(reader.readuntil(b"event: hello") for reader, _ in streams))
        await asyncio.sleep(1)
        took, memory = [], at_rest()
        for _ in range(rounds):
            arrived = [asyncio.create_task(reader.readuntil(b"event: ev")) for reader, _ in streams]
            began = time.perf_counter()
            await asyncio.gather(device.push(1), *arrived)
            took.append(time.perf_counter() - began)
        for _, writer in streams:
            writer.close()
        return took, memory, at_rest()


def fsyncs(run: Callable[[], object], pid: int) -> int:
    """How many fsyncs the endpoint makes meanwhile; -1 where strace isn't there."""
    with tempfile.NamedTemporaryFile() as out:
        try:
            words = ["strace", "-f", "-qq", "-c", "-e", "trace=fsync,fdatasync", "-p", str(pid), "-o", out.name]
            tracing = subprocess.Popen(words, stderr=subprocess.DEVNULL)
        except FileNotFoundError:
            run()
            return -1
        time.sleep(0.5)
        run()
        tracing.terminate()
        tracing.wait()
        rows = re.findall(
            r"^\s*\S+\s+\S+\s+\S+\s+(\d+).*f(?:data)?sync$", Path(out.name).read_text("utf-8"), re.MULTILINE
        )
        return sum(map(int, rows))


def at(share: float, took: list[float]) -> float:
    """The time within which so great a share of them lies, in milliseconds."""
    return sorted(took)[min(len(took) - 1, int(len(took) * share))] * 1000


def ours(url: str) -> Peer:
    """The endpoint as it is asked beside others: one team with one device."""
    port = int(url.rpartition(":")[2])
    team, member, device = (an_id() for _ in range(3))
    secret = token(secrets.token_bytes(32))
    new = people.Founding(team, member, device, token_hash(secret))
    Client(port).ask(request("POST", "/v1/teams", wire.written(people.founding_told(new))))
    path, shown = f"/v1/teams/{team}/events", f"Bearer {secret}"

    def push(count: int) -> bytes:
        body = wire.written(wire.push_told(Push(START, tuple(event() for _ in range(count)))))
        return request("POST", path, body, Authorization=shown)

    def pull(count: int) -> int:
        client, came, cursor = Client(port), 0, "0"
        while came < count:
            page = client.ask(request("GET", f"{path}?after={cursor}&limit=500", Authorization=shown))
            came += page.count(b'"received"')
            cursor = page[page.rindex(b'"cursor":"') + 10 :].partition(b'"')[0].decode()
        return came

    return Peer(f"ritual {__version__}", port, push, 200, b'"stored"', pull)


class Done(NamedTuple):
    """Records kept a second, and what asking showed."""

    rate: float
    asked: Asked


def pushed(peer: Peer, clients: int, count: int, seconds: float) -> Done:
    """So many clients push so many records each time, for so long, after some to warm up; all is made before."""
    count = min(count, peer.most)
    first = ask(peer.port, [iter([peer.push(count) for _ in range(WARM)]) for _ in range(clients)], 60)
    each = int(seconds / median(first.took) * 1.5) + 2
    asked = ask(peer.port, [iter([peer.push(count) for _ in range(each)]) for _ in range(clients)], seconds)
    return Done(sum(answer.count(peer.kept) for answer in asked.answers) / asked.seconds, asked)


def filled(peer: Peer, count: int) -> None:
    """Pushes so many records."""
    ask(peer.port, [iter([peer.push(peer.most) for _ in range(count // peer.most)])], 600)


def pulled(peer: Peer, count: int) -> float:
    """Records a second of one whole pull."""
    began = time.perf_counter()
    came = peer.pull(count)
    return came / (time.perf_counter() - began)


def told(done: Done) -> str:
    """The figures of a push, in a line."""
    asked = done.asked
    return (
        f"{done.rate:.0f} a second, p50 {asked.at(0.5):.1f} ms, p99 {asked.at(0.99):.1f} ms; "
        f"the clients took {asked.share:.2f} of a core"
    )


def main() -> int:
    """Measures and tells; nothing is judged here: sync_peers.py does, beside others."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=5.0)
    parser.add_argument("--streams", default="50,500")
    asked = parser.parse_args()
    compiled()
    with tempfile.TemporaryDirectory(prefix="ritual-benchmark-") as folder:
        endpoint = Endpoint(Path(folder) / "data")
        try:
            peer = ours(endpoint.url)
            for clients, count in ((8, 100), (32, 1)):
                done = pushed(peer, clients, count, asked.seconds)
                say(f"{clients} clients push {count}: {told(done)}")
            counted: list[int] = []
            short = min(2.0, asked.seconds)
            flushed = fsyncs(lambda: counted.append(len(pushed(peer, 32, 1, short).asked.took)), endpoint.process.pid)
            say(f"32 clients push 1: {counted[0]} pushes and {WARM * 32} before, {flushed} fsyncs")
            filled(peer, 10_000)
            say(f"pull of 10,000: {median(pulled(peer, 10_000) for _ in range(5)):.0f} events/s")
            for count in map(int, asked.streams.split(",")):
                took, memory, after = asyncio.run(fan_out(endpoint.url, count, 40, endpoint.memory))
                middle, late = at(0.5, took), at(0.99, took)
                kept = f"{memory:.0f} MiB at rest, {after:.0f} after"
                say(f"{count} streams: p50 {middle:.1f} ms, p99 {late:.1f} ms; {kept}")
        finally:
            endpoint.end()
    return 0


if __name__ == "__main__":
    sys.exit(main())
