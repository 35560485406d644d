"""Seals and opens what the endpoint keeps or passes on without being able to read it (protocol.md, section 7.8).

HKDF-SHA256 gives every event and every live message a key of its own from the team's epoch key; AES-256-GCM seals
under it, bound to everything about the event that the endpoint can see.
"""

from functools import lru_cache
from typing import Final, NamedTuple

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from ritual.protocol.binary import id_bytes, lp, u32
from ritual.protocol.padding import padded, unpadded

KEY_BYTES: Final = 32
NONCE_BYTES: Final = 12
SALT_BYTES: Final = 16
_VERSION: Final = b"\x01"
_EVENT: Final = b"ritual/event/1"
_LIVE: Final = b"ritual/live/1"
_SHA256: Final = SHA256()


class NotOpened(ValueError):
    """The body isn't sealed under this key, for this place, or not at all."""


class Binding(NamedTuple):
    """What an event's body is bound to: what the endpoint sees of the event. Ids are UUIDv4, `ref` "" for a put."""

    team: str
    id: str
    author: str
    op: str
    ref: str
    rev: int
    epoch: int


class Sender(NamedTuple):
    """Who sends a live message, and the epoch of the key it is sealed under."""

    team: str
    author: str
    epoch: int


def seal(key: bytes, binding: Binding, plaintext: bytes, nonce: bytes, *, under: int | None = None) -> bytes:
    """The body of an event. `nonce` is 12 random bytes, never used again.

    `under` is the epoch of the key where that isn't the event's: a rekey is sealed under the epoch that it ends.
    """
    of_event = derived(key, id_bytes(binding.id), _EVENT)
    epoch = binding.epoch if under is None else under
    return _VERSION + u32(epoch) + nonce + AESGCM(of_event).encrypt(nonce, padded(plaintext), _bound(binding))


def unseal(key: bytes, binding: Binding, body: bytes) -> bytes:
    """The plaintext of an event's body; NotOpened where key, binding or body don't belong together."""
    _, nonce, sealed = _parts(body)
    return _opened(derived(key, id_bytes(binding.id), _EVENT), nonce, sealed, _bound(binding))


def sealed_under(body: bytes) -> int:
    """The epoch whose key a body needs; NotOpened for what is no body of this version."""
    return _parts(body)[0]


def seal_live(key: bytes, sender: Sender, plaintext: bytes, salt: bytes, nonce: bytes) -> bytes:
    """A live message; `salt` are 16 and `nonce` 12 random bytes."""
    sealed = AESGCM(derived(key, salt, _LIVE)).encrypt(nonce, padded(plaintext), _bound_live(sender))
    return _VERSION + u32(sender.epoch) + salt + nonce + sealed


def unseal_live(key: bytes, team: str, author: str, message: bytes) -> bytes:
    """The plaintext of a live message; NotOpened like `unseal`."""
    epoch, salt, rest = _parts(message, SALT_BYTES)
    bound = _bound_live(Sender(team, author, epoch))
    return _opened(derived(key, salt, _LIVE), rest[:NONCE_BYTES], rest[NONCE_BYTES:], bound)


def derived(key: bytes, salt: bytes, info: bytes) -> bytes:
    """A key of 32 bytes for one purpose (RFC 5869)."""
    return HKDF(_SHA256, KEY_BYTES, salt, info).derive(key)


def _bound(binding: Binding) -> bytes:
    team, event, *rest = binding
    return _before(team) + lp(id_bytes(event)) + _behind(*rest)


@lru_cache(maxsize=16)
def _before(team: str) -> bytes:
    return lp(_EVENT, id_bytes(team))


@lru_cache(maxsize=1024)  # the same for all that a member puts
def _behind(author: str, op: str, ref: str, rev: int, epoch: int) -> bytes:
    return lp(id_bytes(author), op.encode(), id_bytes(ref) if ref else b"", u32(rev), u32(epoch))


def _bound_live(sender: Sender) -> bytes:
    return lp(_LIVE, id_bytes(sender.team), id_bytes(sender.author), u32(sender.epoch))


def _parts(body: bytes, first: int = NONCE_BYTES) -> tuple[int, bytes, bytes]:
    """The epoch, the first field behind it, and the rest."""
    start = len(_VERSION) + 4
    if body[:1] != _VERSION or len(body) <= start + first:
        raise NotOpened("no body of this version")
    return int.from_bytes(body[1:start], "big"), body[start : start + first], body[start + first :]


def _opened(key: bytes, nonce: bytes, sealed: bytes, bound: bytes) -> bytes:
    try:
        return unpadded(AESGCM(key).decrypt(nonce, sealed, bound))
    except (InvalidTag, ValueError) as error:
        raise NotOpened("not sealed for this") from error
