"""A proxy that does to requests what networks do, by a plan that a seed draws, the same every time."""

import socket
import threading
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from io import BufferedIOBase
from random import Random
from select import select
from socketserver import StreamRequestHandler, ThreadingTCPServer
from typing import Final
from urllib.parse import urlsplit

from tests.sync.bad_streams import BENT, END, STALL, Piece, bent, frames, goes_on, without_place

HONEST = "passes on what it is given"
DROPPED = "the connection breaks before the endpoint has heard anything"
LOST = "the endpoint has done it, and the answer never comes"
CUT = "the answer breaks off somewhere"
DRIPPED = "the answer comes a few bytes at a time"
DOUBLED = "the endpoint is told twice"
LATE = "the connection breaks, and the endpoint hears it before the next request, whoever asks that"
GATEWAY = "another server says that the endpoint can't be reached"
SERVED_GATEWAY = "the endpoint has done it, and another server says that it can't be reached"
TIMEOUT = "the endpoint has done it, and another server says that it took too long"
PORTAL = "another server answers with a page of its own"
OLD = "the answer comes by HTTP/1.0, and the connection ends behind it"
STALLED = "nothing more comes, in either direction, and the connection stays open"
FAULTS: Final = (DROPPED, LOST, CUT, DRIPPED, DOUBLED, LATE, GATEWAY, SERVED_GATEWAY, TIMEOUT, PORTAL, OLD)
"""All but STALLED, for which somebody has to wait."""

_PAGE = b"<html>a proxy</html>"
PAGES: Final = {
    fault: b"HTTP/1.1 %s\r\nContent-Type: text/html\r\nContent-Length: %d\r\n\r\n%s" % (status, len(_PAGE), _PAGE)
    for fault, status in (
        (GATEWAY, b"502 Bad Gateway"),
        (SERVED_GATEWAY, b"502 Bad Gateway"),
        (TIMEOUT, b"504 Gateway Timeout"),
        (PORTAL, b"200 OK"),
    )
}
STREAM_FAULTS: Final = (*BENT, STALLED, GATEWAY, TIMEOUT, PORTAL)
_DROP = 97


class Proxy:
    """What it does next, and how often it did what. `share` of all requests meet a fault; 0 is an honest proxy.

    Streams meet faults of their own (`bad_streams.py`), by a plan of their own.
    """

    def __init__(self, url: str, seed: int, share: float) -> None:
        parts = urlsplit(url)
        self._upstream = (parts.hostname, parts.port)
        self._random, self._of_streams = Random(seed), Random(~seed)
        self.over = threading.Event()
        self._held: list[bytes] = []
        self._one_at_a_time = threading.Lock()
        self.next: list[str] = []
        """What happens to the next requests, whatever the seed would draw."""
        self.next_streams: list[str] = []
        """The same for streams."""
        self.share = share
        self.did: Counter[str] = Counter()

    def answered(self, request: bytes) -> Iterable[Piece]:
        """The pieces of the answer that come through."""
        return self._streamed(request) if _is_stream(request) else self._whole(request)

    def _whole(self, request: bytes) -> list[Piece]:
        fault = self._drawn(self.next, self._random, FAULTS)
        if _waits(request):
            return [*self._pieces(request, fault)]
        with self._one_at_a_time:
            held, self._held = self._held, []
            for each in held:
                self._asked(each)
            return [*self._pieces(request, fault)]

    def _drawn(self, following: list[str], random: Random, faults: tuple[str, ...]) -> str:
        drawn = random.choice(faults) if random.random() < self.share else HONEST
        fault = following.pop(0) if following else drawn
        self.did[fault] += 1
        return fault

    def _pieces(self, request: bytes, fault: str) -> Iterator[Piece]:
        if fault == LATE:
            self._held.append(request)
        if fault in (LATE, DROPPED, STALLED):
            yield STALL if fault == STALLED else END
        elif fault in (GATEWAY, PORTAL):
            yield PAGES[fault]
        else:
            if fault == DOUBLED:
                self._asked(request)
            yield from self._bent(self._asked(request), fault)

    def _bent(self, answer: bytes, fault: str) -> Iterator[bytes]:
        if fault in PAGES:
            yield PAGES[fault]
        elif fault == CUT:
            yield answer[: self._random.randrange(1, len(answer))]
            yield END
        elif fault == DRIPPED:
            yield from (answer[n : n + _DROP] for n in range(0, len(answer), _DROP))
        elif fault == OLD:
            yield answer.replace(b"HTTP/1.1", b"HTTP/1.0", 1)
            yield END
        else:
            yield END if fault == LOST else answer

    def _streamed(self, request: bytes) -> Iterator[Piece]:
        fault = self._drawn(self.next_streams, self._of_streams, STREAM_FAULTS)
        if fault == STALLED:
            yield STALL
        elif fault in PAGES:
            yield PAGES[fault]
        else:
            with socket.create_connection(self._upstream) as upstream, upstream.makefile("rb") as answer:
                upstream.sendall(without_place(request))
                head = _head(answer)
                if goes_on(head):
                    yield from bent(fault, head, frames(answer), self._of_streams)
                else:
                    yield head + _body(head, answer)

    def _asked(self, request: bytes) -> bytes:
        with socket.create_connection(self._upstream, timeout=30) as upstream, upstream.makefile("rb") as answer:
            upstream.sendall(request)
            return _message(answer)


class _Between(StreamRequestHandler):
    disable_nagle_algorithm = True
    server: "_Server"

    def handle(self) -> None:
        with suppress(ConnectionError):
            while request := _message(self.rfile):
                for piece in self.server.proxy.answered(request):
                    if piece is STALL:
                        self._wait()
                    if not piece:
                        return
                    self.wfile.write(piece)

    def _wait(self) -> None:
        """Does nothing, until whoever asked has gone or the test is over."""
        while not self.server.proxy.over.wait(0.02):
            if select([self.connection], [], [], 0)[0] and not self.connection.recv(1, socket.MSG_PEEK):
                return


class _Server(ThreadingTCPServer):
    daemon_threads = True
    block_on_close = False
    proxy: Proxy


@contextmanager
def between(url: str, seed: int, share: float = 0.4) -> Iterator[tuple[str, Proxy]]:
    """The address of a proxy before this endpoint, and the proxy."""
    with _Server(("127.0.0.1", 0), _Between) as server:
        server.proxy = Proxy(url, seed, share)
        serving = threading.Thread(target=server.serve_forever, args=(0.01,))
        serving.start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}", server.proxy
        finally:
            server.proxy.over.set()
            server.shutdown()
            serving.join()


def _is_stream(request: bytes) -> bool:
    return b"/stream?" in request.partition(b"\r\n")[0]


def _waits(request: bytes) -> bool:
    """Whether it is a pull that waits, which nobody else should have to wait for."""
    return b"&wait=" in request.partition(b"\r\n")[0]


def _message(stream: BufferedIOBase) -> bytes:
    """A whole request or answer; empty where the other side has gone."""
    head = _head(stream)
    return head + _body(head, stream)


def _head(stream: BufferedIOBase) -> bytes:
    head = b""
    while not head.endswith(b"\r\n\r\n"):
        line = stream.readline()
        if not line:
            return b""
        head += line
    return head


def _body(head: bytes, stream: BufferedIOBase) -> bytes:
    lengths = [line.partition(b":")[2] for line in head.lower().splitlines() if line.startswith(b"content-length:")]
    return stream.read(int(lengths[0])) if lengths else b""
