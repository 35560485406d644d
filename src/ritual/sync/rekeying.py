"""Changes of a team's key: made when somebody goes, and learned from the log by every device that stays."""

import os
from collections.abc import Mapping
from typing import Final

from ritual.files.keys import Keys, read_keys, write_keys
from ritual.files.places import Env
from ritual.model.entry import Entry
from ritual.model.reading import table, text
from ritual.protocol.binary import b64, unb64
from ritual.protocol.device import Announced, DeviceKeys
from ritual.protocol.rekey import NextEpoch, is_genuine, new_key, read, rekeyed, written
from ritual.protocol.sealing import KEY_BYTES, NONCE_BYTES, Binding, NotOpened, seal
from ritual.protocol.wire import REKEY, Pulled, Pushed
from ritual.store.shared import SharedRecord
from ritual.sync.sealing import Hand, plaintext

DEVICE: Final = "device"
"""The kind of entry by which a device announces its keys."""
SHEET: Final = "sheet"
"""What the announcement of a recovery sheet says."""


def announcement(keys: Keys) -> dict[str, object]:
    """What the others have to know of this device."""
    announced = DeviceKeys(keys.wrap, keys.sign).announced
    return {"device": keys.device, "wrap": b64(announced.wrap), "sign": b64(announced.sign)}


def sheet_announcement(keys: Keys, older: Mapping[int, bytes]) -> dict[str, object]:
    """The same of a recovery sheet, which has room for one key: those of earlier epochs wait for it in the log."""
    return {**announcement(keys), SHEET: True, "older": {str(epoch): b64(key) for epoch, key in sorted(older.items())}}


def announced(record: SharedRecord) -> dict[tuple[str, str], Announced]:
    """The keys of every device that has announced some, by its member's id, which is sealed with them, and its own."""
    found: dict[tuple[str, str], Announced] = {}
    for each in record.entries(DEVICE):
        if device := _announced(each):
            found.setdefault((each.author, text(each.data, "device")), device)
    return found


def next_epoch(record: SharedRecord, keys: Keys, stay: frozenset[tuple[str, str]], event: str) -> tuple[Pushed, Keys]:
    """The change to a new key for these members' devices, as an event, and the keys with it."""
    epoch, key = keys.epoch + 1, os.urandom(KEY_BYTES)
    devices = {device: to for (member, device), to in announced(record).items() if (member, device) in stay}
    change = NextEpoch(keys.team, epoch, key, keys.epochs[keys.epoch])
    own = DeviceKeys(keys.wrap, keys.sign)
    words = written(rekeyed(change, devices, keys.device, own, os.urandom(NONCE_BYTES)))
    bound = Binding(keys.team, event, keys.member, REKEY, "", 0, epoch)
    body = seal(change.before, bound, words, os.urandom(NONCE_BYTES), under=keys.epoch)
    return Pushed(event, REKEY, "", 0, epoch, body), keys._replace(epochs={**keys.epochs, epoch: key})


def learned(env: Env, record: SharedRecord, hand: Hand) -> Mapping[int, bytes]:
    """The team's keys, with those that the log has brought meanwhile, which are kept."""
    keys = read_keys(env, hand.team)
    assert keys, "nobody syncs without keys"
    if older := _older(record, keys):
        keys = keys._replace(epochs={**older, **keys.epochs})
        write_keys(env, keys)
    for pulled in record.sealed():
        if pulled.event.op == REKEY and pulled.event.epoch not in keys.epochs:
            try:
                key = _new_key(record, keys, hand, pulled)
            except NotOpened:
                continue
            keys = keys._replace(epochs={**keys.epochs, pulled.event.epoch: key})
            write_keys(env, keys)
    return keys.epochs


def _older(record: SharedRecord, keys: Keys) -> dict[int, bytes]:
    """The keys of earlier epochs that this device's own announcement holds and that aren't here."""
    own = (e for e in record.entries(DEVICE) if (e.author, text(e.data, "device")) == (keys.member, keys.device))
    told = {epoch: key for each in own for epoch, key in table(each.data, "older").items()}
    try:
        older = {int(epoch): unb64(str(key)) for epoch, key in told.items()}
    except ValueError:
        return {}
    return {epoch: key for epoch, key in older.items() if epoch < min(keys.epochs) and len(key) == KEY_BYTES}


def _new_key(record: SharedRecord, keys: Keys, hand: Hand, pulled: Pulled) -> bytes:
    change = read(plaintext(pulled, hand, keys.epochs))
    epoch, signer = pulled.event.epoch, announced(record).get((pulled.author, change.by))
    if signer is None or not is_genuine(change, keys.team, epoch, signer):
        raise NotOpened("not signed by a device of the team")
    return new_key(change, keys.team, epoch, keys.device, DeviceKeys(keys.wrap, keys.sign))


def _announced(entry: Entry) -> Announced | None:
    try:
        return Announced(unb64(text(entry.data, "wrap")), unb64(text(entry.data, "sign")))
    except ValueError:
        return None
