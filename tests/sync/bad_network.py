"""A proxy that does to requests what networks do, by a plan that a seed draws, the same every time."""

import socket
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from io import BufferedIOBase
from random import Random
from socketserver import StreamRequestHandler, ThreadingTCPServer
from typing import Final
from urllib.parse import urlsplit

HONEST = "passes on what it is given"
DROPPED = "the connection breaks before the endpoint has heard anything"
LOST = "the endpoint has done it, and the answer never comes"
CUT = "the answer breaks off somewhere"
DRIPPED = "the answer comes a few bytes at a time"
DOUBLED = "the endpoint is told twice"
LATE = "the connection breaks, and the endpoint hears it before the next request, whoever asks that"
GATEWAY = "another server says that the endpoint can't be reached"
SERVED_GATEWAY = "the endpoint has done it, and another server says that it can't be reached"
PORTAL = "another server answers with a page of its own"
FAULTS: Final = (DROPPED, LOST, CUT, DRIPPED, DOUBLED, LATE, GATEWAY, SERVED_GATEWAY, PORTAL)

_PAGE = b"<html>a proxy</html>"
_BAD = b"HTTP/1.1 502 Bad Gateway\r\nContent-Type: text/html\r\nContent-Length: %d\r\n\r\n%s" % (len(_PAGE), _PAGE)
_SIGN_IN = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: %d\r\n\r\n%s" % (len(_PAGE), _PAGE)
_DROP = 97


class Proxy:
    """What it does next, and how often it did what. `share` of all requests meet a fault; 0 is an honest proxy."""

    def __init__(self, url: str, random: Random, share: float) -> None:
        parts = urlsplit(url)
        self._upstream = (parts.hostname, parts.port)
        self._random = random
        self._held: list[bytes] = []
        self._one_at_a_time = threading.Lock()
        self.next: list[str] = []
        """What happens to the next requests, whatever the seed would draw."""
        self.share = share
        self.did: Counter[str] = Counter()

    def answered(self, request: bytes) -> Iterator[bytes]:
        """The pieces of the answer that come through; a connection that breaks ends with ConnectionError."""
        with self._one_at_a_time:
            held, self._held = self._held, []
            for each in held:
                self._asked(each)
            pieces = [*self._pieces(request, self._drawn())]
        for piece in pieces:
            if not piece:
                raise ConnectionError
            yield piece

    def _drawn(self) -> str:
        drawn = self._random.choice(FAULTS) if self._random.random() < self.share else HONEST
        fault = self.next.pop(0) if self.next else drawn
        self.did[fault] += 1
        return fault

    def _pieces(self, request: bytes, fault: str) -> Iterator[bytes]:
        """The pieces of the answer, an empty one where the connection breaks."""
        if fault == LATE:
            self._held.append(request)
        if fault in (LATE, DROPPED):
            yield b""
        elif fault in (GATEWAY, PORTAL):
            yield _BAD if fault == GATEWAY else _SIGN_IN
        else:
            if fault == DOUBLED:
                self._asked(request)
            yield from self._bent(self._asked(request), fault)

    def _bent(self, answer: bytes, fault: str) -> Iterator[bytes]:
        if fault == SERVED_GATEWAY:
            yield _BAD
        elif fault == CUT:
            yield answer[: self._random.randrange(1, len(answer))]
            yield b""
        elif fault == DRIPPED:
            yield from (answer[n : n + _DROP] for n in range(0, len(answer), _DROP))
        else:
            yield b"" if fault == LOST else answer

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
                    self.wfile.write(piece)


class _Server(ThreadingTCPServer):
    daemon_threads = True
    block_on_close = False
    proxy: Proxy


@contextmanager
def between(url: str, seed: int, share: float = 0.4) -> Iterator[tuple[str, Proxy]]:
    """The address of a proxy before this endpoint, and the proxy."""
    with _Server(("127.0.0.1", 0), _Between) as server:
        server.proxy = Proxy(url, Random(seed), share)
        serving = threading.Thread(target=server.serve_forever, args=(0.01,))
        serving.start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}", server.proxy
        finally:
            server.shutdown()
            serving.join()


def _message(stream: BufferedIOBase) -> bytes:
    """A whole request or answer; empty where the other side has gone."""
    head = b""
    while not head.endswith(b"\r\n\r\n"):
        line = stream.readline()
        if not line:
            return b""
        head += line
    lengths = [line.partition(b":")[2] for line in head.lower().splitlines() if line.startswith(b"content-length:")]
    return head + stream.read(int(lengths[0]) if lengths else 0)
