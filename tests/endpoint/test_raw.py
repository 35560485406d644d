"""What no HTTP library sends: halves, lies and floods over a bare socket. Nothing of it gets a 5xx, or hangs."""

import asyncio
import socket
import time
from collections.abc import AsyncIterator
from contextlib import suppress
from pathlib import Path

import pytest

from ritual.endpoint.connection import Connection
from ritual.protocol.wire import PUSH_BYTES
from tests.endpoint.served import EASY, TEAM, Person, Served, put, served

SOON = 8
"""Seconds: less than an endpoint waits by itself, and more than a busy machine needs."""
POST = f"POST /v1/teams/{TEAM}/events HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"


@pytest.fixture
async def there(tmp_path: Path) -> AsyncIterator[Served]:
    async with served(tmp_path) as endpoint:
        yield endpoint


@pytest.fixture
async def hasty(tmp_path: Path) -> AsyncIterator[Served]:
    """An endpoint that waits for nobody, for the tests of who is too slow; the others may be held up themselves."""
    async with served(tmp_path, EASY._replace(request=0.4)) as endpoint:
        yield endpoint


@pytest.fixture
async def ana(there: Served) -> Person:
    return (await there.team("ana"))[0]


async def said(there: Served, *parts: bytes, pause: float = 0) -> bytes:
    """Everything that comes back until the endpoint closes, or nothing more comes for a while."""
    reader, writer = await asyncio.open_connection("127.0.0.1", there.port)
    got = bytearray()

    async def listen() -> None:
        with suppress(ConnectionError):
            while chunk := await reader.read(65536):
                got.extend(chunk)

    listening = asyncio.create_task(listen())
    with suppress(ConnectionError):  # it has heard enough
        for part in parts:
            writer.write(part)
            await writer.drain()
            await asyncio.sleep(pause)
    await asyncio.wait([listening], timeout=20)
    listening.cancel()
    writer.close()
    return bytes(got)


def status(answer: bytes) -> int:
    """The status; 0 where the connection was cut before it arrived, as happens to who doesn't stop talking."""
    return int(answer.split(b" ", 2)[1]) if answer else 0


async def test_an_answer_comes_in_one_piece(there: Served) -> None:
    def asked(connected: socket.socket) -> bytes:
        connected.sendall(b"GET /v1/info HTTP/1.1\r\nHost: x\r\n\r\n")
        return connected.recv(65536)

    def pieces() -> list[bytes]:
        with socket.create_connection(("127.0.0.1", there.port), timeout=20) as connected:
            return [asked(connected) for _ in range(20)]

    for piece in await asyncio.to_thread(pieces):
        assert piece.startswith(b"HTTP/1.1 200 OK")
        assert piece.endswith(b"}")


async def test_a_few_requests_may_come_at_once_and_no_flood_of_them(there: Served) -> None:
    one = b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n"
    last = b"GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
    assert (await said(there, one * 7 + last)).count(b"HTTP/1.1 200 OK") == 8
    assert (await said(there, one * 5000)).count(b"HTTP/1.1 200 OK") < 2500


async def test_an_answer_does_not_wait_for_an_acknowledgement(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    delayed: list[int] = []
    made = Connection.connection_made

    def look(self: Connection, transport: asyncio.Transport) -> None:
        made(self, transport)
        delayed.append(transport.get_extra_info("socket").getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY))

    monkeypatch.setattr(Connection, "connection_made", look)
    async with served(tmp_path):
        assert delayed
        assert all(delayed)


@pytest.mark.skipif(not hasattr(socket, "TCP_USER_TIMEOUT"), reason="an option of Linux")
async def test_who_went_without_a_word_is_not_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    waits: list[int] = []
    made = Connection.connection_made

    def look(self: Connection, transport: asyncio.Transport) -> None:
        made(self, transport)
        waits.append(transport.get_extra_info("socket").getsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT))

    monkeypatch.setattr(Connection, "connection_made", look)
    async with served(tmp_path):
        assert waits
        assert set(waits) == {20_000}


async def test_a_silent_connection_is_closed(hasty: Served) -> None:
    began = time.monotonic()
    assert await said(hasty) == b""
    assert time.monotonic() - began < SOON


async def test_a_header_that_trickles_is_not_waited_for(hasty: Served) -> None:
    drops = [b"GET /v1/info HTTP/1.1\r\n", *(f"X-{n}: y\r\n".encode() for n in range(40))]
    assert status(await said(hasty, *drops, pause=0.1)) == 408


async def test_a_connection_that_lives_on_has_to_hurry_too(hasty: Served) -> None:
    info = b"GET /v1/info HTTP/1.1\r\nHost: x\r\n\r\n"
    got = await said(hasty, info, b"GET /v1", b"/in", b"fo", b" HTT", b"P/1", b".1", b"\r\nA", pause=0.3)
    assert got.count(b"HTTP/1.1 200") == 1


async def test_a_body_that_does_not_come_is_not_waited_for(hasty: Served) -> None:
    (ana,) = await hasty.team("ana")
    token = f"Authorization: Bearer {ana.secret}\r\n"
    for head in ("Content-Length: 20\r\n\r\n{", "Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n"):
        assert status(await said(hasty, (POST + token + head).encode())) == 408


async def test_a_body_that_is_too_large_is_refused_once_all_of_it_is_sent(there: Served, ana: Person) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", there.port)
    length = f"Authorization: Bearer {ana.secret}\r\nContent-Length: {PUSH_BYTES + 100}\r\n\r\n"
    writer.write((POST + length).encode() + b" " * (PUSH_BYTES + 1))
    answer = asyncio.create_task(reader.read(65536))
    assert await asyncio.wait([answer], timeout=0.15) == (set(), {answer})
    writer.write(b" " * 99)
    assert status(await asyncio.wait_for(answer, 20)) == 413
    writer.close()


@pytest.mark.parametrize(
    ("request_", "expected"),
    [
        (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" * 9 + b"\r\n\r\n", 400),
        (b"GET /v1/info HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n", 400),
        (b"GET /v1/info HTTP/1.1\r\n\r\n", 400),
        (b"GET /v1/teams/%00/events HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n", 401),
        (b"GET /v1/teams/%ff%fe HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n", 401),
        (b"GET /%2e%2e/%2e%2e/etc/passwd HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n", 404),
        (b"GET //v1//info HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n", 404),
        (b"GET /v1/info HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n", 400),
        (b"GET /v1/info HTTP/1.0\r\n\r\n", 200),
        (b"POST /v1/teams HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n", 400),
        (b"BREW /v1/info HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n", 400),
        (b"PROPFIND /v1/info HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n", 405),
        (b"GET /v1/info HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: upgrade, close\r\n\r\n", 200),
        (b"GET /v1/info HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer \xff\xfe\r\nConnection: close\r\n\r\n", 200),
        (b"GET /v99999999999999999999/x HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n", 400),
    ],
    ids=lambda value: repr(value)[:50],
)
async def test_what_is_no_good_request_is_told_so(there: Served, request_: bytes, expected: int) -> None:
    assert status(await said(there, request_)) == expected


@pytest.mark.parametrize(
    "body",
    [
        b'{"cursor":"0","events":[]' + b" " * PUSH_BYTES,
        b"[" * PUSH_BYTES,
        b'{"a":' * 80_000,
        b'{"cursor":"\\ud800","events":[]}',
        b'{"cursor":"0","events":[{"id":"\\u0000"}]}',
        b'{"cursor":"0","events":' + b"9" * 100_000 + b"}",
        b'{"cursor":"0","events":[],"x":1e999999}' + b"x",
        b"\xff\xfe{\x00}\x00",
        b"",
    ],
    ids=lambda value: repr(value)[:40],
)
async def test_a_body_that_is_none_is_told_so(there: Served, ana: Person, body: bytes) -> None:
    head = f"{POST}Authorization: Bearer {ana.secret}\r\nConnection: close\r\nContent-Length: {len(body)}\r\n\r\n"
    answer = await said(there, head.encode() + body)
    assert status(answer) in (400, 413)
    assert b"application/problem+json" in answer


async def test_a_header_without_end_is_cut_off(there: Served, ana: Person) -> None:
    assert status(await said(there, b"GET /v1/info HTTP/1.1\r\nX: ", *[b"y" * 100_000] * 100)) in (0, 400)
    assert (await ana.pull()).head == 0


@pytest.mark.parametrize(
    "endless", [b"0\r\n" + b"X: y\r\n" * 9_000, b"1;" + b"y" * 60_000], ids=["trailers", "extension"]
)
async def test_what_is_neither_header_nor_body_is_cut_off_too(there: Served, ana: Person, endless: bytes) -> None:
    head = f"{POST}Authorization: Bearer {ana.secret}\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{{}}\r\n"
    more = b"X: y\r\n" * 9_000 if endless.startswith(b"0") else b"y" * 60_000
    assert status(await said(there, head.encode(), endless, *[more] * 40)) in (0, 400)
    assert (await ana.pull()).head == 0


async def test_requests_one_behind_the_other_are_all_answered_and_half_a_one_is_not_waited_for(hasty: Served) -> None:
    info = b"GET /v1/info HTTP/1.1\r\nHost: x\r\n\r\n"
    began = time.monotonic()
    assert (await said(hasty, info * 3 + info[:20])).count(b"HTTP/1.1 200") == 3
    assert time.monotonic() - began < SOON


async def test_a_length_that_lies_changes_nothing(there: Served, ana: Person) -> None:
    head = f"{POST}Authorization: Bearer {ana.secret}\r\nTransfer-Encoding: chunked\r\n\r\n"
    flood = b"10000\r\n" + b" " * 65536 + b"\r\n"
    assert status(await said(there, head.encode(), *[flood] * 400)) in (0, 413)
    assert await ana.push(put("one")) == ["stored"]


async def test_there_are_only_so_many_connections(tmp_path: Path) -> None:
    async with served(tmp_path, EASY._replace(request=1.0, connections=10)) as there:
        (ana,) = await there.team("ana")
        open_ = [await asyncio.open_connection("127.0.0.1", there.port) for _ in range(15)]
        open_[-1][1].write(b"GET /v1/info HTTP/1.1\r\nHost: x\r\n\r\n")
        answers = [await asyncio.wait_for(reader.read(), 20) for reader, _ in open_]
        assert any(b"503" in answer and b"retry-after" in answer for answer in answers)
        for _, writer in open_:
            writer.close()
        assert (await ana.pull()).head == 0


async def test_who_does_not_read_loses_the_connection(tmp_path: Path) -> None:
    async with served(tmp_path, EASY._replace(request=1.0)) as there:
        (ana,) = await there.team("ana")
        for n in range(20):
            await ana.push(*(put(f"{n} {m}", bytes(60_000)) for m in range(5)))
        _, writer = await asyncio.open_connection("127.0.0.1", there.port, limit=1)
        head = f"GET /v1/teams/{TEAM}/stream HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {ana.secret}\r\n\r\n"
        writer.write(head.encode())
        async with asyncio.timeout(20):
            while not any("/stream 200" in line for line in there.log):
                await asyncio.sleep(0.05)
        writer.close()
