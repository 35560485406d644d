"""Many HTTP clients in one loop over bare sockets, which cost little beside the server that they ask."""

import re
import select
import socket
import time
from collections.abc import Iterator, Sequence
from typing import NamedTuple

_LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
_LAST_CHUNK = b"\r\n0\r\n\r\n"
_READ = 1 << 20


class Asked(NamedTuple):
    """How long each request took, in seconds, and its answer; how long all of it; and what the clients themselves took
    of a processor."""

    took: list[float]
    answers: list[bytes]
    seconds: float
    own: float

    @property
    def share(self) -> float:
        """How much of one processor the clients needed."""
        return self.own / self.seconds

    def at(self, part: float) -> float:
        """The time within which so great a part of the requests was answered, in milliseconds."""
        return sorted(self.took)[min(len(self.took) - 1, int(len(self.took) * part))] * 1000


def request(method: str, path: str, body: bytes = b"", media: str = "application/json", **headers: str) -> bytes:
    """A request as it travels."""
    lines = [f"{method} {path} HTTP/1.1", "Host: 127.0.0.1", f"Content-Type: {media}"]
    lines += [f"{name}: {value}" for name, value in headers.items()]
    return "\r\n".join((*lines, f"Content-Length: {len(body)}", "", "")).encode() + body


def ask(port: int, clients: Sequence[Iterator[bytes]], seconds: float) -> Asked:
    """Each client asks one thing after the other on a connection of its own, until the time is over or it has no more.

    What is asked should be made before: making it would count.
    """
    return _Asking(port, seconds).run(clients)


class _Asking:
    """Many clients under way."""

    def __init__(self, port: int, seconds: float) -> None:
        self.port, self.seconds = port, seconds
        self.poll = select.epoll()
        self.every: dict[int, tuple[Client, Iterator[bytes]]] = {}
        self.took: list[float] = []
        self.answers: list[bytes] = []

    def run(self, clients: Sequence[Iterator[bytes]]) -> Asked:
        """Asks."""
        own, began = time.process_time(), time.perf_counter()
        for asked in clients:
            self.go_on(Client(self.port), asked, next(asked))
        while self.every:
            for fd, _ in self.poll.poll():
                client, asked = self.every[fd]
                if client.take():
                    now = time.perf_counter()
                    self.took.append(now - client.began)
                    self.answers.append(bytes(client.received))
                    self.go_on(client, asked, next(asked, None) if now < began + self.seconds else None)
        return Asked(self.took, self.answers, time.perf_counter() - began, time.process_time() - own)

    def go_on(self, client: "Client", asked: Iterator[bytes], following: bytes | None) -> None:
        """Sends what follows, on a new connection where the server closes; ends where nothing does."""
        if following is None or client.is_over:
            del self.every[client.fileno()]
            client.close()
        if following is None:
            return
        if client.is_over:
            client = Client(self.port)
        if client.fileno() not in self.every:
            self.every[client.fileno()] = client, asked
            self.poll.register(client.fileno(), select.EPOLLIN)
        client.send(following)


class Client(socket.socket):
    """One connection, with one request under way."""

    def __init__(self, port: int) -> None:
        super().__init__()
        self.received = bytearray()
        self.connect(("127.0.0.1", port))
        self.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def ask(self, asked: bytes) -> bytes:
        """The whole answer, which has to be a yes."""
        self.send(asked)
        while not self.take():
            pass
        assert self.received[9:10] == b"2", bytes(self.received[:500])
        return bytes(self.received)

    def send(self, asked: bytes) -> None:  # type: ignore[override]
        """Sends the next request."""
        self.received = bytearray()
        self.left: int | None = None
        self.began = time.perf_counter()
        self.sendall(asked)

    @property
    def is_over(self) -> bool:
        """Whether the server closes behind its answer."""
        return self.received.startswith(b"HTTP/1.0")

    def take(self) -> bool:
        """Takes what has come; whether the answer is complete."""
        came = self.recv(_READ)
        self.received += came
        if self.left is None and (head := self.received.find(b"\r\n\r\n")) >= 0:
            length = _LENGTH.search(self.received, 0, head + 2)
            self.left = head + 4 + int(length[1]) if length else 0
        if not came:
            return True
        if self.left is None:
            return False
        return len(self.received) >= self.left if self.left else self.received.endswith(_LAST_CHUNK)
