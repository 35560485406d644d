"""A transport that sends what is written in one turn of the loop at once: an answer's head and body are one packet."""

import asyncio
from typing import Any, Final

_MOST: Final = 64 << 10
"""How many bytes are held at most: beyond that whoever reads slowly has to be waited for."""


class Corked:
    """Wraps a transport; all but `write` and `close` is the transport's own.

    uvicorn writes head and body apart, and uvloop makes a system call of each, and a reader reads twice.
    """

    def __init__(self, transport: asyncio.Transport, loop: asyncio.AbstractEventLoop) -> None:
        self._transport = transport
        self._loop = loop
        self._held: list[bytes] = []
        self._size = 0

    def __getattr__(self, name: str) -> Any:
        return getattr(self._transport, name)

    def write(self, data: bytes) -> None:
        """Sends it soon, together with what else is written until then."""
        if not self._held:
            self._loop.call_soon(self._flush)
        self._held.append(data)
        self._size += len(data)
        if self._size > _MOST:
            self._flush()

    def close(self) -> None:
        """Closes once everything that was written is sent."""
        self._flush()
        self._transport.close()

    def _flush(self) -> None:
        held, self._held, self._size = self._held, [], 0
        if held and not self._transport.is_closing():
            self._transport.writelines(held)
