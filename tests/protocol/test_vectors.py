"""The published vectors: what other programs check themselves by comes out of this one too."""

import json
from pathlib import Path

import pytest

import vectors
from ritual.protocol import invite, rekey
from ritual.protocol.binary import b64, unb64
from ritual.protocol.cursor import BEGINNING, link, tag
from ritual.protocol.device import Announced, DeviceKeys, token, token_hash
from ritual.protocol.fingerprint import fingerprint
from ritual.protocol.padding import padded
from ritual.protocol.sealing import Binding, Sender, seal, seal_live, unseal, unseal_live
from ritual.protocol.sheet import read_line, read_sheet

V = json.loads((Path(__file__).parents[2] / "vectors" / "sync-v1.json").read_text("utf-8"))
KEYS = {int(epoch): unb64(key) for epoch, key in V["keys"].items()}


def test_the_file_is_what_the_script_writes_but_for_what_hpke_draws() -> None:
    fresh = json.loads(json.dumps(vectors.vectors()))
    assert {**fresh, "rekey": 0} == {**V, "rekey": 0}
    assert set(fresh["rekey"]) == set(V["rekey"])


@pytest.mark.parametrize("each", V["events"], ids=lambda each: each["op"])
def test_events(each: dict[str, str]) -> None:
    binding = Binding(**{name: each[name] for name in Binding._fields})  # type: ignore[arg-type]
    words = each["plaintext"].encode()
    assert b64(seal(KEYS[3], binding, words, unb64(each["nonce"]))) == each["body"]
    assert unseal(KEYS[3], binding, unb64(each["body"])) == words


def test_live() -> None:
    each = V["live"]
    words, salt, nonce = each["plaintext"].encode(), unb64(each["salt"]), unb64(each["nonce"])
    assert b64(seal_live(KEYS[3], Sender(V["team"], each["author"], 3), words, salt, nonce)) == each["body"]
    assert unseal_live(KEYS[3], V["team"], each["author"], unb64(each["body"])) == words


def test_invite() -> None:
    each = V["invite"]
    found = invite.read_link(each["link"])
    assert (found.invite, b64(found.secret)) == (each["invite"], each["secret"])
    assert (b64(invite.auth(found)), b64(invite.auth_hash(found))) == (each["auth"], each["auth_hash"])
    bundle = invite.open_bundle(found.secret, found.invite, unb64(each["sealed"]))
    assert (found.person, invite.bundle_told(bundle)) == (bundle.person, each["bundle"])
    assert b64(invite.seal_bundle(found.secret, found.invite, bundle, unb64(each["nonce"]))) == each["sealed"]


def test_small_things() -> None:
    assert fingerprint(V["team"], 3, KEYS[3]) == V["fingerprint"]["shown"]
    assert [len(padded(bytes(each["length"]))) for each in V["padding"]] == [each["padded"] for each in V["padding"]]
    assert token(unb64(V["token"]["secret"])) == V["token"]["shown"]
    assert b64(token_hash(V["token"]["shown"])) == V["token"]["hash"]


def test_sheet() -> None:
    each = V["sheet"]
    found = read_sheet([read_line(n, line) for n, line in enumerate(each["lines"])])
    assert found._asdict() == {
        "team": V["team"],
        "epoch": each["epoch"],
        "key": KEYS[3],
        "secret": unb64(each["secret"]),
    }
    assert (found.device, token(found.token)) == (each["device"], each["token"])
    assert (b64(found.keys.wrap), b64(found.keys.sign)) == (each["wrap"], each["sign"])


def test_chain() -> None:
    links = [BEGINNING]
    for each in V["chain"]:
        links.append(link(links[-1], each["seq"], each["id"]))
    assert [b64(at) for at in links[1:]] == [each["chain"] for each in V["chain"]]
    assert [tag(at, links[-1]) for at in links[1:]] == [each["tag_with_base_3"] for each in V["chain"]]


def test_rekey() -> None:
    each = V["rekey"]
    binding = Binding(**{name: each[name] for name in Binding._fields})
    plaintext = unseal(KEYS[3], binding, unb64(each["body"]))
    assert plaintext.decode() == each["plaintext"]
    made = rekey.read(plaintext)
    devices = {device: DeviceKeys(unb64(told["wrap"]), unb64(told["sign"])) for device, told in each["devices"].items()}
    for device, keys in devices.items():
        assert [b64(key) for key in keys.announced] == each["devices"][device]["announced"]
        assert rekey.new_key(made, V["team"], 4, device, keys) == KEYS[4]
    assert rekey.old_key(made, V["team"], 4, KEYS[4]) == KEYS[3]
    signer = Announced(*(unb64(key) for key in each["devices"][made.by]["announced"]))
    assert rekey.is_genuine(made, V["team"], 4, signer)
