"""One connection over HTTP/1.1, with limits that uvicorn lacks: for slow requests, slow readers, and their number."""

import asyncio
import socket
from typing import Any, ClassVar, Final

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

from ritual.endpoint.answers import Refusal, refused

_ARRIVED: Final = (h11.DONE, h11.MUST_CLOSE, h11.CLOSED, h11.ERROR)
_GRACE: Final = 1.0
"""Seconds in which the application itself may still answer that a request is too slow."""


class Connection(H11Protocol):
    """Closes when a request hasn't arrived in time, or when what is sent isn't taken in time.

    A byte now and then changes nothing: the time counts from the first of them, or from the connection.
    """

    seconds: ClassVar[float] = 10.0
    most: ClassVar[int] = 5_500

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begins to count, or refuses where there are too many connections."""
        super().connection_made(transport)
        # asyncio does this only for sockets that were made with the protocol's number; without it every second write of
        # an answer waits 40 ms for an acknowledgement.
        transport.get_extra_info("socket").setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._arriving: asyncio.TimerHandle | None = None
        self._writing: asyncio.TimerHandle | None = None
        if len(self.connections) > self.most:
            transport.write(_whole(Refusal("busy", headers={"Retry-After": "5"})))
            transport.close()
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
        super().data_received(data)
        if self.conn.their_state in _ARRIVED or (self.conn.their_state is h11.IDLE and not self.conn.trailing_data[0]):
            self._arrived()
        elif self._arriving is None:
            self._expect()

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
        self._arriving = self.loop.call_later(self.seconds + _GRACE, self.transport.close)

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
