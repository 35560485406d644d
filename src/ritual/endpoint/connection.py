"""One connection over HTTP/1.1, with limits that uvicorn lacks: for slow requests, slow readers, and their number."""

import asyncio
import socket
from typing import Any, ClassVar, Final

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from ritual.endpoint.answers import Refusal, refused
from ritual.endpoint.corked import Corked

_BESIDE: Final = 64 << 10
"""How many bytes a request may have that are no body."""
_AHEAD: Final = 8
"""How many requests may wait behind one that is being answered: each takes far more memory than its bytes."""
_LEFT: Final = [socket.TCP_USER_TIMEOUT] if hasattr(socket, "TCP_USER_TIMEOUT") else []
"""Linux's option for how long what is sent may stay without an acknowledgement. Without it a machine that has gone to
another network would hold its streams for a quarter of an hour, and soon have all that a device may have."""


class Connection(HttpToolsProtocol):
    """Closes when a request hasn't arrived in time, when what is sent isn't taken in time, and when headers don't end.

    A byte now and then changes nothing: the time counts from the first of them, or from the connection.
    """

    seconds: ClassVar[float] = 10.0
    most: ClassVar[int] = 5_500

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begins to count, or refuses where there are too many connections."""
        super().connection_made(Corked(transport, self.loop))  # type: ignore[arg-type]
        # asyncio does this only for sockets that were made with the protocol's number; without it every second write of
        # an answer waits 40 ms for an acknowledgement.
        connected = transport.get_extra_info("socket")
        connected.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        for option in _LEFT:
            connected.setsockopt(socket.IPPROTO_TCP, option, int(self.seconds * 2000))
        self._arriving: asyncio.TimerHandle | None = None
        self._writing: asyncio.TimerHandle | None = None
        self._is_whole = self._has_begun = False
        self._beside = 0
        if len(self.connections) > self.most:
            self.transport.write(_whole(Refusal("busy", headers={"Retry-After": "5"})))
            self.transport.close()
            return
        self._expect()

    def connection_lost(self, exc: Exception | None) -> None:
        """Counts no longer."""
        super().connection_lost(exc)
        self._arrived()
        self.resume_writing()

    def data_received(self, data: bytes) -> None:
        """Takes what came, and looks whether the request is all there."""
        if self.transport.is_closing():
            return
        self._is_whole = False
        self._beside += len(data)
        super().data_received(data)
        if self._is_whole:
            self._beside = 0
            self._arrived()
        elif self._beside > _BESIDE:
            self.send_400_response("")
        elif self._arriving is None:
            self._expect()

    def on_message_begin(self) -> None:
        """Another request begins."""
        super().on_message_begin()
        self._is_whole, self._has_begun = False, True

    def on_headers_complete(self) -> None:
        """Takes the headers; one of them says which host is meant, and no second one says another.

        Whoever sends many requests and waits for no answer is refused.
        """
        if len(self.pipeline) >= _AHEAD:
            raise ValueError("too many requests at once")
        if self.parser.get_http_version() != "1.0" and [name for name, _ in self.headers].count(b"host") != 1:
            raise ValueError("not one host")
        super().on_headers_complete()

    def on_body(self, body: bytes) -> None:
        """Takes a part of the body."""
        self._beside = 0
        super().on_body(body)

    def on_message_complete(self) -> None:
        """The request is all there."""
        super().on_message_complete()
        self._is_whole = True

    def pause_writing(self) -> None:
        """Whoever reads is behind, and has so much time to catch up."""
        super().pause_writing()
        self._writing = self.loop.call_later(self.seconds, self.transport.abort)

    def resume_writing(self) -> None:
        """Whoever reads caught up."""
        super().resume_writing()
        if self._writing:
            self._writing.cancel()
            self._writing = None

    def send_400_response(self, msg: str) -> None:  # noqa: ARG002  uvicorn's words stay out of it
        """Answers what isn't HTTP."""
        self.transport.write(_whole(Refusal("malformed", "not HTTP/1.1 as it is spoken here")))
        self.transport.close()

    def _expect(self) -> None:
        self._arriving = self.loop.call_later(self.seconds, self._too_slow)

    def _too_slow(self) -> None:
        """Ends it, and says why where a request had begun that nobody has answered."""
        under_way = self.cycle  # none before the headers of the first request are there
        if self._has_begun and not getattr(under_way, "response_started", False):
            self.transport.write(_whole(Refusal("too-slow")))
        self.transport.close()

    def _arrived(self) -> None:
        if self._arriving:
            self._arriving.cancel()
            self._arriving = None


def limited(seconds: float, most: int) -> type[Connection]:
    """The kind of connection with these limits."""
    members: dict[str, Any] = {"seconds": seconds, "most": most}
    return type("LimitedConnection", (Connection,), members)


def _whole(refusal: Refusal) -> bytes:
    """The refusal as the bytes of an answer, for when there is no request to answer."""
    response = refused(refusal)
    head = [f"HTTP/1.1 {response.status_code} ".encode(), b"Connection: close", b"Cache-Control: no-store"]
    head += [name + b": " + value for name, value in response.raw_headers]
    return b"\r\n".join(head) + b"\r\n\r\n" + bytes(response.body)
