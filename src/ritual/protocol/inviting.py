"""Invites as they travel: opened, listed and accepted; the link itself is `invite` (docs/protocol.md)."""

from typing import Final, NamedTuple

from ritual.protocol.binary import b64
from ritual.protocol.device import HASH_BYTES
from ritual.protocol.people import ROLES
from ritual.protocol.reading import (
    U32,
    Told,
    an_id,
    binary,
    id_or_none,
    instant,
    instant_text,
    read_object,
    text,
    whole,
)

SEALED_BYTES: Final = (32 << 10) + 64
"""The largest bundle of an invite: the keys of some hundred epochs, padded to 32 KiB, and what sealing adds."""
INVITE_DAYS: Final = 30
"""How long an invite may stay open at most."""


class Invite(NamedTuple):
    """An open invite; `member` is set where it is for one more device of that member. `expires` in seconds.

    `auth_hash` and `sealed` are empty where invites are listed.
    """

    id: str
    auth_hash: bytes
    sealed: bytes
    role: str
    member: str
    expires: int


class Acceptance(NamedTuple):
    """Who accepts an invite: what the link gave (`invite.auth`), and the device that joins, with its token's hash."""

    auth: bytes
    member: str
    device: str
    token_hash: bytes


class Joined(NamedTuple):
    """What accepting gives."""

    team: str
    sealed: bytes
    role: str
    epoch: int


def invite_told(new: Invite) -> Told:
    """An invite: to send whole, or as it is listed."""
    told: Told = {"invite": new.id, "role": new.role, "member": new.member or None}
    sealed = {"auth_hash": b64(new.auth_hash), "sealed": b64(new.sealed)} if new.sealed else {}
    return told | sealed | {"expires": instant_text(new.expires)}


def read_invite(raw: bytes) -> Invite:
    """An invite that a member opens; raises Malformed."""
    told = read_object(raw)
    sealed = (binary(told, "auth_hash", size=HASH_BYTES), binary(told, "sealed", most=SEALED_BYTES))
    return Invite(
        an_id(told, "invite"), *sealed, text(told, "role", ROLES), id_or_none(told, "member"), instant(told, "expires")
    )


def acceptance_told(accepting: Acceptance) -> Told:
    """An acceptance to send."""
    return accepting._asdict() | {"auth": b64(accepting.auth), "token_hash": b64(accepting.token_hash)}


def read_acceptance(raw: bytes) -> Acceptance:
    """Who accepts an invite; raises Malformed."""
    told = read_object(raw)
    auth, ids = binary(told, "auth", size=HASH_BYTES), (an_id(told, "member"), an_id(told, "device"))
    return Acceptance(auth, *ids, binary(told, "token_hash", size=HASH_BYTES))


def joined_told(joined: Joined) -> Told:
    """What accepting gives."""
    return joined._asdict() | {"sealed": b64(joined.sealed)}


def read_joined(raw: bytes) -> Joined:
    """What accepting gave; raises Malformed."""
    told = read_object(raw)
    return Joined(an_id(told, "team"), binary(told, "sealed"), text(told, "role"), whole(told, "epoch", 1, U32))
