"""Those who wait for news of a team: open streams, and pulls that wait."""

import asyncio
from typing import Final, Protocol

_MOST: Final = 2_000
"""How many frames may wait for one stream; whoever is further behind starts over from a cursor."""
_LARGEST: Final = 4 << 20
"""How many bytes of them may; one read of the log gives less than half of that."""


class Waiting(Protocol):
    """Whoever waits, from one device."""

    device: str

    def wake(self) -> None:
        """Something happened."""
        ...

    def end(self, reason: str, /) -> None:
        """There will be no more news."""
        ...


class Waiter:
    """A pull that waits until something happens."""

    def __init__(self, device: str) -> None:
        self.device = device
        self._woken = asyncio.Event()
        self.has_gone = False

    def wake(self) -> None:
        """Something happened."""
        self._woken.set()

    def end(self, _reason: str) -> None:
        """Wakes it: whoever asks is looked at again."""
        self.wake()

    def leave(self) -> None:
        """Whoever asked has gone."""
        self.has_gone = True
        self.wake()

    async def woken(self, seconds: float) -> bool:
        """Whether something happened within so many seconds."""
        try:
            async with asyncio.timeout(seconds):
                await self._woken.wait()
        except TimeoutError:
            return False
        self._woken.clear()
        return True


class Seat:
    """One open stream: the frames that it still has to send, and the place in the log up to which it has all."""

    def __init__(self, device: str) -> None:
        self.device = device
        self.after = 0
        self.reason = ""
        self.is_over = False
        self._frames: list[bytes] = []
        self._size = 0
        self._news = asyncio.Event()

    def wake(self) -> None:
        """Nothing to do: the room itself reads what there is, once for all."""

    def offer(self, seq: int, frame: bytes) -> None:
        """An event, for who doesn't have it yet."""
        if seq > self.after:
            self.after = seq
            self.say(frame)

    def say(self, frame: bytes) -> None:
        """A frame for everybody; none waits any more for a stream that is to end."""
        if self.is_over:
            return
        self._frames.append(frame)
        self._size += len(frame)
        self._news.set()
        if len(self._frames) > _MOST or self._size > _LARGEST:
            self.end("slow")

    def end(self, reason: str) -> None:
        """The stream is to end; the first reason counts, "" where nobody listens any more."""
        if not self.is_over:
            self.is_over, self.reason = True, reason
        self._news.set()

    async def news(self, seconds: float) -> bytes:
        """All frames that wait, after waiting for one; nothing after so many seconds, or at the end."""
        waking = asyncio.get_running_loop().call_later(seconds, self._news.set)
        await self._news.wait()
        waking.cancel()
        self._news.clear()
        frames, self._frames, self._size = self._frames, [], 0
        return b"".join(frames)
