"""What the endpoint needs of a storage: one narrow contract, with one suite of tests that every storage passes.

All ids are UUIDv4 in text, times are whole seconds since 1970 (UTC). A method is one transaction: it has happened
wholly, and lies on the disk, when it returns. Methods about a team that isn't there raise NoTeam;
all raise Unready where the disk doesn't do its work, and DiskFull where it has no room.
"""

from collections.abc import Sequence
from typing import NamedTuple, Protocol

from ritual.endpoint.team_log import Hand
from ritual.protocol.cursor import Cursor
from ritual.protocol.inviting import Invite, Joined
from ritual.protocol.people import Founding, Member
from ritual.protocol.wire import Page, Pushed, Receipt


class NoTeam(LookupError):
    """There is no such team, or it was deleted."""


class Unready(RuntimeError):
    """The storage can't read or write now."""


class DiskFull(Unready):
    """There is no more room on the disk; what is there can be read and erased."""


class Device(NamedTuple):
    """One device of a member, as its token shows it; `seen` is the day it was last there."""

    team: str
    id: str
    member: str
    role: str
    created: int
    seen: int

    @property
    def hand(self) -> Hand:
        """Who pushes from it."""
        return Hand(self.member, self.id, self.role)


class Roster(NamedTuple):
    """Everybody in a team and their devices, and how full it is; `bytes` counts bodies."""

    members: tuple[Member, ...]
    devices: tuple[Device, ...]
    head: int
    epoch: int
    bytes: int


class Joining(NamedTuple):
    """Who accepts an invite: SHA-256 of what the link gave, and the device that joins, with its token's hash."""

    invite: str
    auth_hash: bytes
    member: str
    device: str
    token_hash: bytes


class Gone(NamedTuple):
    """The log behind a cursor isn't the one it was read from, or its erasures are gone: the reader starts over."""

    problem: str


class Storage(Protocol):
    """Where teams and their logs are kept."""

    async def found(self, founding: Founding, now: int) -> bool:
        """Makes a team; True where the very same was made before, too. False for ids that are taken or were deleted."""
        ...

    async def device(self, token_hash: bytes, now: int) -> Device | None:
        """The device with that token; noting the day on which it was there."""
        ...

    async def push(self, team: str, hand: Hand, cursor: Cursor, events: Sequence[Pushed], now: int) -> Receipt | Gone:
        """Takes events into the log as `team_log.decide` says, all within one transaction."""
        ...

    async def erase(self, team: str, entries: Sequence[str], now: int) -> None:
        """Erases entries for whoever runs the endpoint: without an author, and with nothing sealed in it."""
        ...

    async def pull(self, team: str, cursor: Cursor, limit: int) -> Page | Gone:
        """The next events behind a cursor: at most so many, and about a megabyte of bodies."""
        ...

    async def roster(self, team: str) -> Roster:
        """Everybody who is or was in the team."""
        ...

    async def set_role(self, team: str, member: str, role: str) -> bool:
        """Makes a member an admin or not; False where there is no such member, or the last admin would step down."""
        ...

    async def remove_member(self, team: str, member: str, now: int, *, closing: bool = False) -> bool:
        """Ends a membership with all its devices; False like `set_role`.

        `closing` closes the team's open invites too: whoever is put out may have opened one to come back by.
        """
        ...

    async def remove_device(self, team: str, device: str, *, closing: bool = False) -> bool:
        """Ends one device; False where there is none. `closing` is as above."""
        ...

    async def delete_team(self, team: str) -> None:
        """Leaves nothing of a team but its id, which is never given again."""
        ...

    async def invite(self, team: str, invite: Invite) -> bool:
        """Opens an invite; False for an id that was used before."""
        ...

    async def invites(self, team: str, now: int) -> tuple[Invite, ...]:
        """The invites that are open, without what is sealed in them."""
        ...

    async def uninvite(self, team: str, invite: str) -> bool:
        """Revokes an invite; False where it isn't open."""
        ...

    async def join(self, joining: Joining, now: int) -> Joined | None:
        """Accepts an invite once; the same device may repeat it for a day. None for anything else."""
        ...

    async def spent(self, invite: str, auth_hash: bytes, now: int) -> str:
        """Why an invite whose secret is known is closed: INVITE_USED, INVITE_OVER, and "" for any other."""
        ...

    async def expire(self, before: int, now: int) -> None:
        """Lets erasures that came before a time leave the logs, and drops what is sealed in invites that are over."""
        ...

    async def ready(self, now: int) -> None:
        """Writes a row, to see whether that works."""
        ...
