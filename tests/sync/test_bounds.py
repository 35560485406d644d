"""An endpoint that never ends: whatever it sends, a client takes so much and no more, and says what is the matter."""

import gzip
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import repeat
from pathlib import Path

import pytest

from ritual.errors import SyncTrouble
from ritual.protocol.cursor import START, Cursor
from ritual.protocol.wire import Page, Pulled, Pushed, pulled_told, written
from ritual.sync import engine as engine_module
from ritual.sync import http, saying
from ritual.sync.engine import Restless
from ritual.sync.http import LARGEST, Http, Pausing
from ritual.sync.listening import Listener, Over, streamed
from ritual.sync.log import Log
from tests.sync.test_engine import Two
from vectors import an_id

TEAM = an_id("team")
HELLO = "Ritual-Protocol: 1\r\n"
PIECE = 64 << 10
ON_THE_WAY = 8 << 20
"""How much of what was sent may lie between two sockets."""
ENDLESS = repeat(b" " * PIECE)
Pieces = Callable[[], Iterator[bytes]]


class Sender:
    """A server that sends what it is told to whoever connects, whatever they ask; `sent` are the bytes that went."""

    def __init__(self, head: str, pieces: Pieces) -> None:
        self.sent = 0
        self.asked = b""
        self._said = f"HTTP/1.1 {head}\r\n".encode()
        self._pieces = pieces
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.address = f"http://127.0.0.1:{self.socket.getsockname()[1]}"
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def close(self) -> None:
        self.socket.shutdown(socket.SHUT_RDWR)
        self.socket.close()
        self._thread.join()

    def _serve(self) -> None:
        while True:
            try:
                connection, _ = self.socket.accept()
            except OSError:
                return
            with connection:
                try:
                    self._send(connection)
                except OSError:
                    continue

    def _send(self, connection: socket.socket) -> None:
        while b"\r\n\r\n" not in self.asked and (came := connection.recv(PIECE)):
            self.asked += came
        connection.sendall(self._said)
        for piece in self._pieces():
            connection.sendall(piece)
            self.sent += len(piece)


@contextmanager
def sending(head: str, pieces: Pieces = lambda: ENDLESS) -> Iterator[Sender]:
    sender = Sender(head, pieces)
    try:
        yield sender
    finally:
        sender.close()


def spoken_to(sender: Sender) -> Http:
    return Http(sender.address, "rtd_x", Pausing(lambda _: None, lambda: 0.0, 1))


def trouble(sender: Sender, path: str = "/teams") -> SyncTrouble:
    there = spoken_to(sender)
    with pytest.raises(SyncTrouble) as told:
        there.done("GET", path)
    there.close()
    return told.value


@pytest.mark.parametrize(
    "head",
    [
        f"200 OK\r\n{HELLO}",
        f"200 OK\r\n{HELLO}Content-Length: 10000000000\r\n",
        f"403 Forbidden\r\n{HELLO}",
        f"503 Unavailable\r\n{HELLO}",
    ],
)
def test_an_answer_without_end_is_not_read_to_it(head: str) -> None:
    with sending(head) as sender:
        assert "is larger or slower than any endpoint's answer" in trouble(sender).sentence
        assert sender.sent < LARGEST + ON_THE_WAY


def test_an_answer_that_trickles_has_so_much_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(http, "_WHOLE_SECONDS", 0.05)
    with sending(f"200 OK\r\n{HELLO}", lambda: repeat(b" ")) as sender:
        assert trouble(sender).kind == saying.NO_ENDPOINT
        assert sender.sent < LARGEST


@pytest.mark.parametrize("head", ["200 OK\r\n", "404 Not Found\r\n", "500 Internal Server Error\r\n"])
def test_who_is_no_endpoint_is_not_listened_to(head: str) -> None:
    with sending(head) as sender:
        assert "is no ritual endpoint" in trouble(sender).sentence
        assert sender.sent < ON_THE_WAY


def test_nothing_is_unpacked() -> None:
    bomb = gzip.compress(bytes(10 << 20))
    with sending(f"200 OK\r\n{HELLO}Content-Encoding: gzip\r\n", lambda: iter([bomb])) as sender:
        assert "is no ritual endpoint (gzip)" in trouble(sender).sentence
        assert b"accept-encoding: identity\r\n" in sender.asked.lower()


@pytest.mark.parametrize("nested", [b"[", b'{"a":'])
def test_what_is_nested_without_end_is_nonsense(nested: bytes) -> None:
    body = nested * ((LARGEST - 1) // len(nested))
    with sending(f"200 OK\r\n{HELLO}", lambda: iter([body])) as sender, pytest.raises(SyncTrouble) as told:
        Log(spoken_to(sender), TEAM).pull(START, 500)
    assert told.value.kind == saying.NO_ENDPOINT


def test_what_it_says_about_itself_is_short() -> None:
    said = b'{"type":"urn:ritual:problem:' + b"x" * 9999 + b'","title":"' + b"y" * 9999 + b'"}'
    with sending(f"403 Forbidden\r\n{HELLO}", lambda: iter([said])) as sender:
        told = trouble(sender)
    assert len(told.sentence) < 500
    assert len(told.kind) < 201


def event(seq: int, size: int) -> Pulled:
    return Pulled(seq, Pushed(an_id(f"event {seq}"), "put", "", 0, 1, bytes(size)), an_id("eve"), an_id("hers"), 1)


def frame(size: int) -> bytes:
    return b"event: ev\ndata: " + written(pulled_told(event(1, size))) + b"\n\n"


@pytest.mark.parametrize(
    ("head", "pieces"),
    [
        (f"200 OK\r\n{HELLO}", lambda: repeat(b"x" * PIECE)),
        (f"200 OK\r\n{HELLO}", lambda: repeat(b": hb\n" * 9999)),
        (f"200 OK\r\n{HELLO}", lambda: repeat(b"data: x\n" * 9999)),
        (f"200 OK\r\n{HELLO}", lambda: repeat(frame(60 << 10))),
        (f"200 OK\r\n{HELLO}", lambda: repeat(frame(1))),
        (f"200 OK\r\n{HELLO}Content-Encoding: gzip\r\n", lambda: ENDLESS),
        (f"503 Unavailable\r\n{HELLO}", lambda: ENDLESS),
        ("200 OK\r\n", lambda: ENDLESS),
    ],
)
def test_a_stream_without_end_is_not_kept_for_ever(head: str, pieces: Pieces) -> None:
    with sending(head, pieces) as sender:
        listener = Listener(streamed(spoken_to(sender), TEAM, START), lambda _: None)
        listener.start()
        listener.join()
        (over,) = listener.come(0)
        assert isinstance(over, Over)
        assert over.trouble
        assert over.trouble.kind == saying.NO_ENDPOINT
        assert sender.sent < LARGEST + ON_THE_WAY


class Endless:
    """A log of which there is always more: `step` rows on each page, and bodies of so many bytes that nobody opens."""

    def __init__(self, step: int, size: int = 1) -> None:
        self.pulls = 0
        self._step, self._size = step, size

    def pull(self, cursor: Cursor, _limit: int) -> Page:
        self.pulls += 1
        seq = cursor.seq + self._step
        return Page((event(seq or 1, self._size),), Cursor(seq, 0, "0123456789ab"), more=True, head=seq, epoch=1)


def test_a_log_without_end_is_taken_in_part_by_part(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    engine = Two(tmp_path).ana.engine
    engine.together = 20
    engine.remote = log = Endless(1)  # type: ignore[assignment]
    assert engine.page()
    assert (log.pulls, engine.record.cursor.seq, len(engine.record.sealed())) == (20, 20, 20)
    monkeypatch.setattr(engine_module, "_LARGEST", 5000)
    engine.remote = log = Endless(1, size=1000)  # type: ignore[assignment]
    assert engine.page()
    assert log.pulls == 5


def test_a_log_that_does_not_go_on_is_left(tmp_path: Path) -> None:
    engine = Two(tmp_path).ana.engine
    engine.remote = Endless(0)  # type: ignore[assignment]
    with pytest.raises(Restless):
        engine.page()
