"""Invites: a link whose secret opens a bundle that the endpoint holds sealed, once."""

import hashlib
import json
import re
from typing import Final, NamedTuple
from urllib.parse import urlsplit

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from ritual.protocol.binary import b64, id_bytes, is_id, lp, unb64
from ritual.protocol.padding import padded, unpadded
from ritual.protocol.sealing import KEY_BYTES, NONCE_BYTES, NotOpened, derived

_INVITE: Final = b"ritual/invite/1"
_PATH: Final = "/v1/j/"


class Link(NamedTuple):
    """What an invite link holds: the endpoint's address, the invite's id, and the secret, 32 bytes."""

    endpoint: str
    invite: str
    secret: bytes


class Bundle(NamedTuple):
    """What joining gives: the team, its newest epoch and that one's key, its name, who invites, and as whom one joins.

    `person` is the id by which the team knows the invited one already, "" where it doesn't.
    """

    team: str
    epoch: int
    key: bytes
    name: str
    inviter: str
    person: str


def link_text(link: Link) -> str:
    """The link to send."""
    return f"{link.endpoint}{_PATH}{link.invite}#{b64(link.secret)}"


def read_link(typed: str) -> Link:
    """The link as it was pasted, with whatever line breaks came into it; ValueError for what isn't one."""
    parts = urlsplit(re.sub(r"\s+", "", typed))
    base, found, invite = parts.path.rpartition(_PATH)
    secret = unb64(parts.fragment)
    if parts.scheme not in ("http", "https") or not (parts.netloc and found and is_id(invite)):
        raise ValueError("no invite link")
    if len(secret) != KEY_BYTES:
        raise ValueError("not the whole link")
    return Link(f"{parts.scheme}://{parts.netloc}{base}", invite, secret)


def auth(secret: bytes) -> bytes:
    """What the joiner shows the endpoint."""
    return derived(secret, b"", b"ritual/invite/auth")


def auth_hash(secret: bytes) -> bytes:
    """What the endpoint keeps of it."""
    return hashlib.sha256(auth(secret)).digest()


def seal_bundle(secret: bytes, invite: str, bundle: Bundle, nonce: bytes) -> bytes:
    """The bundle under the link's secret; `nonce` are 12 random bytes."""
    told = bundle._asdict() | {"key": b64(bundle.key)}
    plaintext = json.dumps(told, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()
    return nonce + AESGCM(_wrap(secret)).encrypt(nonce, padded(plaintext), _bound(invite))


def open_bundle(secret: bytes, invite: str, sealed: bytes) -> Bundle:
    """What `seal_bundle` sealed; NotOpened for another secret, another invite, or no bundle."""
    try:
        filled = AESGCM(_wrap(secret)).decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], _bound(invite))
        told = json.loads(unpadded(filled))
        key, epoch = unb64(told["key"]), told["epoch"]
        names = {name: str(told[name]) for name in ("team", "name", "inviter", "person")}
    except (InvalidTag, ValueError, KeyError, TypeError) as error:
        raise NotOpened("no bundle for this link") from error
    if len(key) != KEY_BYTES or not isinstance(epoch, int):
        raise NotOpened("no key in the bundle")
    return Bundle(epoch=epoch, key=key, **names)


def _wrap(secret: bytes) -> bytes:
    return derived(secret, b"", b"ritual/invite/wrap")


def _bound(invite: str) -> bytes:
    return lp(_INVITE, id_bytes(invite))
