"""Who listens to which team: a push only pokes, and one read of the log then serves all streams of the team."""

import asyncio
from collections import Counter
from collections.abc import Callable, Iterable
from math import ceil
from typing import Final

from ritual.endpoint import frames
from ritual.endpoint.answers import Refusal, slow_down
from ritual.endpoint.seats import Seat, Waiting
from ritual.endpoint.settings import Streams
from ritual.endpoint.storage.contract import Gone, NoTeam, Storage, Unready
from ritual.protocol.cursor import Cursor
from ritual.protocol.info import PAGE_EVENTS
from ritual.protocol.wire import Live

_FULL: Final = 5.0
"""Seconds after which to look again for a free place."""


class _Room:
    """One team: who is here, which streams are told the news, up to which cursor, and each device's live message."""

    def __init__(self) -> None:
        self.present: set[Waiting] = set()
        self.seats: set[Seat] = set()
        self.cursor: Cursor | None = None
        self.poked = asyncio.Event()
        self.reading: asyncio.Task[None] | None = None
        self.live: dict[str, tuple[Live, float]] = {}

    @property
    def is_empty(self) -> bool:
        return not (self.present or self.live)


class Rooms:
    """The rooms of all teams; `clock` gives seconds from anywhere on."""

    def __init__(self, storage: Storage, limits: Streams, clock: Callable[[], float]) -> None:
        self._storage = storage
        self._limits = limits
        self._clock = clock
        self._rooms: dict[str, _Room] = {}
        self._open: Counter[tuple[str, type]] = Counter()
        self._all = 0
        self.is_ending = False

    def come(self, team: str, waiting: Waiting) -> None:
        """Takes a place for a stream or a pull that waits; refuses where there are too many already."""
        room = self._room(team)
        if self.is_ending or self._all >= self._limits.of_all:
            raise slow_down(_FULL, "busy")
        mine = waiting.device, type(waiting)
        if len(room.present) >= self._limits.of_team or self._open[mine] >= self._limits.of_device:
            raise slow_down(_FULL)
        room.present.add(waiting)
        self._all += 1
        self._open[mine] += 1

    def go(self, team: str, waiting: Waiting) -> None:
        """Gives the place back."""
        room = self._rooms[team]
        room.present.discard(waiting)
        self._all -= 1
        mine = waiting.device, type(waiting)
        self._open[mine] -= 1
        if not self._open[mine]:
            del self._open[mine]
        if isinstance(waiting, Seat):
            room.seats.discard(waiting)
        if not room.seats and room.reading:
            room.reading.cancel()
            room.reading = room.cursor = None
        self._tidy(team)

    def sit(self, team: str, seat: Seat, cursor: Cursor) -> bool:
        """From this cursor on the stream is told what comes; False where others are further already: read on first."""
        room = self._room(team)
        if room.cursor is not None and room.cursor.seq > cursor.seq:
            return False
        seat.after = cursor.seq
        room.seats.add(seat)
        if room.reading is None:
            room.cursor = cursor
            room.poked.set()
            room.reading = asyncio.create_task(self._read(team, room))
            # Reading ends by itself only where something is wrong.
            room.reading.add_done_callback(lambda task: None if task.cancelled() else self.end_all("trouble", team))
        return True

    def poke(self, team: str) -> None:
        """There is something new in the log."""
        room = self._rooms.get(team)
        if room:
            room.poked.set()
            for waiting in room.present:
                waiting.wake()

    def say(self, team: str, message: Live) -> None:
        """Passes a live message on to everybody but the device that it comes from."""
        room = self._room(team)
        room.live[message.device] = (message, self._clock() + message.ttl)
        frame = frames.live(message)
        for waiting in room.present:
            if waiting.device != message.device:
                waiting.wake()
                if isinstance(waiting, Seat):
                    waiting.say(frame)

    def live(self, team: str, device: str) -> tuple[Live, ...]:
        """The newest message of each other device that still counts, with the seconds for which it does."""
        now = self._clock()
        kept = self._rooms[team].live if team in self._rooms else {}
        return tuple(
            message._replace(ttl=ceil(until - now))
            for message, until in kept.values()
            if until > now and message.device != device
        )

    def end(self, team: str, devices: Iterable[str], reason: str) -> None:
        """Ends all streams of these devices."""
        out = set(devices)
        room = self._rooms.get(team)
        for waiting in room.present if room else ():
            if waiting.device in out:
                waiting.end(reason)

    def end_all(self, reason: str, team: str = "") -> None:
        """Ends all streams: of one team, or of all, and then there are no new ones."""
        self.is_ending = self.is_ending or not team
        for name, room in self._rooms.items():
            if team in ("", name):
                for waiting in room.present:
                    waiting.end(reason)

    def forget(self) -> None:
        """Drops live messages that no longer count; called now and then."""
        now = self._clock()
        for team, room in list(self._rooms.items()):
            room.live = {device: kept for device, kept in room.live.items() if kept[1] > now}
            self._tidy(team)

    async def _read(self, team: str, room: _Room) -> None:
        try:
            while True:
                await room.poked.wait()
                room.poked.clear()
                while await self._tell(team, room):
                    pass
        except (NoTeam, Unready, Refusal):
            return

    async def _tell(self, team: str, room: _Room) -> bool:
        """Reads once and tells all streams; whether there is more."""
        assert room.cursor is not None
        page = await self._storage.pull(team, room.cursor, PAGE_EVENTS)
        if isinstance(page, Gone):
            raise Refusal(page.problem)
        room.cursor = page.cursor
        for seq, frame in frames.events(page):
            for seat in room.seats:
                seat.offer(seq, frame)
        return page.more

    def _room(self, team: str) -> _Room:
        return self._rooms.setdefault(team, _Room())

    def _tidy(self, team: str) -> None:
        room = self._rooms[team]
        if room.is_empty:
            del self._rooms[team]
