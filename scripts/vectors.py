"""Writes vectors/sync-v1.json: sealed events, live messages, an invite and a rekey, for programs in other languages.

Run it only where the format gets a new version: HPKE draws randomness of its own, so a rekey never comes out twice.
"""

import hashlib
import json
import sys
from pathlib import Path

from ritual.protocol import invite, rekey
from ritual.protocol.binary import b64, id_text
from ritual.protocol.cursor import BEGINNING, link, tag
from ritual.protocol.device import DeviceKeys, token, token_hash
from ritual.protocol.fingerprint import fingerprint
from ritual.protocol.padding import padded
from ritual.protocol.sealing import Binding, Sender, seal, seal_live
from ritual.protocol.sheet import Sheet, sheet_lines

FILE = Path(__file__).resolve().parent.parent / "vectors" / "sync-v1.json"


def drawn(name: str, size: int = 32) -> bytes:
    """Bytes that stand for random ones, the same every time."""
    return hashlib.shake_128(f"ritual vector: {name}".encode()).digest(size)


def an_id(name: str) -> str:
    """An id that stands for a random one."""
    raw = bytearray(drawn(name, 16))
    raw[6], raw[8] = raw[6] & 0x0F | 0x40, raw[8] & 0x3F | 0x80
    return id_text(bytes(raw))


TEAM, ANA, BO = an_id("team"), an_id("ana"), an_id("bo")
KEY, NEXT = drawn("epoch key 3"), drawn("epoch key 4")


def vectors() -> dict[str, object]:
    """Everything in the file; binary is base64url without padding."""
    return {
        "version": 1,
        "team": TEAM,
        "keys": {"3": b64(KEY), "4": b64(NEXT)},
        "fingerprint": {"epoch": 3, "shown": fingerprint(TEAM, 3, KEY)},
        "padding": [{"length": n, "padded": len(padded(bytes(n)))} for n in (0, 1, 255, 256, 511, 512, 5000)],
        "events": events(),
        "live": live(),
        "invite": invited(),
        "token": {"secret": b64(drawn("token")), "shown": token(drawn("token")), "hash": b64(_hash())},
        "chain": chain(),
        "sheet": sheet(),
        "rekey": rekeyed(),
    }


def events() -> list[dict[str, object]]:
    """A put, its replacement, its erasure, and one with nothing but ASCII at the edge of a size."""
    first = an_id("put")
    rows = [
        (Binding(TEAM, first, ANA, "put", "", 0, 3), '{"v":1,"kind":"win","at":"2026-11-23T09:00:00Z","tz":"",'),
        (Binding(TEAM, an_id("replace"), ANA, "replace", first, 1, 3), '{"v":1,"kind":"win","words":"Übergabe 🎉"}'),
        (Binding(TEAM, an_id("erase"), BO, "erase", first, 2, 3), '{"v":1,"kind":"erase"}'),
        (Binding(TEAM, an_id("edge"), BO, "put", "", 0, 3), "x" * 255),
        (Binding(TEAM, an_id("over"), BO, "put", "", 0, 3), "x" * 256),
    ]
    found = []
    for binding, words in rows:
        nonce = drawn(binding.id, 12)
        body = seal(KEY, binding, words.encode(), nonce)
        found.append({**binding._asdict(), "plaintext": words, "nonce": b64(nonce), "body": b64(body)})
    return found


def sheet() -> dict[str, object]:
    """A recovery sheet, and the device that it is."""
    given = Sheet(TEAM, 3, KEY, drawn("sheet", 16))
    derived = {"device": given.device, "token": token(given.token), "wrap": b64(given.keys.wrap)}
    return {
        "epoch": 3,
        "secret": b64(given.secret),
        "lines": sheet_lines(given),
        **derived,
        "sign": b64(given.keys.sign),
    }


def live() -> dict[str, object]:
    """One live message."""
    words, salt, nonce = '{"v":1,"kind":"here"}', drawn("salt", 16), drawn("live nonce", 12)
    body = seal_live(KEY, Sender(TEAM, ANA, 3), words.encode(), salt, nonce)
    given = {"author": ANA, "epoch": 3, "plaintext": words, "salt": b64(salt), "nonce": b64(nonce)}
    return {**given, "body": b64(body)}


def invited() -> dict[str, object]:
    """An invite link, what is derived from it, and its bundle."""
    secret, each, nonce = drawn("invite"), an_id("invite"), drawn("invite nonce", 12)
    bundle = invite.Bundle(TEAM, 3, KEY, "Plattform", ANA, BO, {2: drawn("older")})
    whole = invite.Link("https://ritual.example.org/team", each, secret, BO)
    return {
        "link": invite.link_text(whole),
        "invite": each,
        "secret": b64(secret),
        "auth": b64(invite.auth(whole)),
        "auth_hash": b64(invite.auth_hash(whole)),
        "nonce": b64(nonce),
        "sealed": b64(invite.seal_bundle(secret, each, bundle, nonce)),
        "bundle": invite.bundle_told(bundle),
    }


def chain() -> list[dict[str, object]]:
    """The chain over three rows, and the tag of a cursor at each with the base at the last."""
    links, before = [], BEGINNING
    for seq in (1, 2, 3):
        before = link(before, seq, an_id(f"row {seq}"))
        links.append(before)
    return [
        {"seq": n, "id": an_id(f"row {n}"), "chain": b64(at), "tag_with_base_3": tag(at, links[-1])}
        for n, at in enumerate(links, 1)
    ]


def rekeyed() -> dict[str, object]:
    """A rekey from epoch 3 to 4 by Ana's device, for both devices."""
    devices = {an_id("ana's device"): DeviceKeys(drawn("ana wrap"), drawn("ana sign"))}
    devices[an_id("bo's device")] = DeviceKeys(drawn("bo wrap"), drawn("bo sign"))
    by = an_id("ana's device")
    change = rekey.NextEpoch(TEAM, 4, NEXT, KEY)
    announced = {device: keys.announced for device, keys in devices.items()}
    made = rekey.rekeyed(change, announced, by, devices[by], drawn("prev", 12))
    binding = Binding(TEAM, an_id("rekey"), ANA, "rekey", "", 0, 4)
    told = {
        device: {"wrap": b64(keys.wrap), "sign": b64(keys.sign), "announced": [b64(key) for key in keys.announced]}
        for device, keys in devices.items()
    }
    words, nonce = rekey.written(made), drawn("rekey nonce", 12)
    body = seal(KEY, binding, words, nonce, under=3)
    return {**binding._asdict(), "devices": told, "plaintext": words.decode(), "nonce": b64(nonce), "body": b64(body)}


def _hash() -> bytes:
    return token_hash(token(drawn("token")))


if __name__ == "__main__":
    FILE.parent.mkdir(exist_ok=True)
    FILE.write_text(json.dumps(vectors(), ensure_ascii=False, indent=1) + "\n", "utf-8")
    sys.exit(0)
