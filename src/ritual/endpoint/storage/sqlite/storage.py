"""The storage in one SQLite file: one thread writes, a few read."""

import asyncio
import shutil
import sqlite3
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from errno import EDQUOT, ENOSPC
from pathlib import Path
from typing import Final, Self, TypeVar

from ritual.endpoint.storage.contract import Device, DiskFull, Gone, Joining, Roster, Unready
from ritual.endpoint.storage.sqlite import expiring, operating, people, pulling, pushing, schema
from ritual.endpoint.storage.sqlite.journal import DELETED, NAME, REMOVED, REVOKED, Journal, gone
from ritual.endpoint.storage.sqlite.writer import Writer
from ritual.endpoint.team_log import Hand, Row
from ritual.protocol.cursor import Cursor
from ritual.protocol.inviting import Invite, Joined
from ritual.protocol.people import Founding
from ritual.protocol.wire import PUT, REPLACE, Page, Pushed, Receipt

ROOM: Final = 100 << 20
"""How many bytes of bodies a team may keep."""
_LOOK: Final = 1.0
"""Seconds for which it is taken as known whether the disk is nearly full."""
_LEAST: Final = 1 << 30
"""Bytes on the disk that stay free, where they aren't more than a twentieth of it."""
Given = TypeVar("Given")


class SqliteStorage:
    """`Storage` in a folder: the database and the journal of erasures.

    Opening raises OSError, NotOurs and Damaged.
    """

    def __init__(self, folder: Path, room: int = ROOM) -> None:
        self._folder = folder
        self._looked, self._full = -_LOOK - 1, False
        self._path = folder / schema.FILE
        self._journal = Journal(folder / NAME)
        self._room = room
        # Who has which token: asked with every request. Whatever may change an answer empties this, and counts, so that
        # an answer that was read before the change isn't kept after it.
        self._known: dict[bytes, Device] = {}
        self._changes = 0
        self._writer = Writer(schema.connect(self._path))
        self._reading = schema.connect(self._path)
        self._readers = ThreadPoolExecutor(1, "ritual-endpoint-reader")

    @classmethod
    def open(cls, folder: Path, room: int = ROOM) -> Self:
        """The storage in a folder, which is made where it isn't there, for this user alone."""
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        return cls(folder, room)

    def close(self) -> None:
        """Ends when everything is written."""
        self._writer.close()
        self._readers.shutdown()
        self._reading.close()

    async def found(self, founding: Founding, now: int) -> bool:
        """See the contract."""
        return await self._write(lambda db: people.found(db, founding, now))

    async def device(self, token_hash: bytes, now: int) -> Device | None:
        """See the contract."""
        device = self._known.get(token_hash)
        if device is None:
            read = self._changes
            device = await self._read(lambda db: people.device_of(db, token_hash))
            if device and read == self._changes:
                self._known[token_hash] = device
        if device and now - device.seen >= people.DAY:
            with suppress(Unready):  # on a full disk too there is reading and erasing
                await self._write_people(lambda db: people.see(db, token_hash, now))
        return device

    async def push(self, team: str, hand: Hand, cursor: Cursor, events: Sequence[Pushed], now: int) -> Receipt | Gone:
        """See the contract."""
        taken = events
        others = [event for event in events if event.op not in (PUT, REPLACE)]
        if len(others) < len(events) and self._has_no_room():
            taken = others
            if not taken:
                raise DiskFull("nearly full")
        given = pushing.Push(team, hand, cursor, taken, now, self._room)

        def lasting(rows: Sequence[Row]) -> None:
            self._journal.note(self._journal.lasting(team, hand.member, hand.device, now, rows))
            self._writer.owe_sweep()

        answer = await self._write(lambda db: pushing.push(db, given, lasting), is_short=not others)
        if isinstance(answer, Receipt) and taken is not events:
            raise DiskFull("nearly full")  # whatever erases something is done, and asking again says so
        return answer

    async def erase(self, team: str, entries: Sequence[str], now: int) -> None:
        """See the contract."""

        def erase(db: sqlite3.Connection) -> None:
            self._journal.note(operating.erase(db, team, entries, now))
            self._writer.owe_sweep()

        await self._write(erase)

    async def pull(self, team: str, cursor: Cursor, limit: int) -> Page | Gone:
        """See the contract."""
        return await self._read(lambda db: pulling.pull(db, team, cursor, limit))

    async def roster(self, team: str) -> Roster:
        """See the contract."""
        return await self._read(lambda db: people.roster(db, team))

    async def set_role(self, team: str, member: str, role: str) -> bool:
        """See the contract."""
        return await self._write_people(lambda db: people.set_role(db, team, member, role))

    async def remove_member(self, team: str, member: str, now: int, *, closing: bool = False) -> bool:
        """See the contract."""

        def remove(db: sqlite3.Connection) -> bool:
            gone = people.remove_member(db, team, member, now, closing=closing)
            return gone and self._noted(REMOVED, team, member)

        return await self._write_people(remove)

    async def remove_device(self, team: str, device: str, *, closing: bool = False) -> bool:
        """See the contract."""

        def remove(db: sqlite3.Connection) -> bool:
            gone = people.remove_device(db, team, device, closing=closing)
            return gone and self._noted(REVOKED, team, device)

        return await self._write_people(remove)

    async def delete_team(self, team: str) -> None:
        """See the contract."""

        def delete(db: sqlite3.Connection) -> None:
            people.delete_team(db, team)
            self._noted(DELETED, team, team)
            self._writer.owe_sweep()

        await self._write_people(delete)

    async def invite(self, team: str, invite: Invite) -> bool:
        """See the contract."""
        return await self._write(lambda db: people.invite(db, team, invite))

    async def invites(self, team: str, now: int) -> tuple[Invite, ...]:
        """See the contract."""
        return await self._read(lambda db: people.invites(db, team, now))

    async def uninvite(self, team: str, invite: str) -> bool:
        """See the contract."""
        return await self._write(lambda db: people.uninvite(db, team, invite))

    async def join(self, joining: Joining, now: int) -> Joined | None:
        """See the contract."""
        return await self._write(lambda db: people.join(db, joining, now))

    async def spent(self, invite: str, auth_hash: bytes, now: int) -> str:
        """See the contract."""
        return await self._read(lambda db: people.spent(db, invite, auth_hash, now))

    async def expire(self, before: int, now: int) -> None:
        """See the contract."""
        await self._write(lambda db: expiring.expire(db, before, now))

    async def ready(self, now: int) -> None:
        """See the contract."""
        await self._write(lambda db: db.execute("INSERT OR REPLACE INTO ready VALUES (1, ?)", (now,)).rowcount)

    def _has_no_room(self) -> bool:
        """Whether the disk is nearly full, as it was within the last second."""
        now = time.monotonic()
        if now - self._looked > _LOOK:
            self._looked, self._full = now, _is_nearly_full(self._folder)
        return self._full

    def _noted(self, op: str, team: str, which: str) -> bool:
        self._journal.note([gone(op, team, which)])
        return True

    async def _read(self, work: Callable[[sqlite3.Connection], Given]) -> Given:
        loop = asyncio.get_running_loop()
        with _trouble_told():
            return await loop.run_in_executor(self._readers, work, self._reading)

    async def _write(self, work: Callable[[sqlite3.Connection], Given], *, is_short: bool = False) -> Given:
        with _trouble_told():
            return await self._writer.write(work, is_short=is_short)

    async def _write_people(self, work: Callable[[sqlite3.Connection], Given]) -> Given:
        """Like `_write`, where it may change whom a token belongs to."""
        try:
            return await self._write(work)
        finally:
            self._changes += 1
            self._known.clear()


@contextmanager
def _trouble_told() -> Iterator[None]:
    """What the disk has against it, in the words of the contract."""
    try:
        yield
    except sqlite3.Error as error:
        full = getattr(error, "sqlite_errorcode", 0) == sqlite3.SQLITE_FULL
        raise DiskFull("full") if full else Unready("trouble") from error
    except OSError as error:
        raise DiskFull("full") if error.errno in (ENOSPC, EDQUOT) else Unready("trouble") from error


def _is_nearly_full(folder: Path) -> bool:
    """Whether little is left on the disk: then it is kept for erasing, and for whatever else runs there."""
    disk = shutil.disk_usage(folder)
    return disk.free < min(_LEAST, disk.total // 20)
