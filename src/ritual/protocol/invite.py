"""Invites: a link whose secret opens a bundle that the endpoint holds sealed, once."""

import hashlib
import json
import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, NamedTuple
from urllib.parse import urlsplit

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from ritual.protocol.binary import ID_BYTES, b64, id_bytes, id_text, is_id, lp, unb64
from ritual.protocol.padding import padded, unpadded
from ritual.protocol.reading import U32, whole
from ritual.protocol.sealing import KEY_BYTES, NONCE_BYTES, NotOpened, derived

_INVITE: Final = b"ritual/invite/1"
_PATH: Final = "/v1/j/"


class Link(NamedTuple):
    """What an invite link holds: the endpoint's address, the invite's id, and the secret, 32 bytes.

    `person` is the id by which the team knows the invited one already, "" where it doesn't: who joins has to say it
    before the bundle can be opened.
    """

    endpoint: str
    invite: str
    secret: bytes
    person: str = ""


class Bundle(NamedTuple):
    """What joining gives: the team, its newest epoch and that one's key, its name, who invites, and as whom one joins.

    `person` is the id by which the team knows the invited one already, "" where it doesn't. `older` are the keys of
    earlier epochs: what opens the one of an epoch's change is sealed under the key before it.
    """

    team: str
    epoch: int
    key: bytes
    name: str
    inviter: str
    person: str
    older: Mapping[int, bytes] = MappingProxyType({})


def link_text(link: Link) -> str:
    """The link to send."""
    return f"{link.endpoint}{_PATH}{link.invite}#{b64(link.secret + _person(link))}"


def read_link(typed: str) -> Link:
    """The link as it was pasted, with whatever line breaks came into it; ValueError for what isn't one."""
    parts = urlsplit(re.sub(r"\s+", "", typed))
    base, found, invite = parts.path.rpartition(_PATH)
    fragment = unb64(parts.fragment)
    secret, person = fragment[:KEY_BYTES], fragment[KEY_BYTES:]
    if parts.scheme not in ("http", "https") or not (parts.netloc and found and is_id(invite)):
        raise ValueError("no invite link")
    whose = id_text(person) if len(person) == ID_BYTES else ""
    if len(secret) != KEY_BYTES or (person and not is_id(whose)):
        raise ValueError("not the whole link")
    return Link(f"{parts.scheme}://{parts.netloc}{base}", invite, secret, whose)


def name_of(link: Link) -> str:
    """What exactly this link, and no other of the same invite, may be called; nobody gets the link back from it."""
    return hashlib.sha256(link_text(link).encode()).hexdigest()


def auth(link: Link) -> bytes:
    """What the joiner shows the endpoint; a link that was changed anywhere behind its # gives something else."""
    return derived(link.secret, _person(link), b"ritual/invite/auth")


def auth_hash(link: Link) -> bytes:
    """What the endpoint keeps of it."""
    return hashlib.sha256(auth(link)).digest()


def seal_bundle(secret: bytes, invite: str, bundle: Bundle, nonce: bytes) -> bytes:
    """The bundle under the link's secret; `nonce` are 12 random bytes."""
    plaintext = json.dumps(bundle_told(bundle), ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()
    return nonce + AESGCM(_wrap(secret)).encrypt(nonce, padded(plaintext), _bound(invite))


def bundle_told(bundle: Bundle) -> dict[str, object]:
    """The bundle as it is sealed."""
    older = {str(epoch): b64(key) for epoch, key in sorted(bundle.older.items())}
    return bundle._asdict() | {"key": b64(bundle.key), "older": older}


def open_bundle(secret: bytes, invite: str, sealed: bytes) -> Bundle:
    """What `seal_bundle` sealed; NotOpened for another secret, another invite, or no bundle."""
    try:
        filled = AESGCM(_wrap(secret)).decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], _bound(invite))
        told = json.loads(unpadded(filled))
        key, epoch = unb64(told["key"]), whole(told, "epoch", 1, U32)
        older = {int(number): unb64(each) for number, each in told.get("older", {}).items()}
        names = {name: str(told[name]) for name in ("team", "name", "inviter", "person")}
    except (InvalidTag, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise NotOpened("no bundle for this link") from error
    if any(len(each) != KEY_BYTES for each in (key, *older.values())) or not all(1 <= each <= U32 for each in older):
        raise NotOpened("no key in the bundle")
    return Bundle(epoch=epoch, key=key, older=older, **names)


def _person(link: Link) -> bytes:
    return id_bytes(link.person) if link.person else b""


def _wrap(secret: bytes) -> bytes:
    return derived(secret, b"", b"ritual/invite/wrap")


def _bound(invite: str) -> bytes:
    return lp(_INVITE, id_bytes(invite))
