"""A new epoch: its key wrapped for every device that stays, the old key sealed under it, all signed by one admin."""

import hashlib
import json
from collections.abc import Mapping
from typing import Final, NamedTuple

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from ritual.protocol.binary import b64, id_bytes, lp, u32, unb64
from ritual.protocol.device import Announced, DeviceKeys, is_signed, wrapped
from ritual.protocol.sealing import KEY_BYTES, NONCE_BYTES, NotOpened, derived

_REKEY: Final = b"ritual/rekey/1"
_PREV: Final = b"ritual/prev/1"


class Rekey(NamedTuple):
    """What a rekey event says. `wraps` is the new key by device id, `prev` the old key sealed under the new one.

    `by` is the device that signed: its id, as every member knows its announced keys.
    """

    wraps: Mapping[str, bytes]
    prev: bytes
    by: str
    signature: bytes


class NextEpoch(NamedTuple):
    """Both sides of a change of keys: the team, the epoch that begins, its key and the key of the one before it."""

    team: str
    epoch: int
    key: bytes
    before: bytes


def rekeyed(change: NextEpoch, devices: Mapping[str, Announced], by: str, keys: DeviceKeys, nonce: bytes) -> Rekey:
    """The rekey for these devices, signed by the device `by`; `nonce` are 12 random bytes."""
    info = _info(change.team, change.epoch)
    wraps = {device: wrapped(change.key, to, info) for device, to in sorted(devices.items())}
    sealed = AESGCM(derived(change.key, b"", _PREV)).encrypt(nonce, change.before, _bound(change.team, change.epoch))
    prev = nonce + sealed
    return Rekey(wraps, prev, by, keys.signature(_signed(change.team, change.epoch, wraps, prev)))


def is_genuine(rekey: Rekey, team: str, epoch: int, signer: Announced) -> bool:
    """Whether the device that it names signed exactly this rekey for this epoch of this team."""
    return is_signed(_signed(team, epoch, rekey.wraps, rekey.prev), rekey.signature, signer)


def new_key(rekey: Rekey, team: str, epoch: int, device: str, keys: DeviceKeys) -> bytes:
    """The key of the new epoch; NotOpened where it isn't wrapped for this device."""
    try:
        key = keys.unwrapped(rekey.wraps[device], _info(team, epoch))
    except (KeyError, InvalidTag, ValueError) as error:
        raise NotOpened("not wrapped for this device") from error
    if len(key) != KEY_BYTES:
        raise NotOpened("no key of an epoch")
    return key


def old_key(rekey: Rekey, team: str, epoch: int, key: bytes) -> bytes:
    """The key of the epoch before, for whoever has the new one; NotOpened where it isn't sealed under that."""
    try:
        sealing = AESGCM(derived(key, b"", _PREV))
        return sealing.decrypt(rekey.prev[:NONCE_BYTES], rekey.prev[NONCE_BYTES:], _bound(team, epoch))
    except (InvalidTag, ValueError) as error:
        raise NotOpened("not sealed under this key") from error


def written(rekey: Rekey) -> bytes:
    """The rekey as the plaintext of its event."""
    wraps = {device: b64(wrap) for device, wrap in rekey.wraps.items()}
    told = {"wraps": wraps, "prev": b64(rekey.prev), "by": rekey.by, "sig": b64(rekey.signature)}
    return json.dumps(told, separators=(",", ":"), sort_keys=True).encode()


def read(plaintext: bytes) -> Rekey:
    """The rekey that `written` wrote; NotOpened for what isn't one."""
    try:
        told = json.loads(plaintext)
        wraps = {device: unb64(wrap) for device, wrap in told["wraps"].items()}
        return Rekey(wraps, unb64(told["prev"]), str(told["by"]), unb64(told["sig"]))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise NotOpened("no rekey") from error


def _info(team: str, epoch: int) -> bytes:
    return _REKEY + id_bytes(team) + u32(epoch)


def _bound(team: str, epoch: int) -> bytes:
    return lp(_PREV, id_bytes(team), u32(epoch))


def _signed(team: str, epoch: int, wraps: Mapping[str, bytes], prev: bytes) -> bytes:
    fields = [field for device, wrap in sorted(wraps.items()) for field in (device.encode(), wrap)]
    hashes = (hashlib.sha256(lp(*fields)).digest(), hashlib.sha256(prev).digest())
    return lp(_REKEY, id_bytes(team), u32(epoch), *hashes)
