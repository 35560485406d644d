"""Teams, members and devices as they travel (docs/protocol.md)."""

from typing import NamedTuple

from ritual.protocol.binary import b64
from ritual.protocol.device import HASH_BYTES
from ritual.protocol.reading import (
    U32,
    Told,
    an_id,
    binary,
    instant,
    instant_text,
    objects,
    read_object,
    text,
    whole,
)

ADMIN, MEMBER = ROLES = ("admin", "member")


class Founding(NamedTuple):
    """A new team with its first admin and that one's device; `token_hash` is `device.token_hash` of its token."""

    team: str
    member: str
    device: str
    token_hash: bytes


class Member(NamedTuple):
    """One member; times in seconds since 1970, `left` is 0 for who is there."""

    id: str
    role: str
    joined: int
    left: int


class Listed(NamedTuple):
    """One device of a member, as everybody in the team sees it; `seen` is the day it was last there."""

    id: str
    member: str
    created: int
    seen: int


class Team(NamedTuple):
    """Everybody in a team and their devices, and how full it is: bytes of bodies, and how many it may keep."""

    members: tuple[Member, ...]
    devices: tuple[Listed, ...]
    head: int
    epoch: int
    bytes: int
    room: int


def founding_told(new: Founding) -> Told:
    """A new team to send."""
    return new._asdict() | {"token_hash": b64(new.token_hash)}


def read_founding(raw: bytes) -> Founding:
    """A new team; raises Malformed."""
    told = read_object(raw)
    ids = (an_id(told, "team"), an_id(told, "member"), an_id(told, "device"))
    return Founding(*ids, binary(told, "token_hash", size=HASH_BYTES))


def team_told(team: Team) -> Told:
    """Everybody in a team."""
    members = [
        {"id": m.id, "role": m.role, "joined": instant_text(m.joined), "left": instant_text(m.left) if m.left else None}
        for m in team.members
    ]
    devices = [
        {"id": d.id, "member": d.member, "created": instant_text(d.created), "seen": instant_text(d.seen)[:10]}
        for d in team.devices
    ]
    quota = {"bytes": team.bytes, "room": team.room}
    return {"members": members, "devices": devices, "head": team.head, "epoch": team.epoch, "quota": quota}


def read_team(raw: bytes) -> Team:
    """Everybody in a team; raises Malformed."""
    told = read_object(raw)
    members = tuple(_member(each) for each in objects(told, "members"))
    devices = tuple(_device(each) for each in objects(told, "devices"))
    quota = objects({"quota": [told.get("quota")]}, "quota")[0]
    head, epoch = whole(told, "head"), whole(told, "epoch", 1, U32)
    return Team(members, devices, head, epoch, whole(quota, "bytes"), whole(quota, "room"))


def read_role(raw: bytes) -> str:
    """A member's new role; raises Malformed."""
    return text(read_object(raw), "role", ROLES)


def _member(told: Told) -> Member:
    left = 0 if told.get("left") is None else instant(told, "left")
    return Member(an_id(told, "id"), text(told, "role"), instant(told, "joined"), left)


def _device(told: Told) -> Listed:
    seen = instant({"seen": f"{told.get('seen')}T00:00:00Z"}, "seen")
    return Listed(an_id(told, "id"), an_id(told, "member"), instant(told, "created"), seen)
