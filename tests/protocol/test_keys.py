"""Devices, tokens, rekeys and invites: who holds which key, and who can't."""

import json
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ritual.endpoint import asking
from ritual.protocol import invite, inviting, rekey, wire
from ritual.protocol.cursor import START, Cursor, read_cursor
from ritual.protocol.device import DeviceKeys, is_signed, token, token_hash
from ritual.protocol.fingerprint import fingerprint
from ritual.protocol.invite import Bundle, Link, link_text, open_bundle, read_link, seal_bundle
from ritual.protocol.padding import padded
from ritual.protocol.sealing import NotOpened
from vectors import ANA, BO, KEY, NEXT, TEAM, an_id, drawn

LAPTOP, DESKTOP, LOST = an_id("laptop"), an_id("desktop"), an_id("lost")
KEYS = {device: DeviceKeys(drawn(f"{device} wrap"), drawn(f"{device} sign")) for device in (LAPTOP, DESKTOP, LOST)}
STAY = {device: KEYS[device].announced for device in (LAPTOP, DESKTOP)}
CHANGE = rekey.NextEpoch(TEAM, 4, NEXT, KEY)
MADE = rekey.rekeyed(CHANGE, STAY, LAPTOP, KEYS[LAPTOP], drawn("prev", 12))
LINK = Link("https://ritual.example.org", an_id("invite"), drawn("secret"))
BUNDLE = Bundle(TEAM, 3, KEY, "Plattform", ANA, "")


def test_a_rekey_reaches_who_stays_and_nobody_else() -> None:
    again = rekey.read(rekey.written(MADE))
    assert again == MADE
    for device in STAY:
        assert rekey.new_key(again, TEAM, 4, device, KEYS[device]) == NEXT
    for device, keys in ((LOST, KEYS[LOST]), (LAPTOP, KEYS[LOST]), (LAPTOP, KEYS[DESKTOP])):
        with pytest.raises(NotOpened):
            rekey.new_key(again, TEAM, 4, device, keys)
    for team, epoch in ((BO, 4), (TEAM, 5)):
        with pytest.raises(NotOpened):
            rekey.new_key(again, team, epoch, LAPTOP, KEYS[LAPTOP])


def test_the_newest_key_opens_all_older_ones() -> None:
    assert rekey.old_key(MADE, TEAM, 4, NEXT) == KEY
    for team, epoch, key in ((TEAM, 4, KEY), (BO, 4, NEXT), (TEAM, 5, NEXT)):
        with pytest.raises(NotOpened):
            rekey.old_key(MADE, team, epoch, key)
    with pytest.raises(NotOpened):
        rekey.old_key(MADE._replace(prev=b""), TEAM, 4, NEXT)


def test_only_the_device_that_it_names_can_have_signed_it() -> None:
    signer = STAY[LAPTOP]
    assert rekey.is_genuine(MADE, TEAM, 4, signer)
    others = {**MADE.wraps, LOST: MADE.wraps[LAPTOP]}
    assert not rekey.is_genuine(MADE._replace(wraps=others), TEAM, 4, signer)
    assert not rekey.is_genuine(MADE._replace(prev=MADE.prev[:-1] + b"\0"), TEAM, 4, signer)
    assert not rekey.is_genuine(MADE._replace(signature=bytes(64)), TEAM, 4, signer)
    assert not rekey.is_genuine(MADE, TEAM, 5, signer)
    assert not rekey.is_genuine(MADE, BO, 4, signer)
    assert not rekey.is_genuine(MADE, TEAM, 4, STAY[DESKTOP])


def test_a_wrapped_key_of_another_length_is_no_key() -> None:
    short = rekey.rekeyed(CHANGE._replace(key=b"short" * 4), STAY, LAPTOP, KEYS[LAPTOP], drawn("prev", 12))
    with pytest.raises(NotOpened, match="no key"):
        rekey.new_key(short, TEAM, 4, LAPTOP, KEYS[LAPTOP])


@pytest.mark.parametrize(
    "plaintext", [b"", b"[]", b"{}", b'{"wraps":[]}', b'{"wraps":{"x":1}}', b'{"wraps":{"x":"="}}', b"[" * 9999]
)
def test_what_is_no_rekey_is_told(plaintext: bytes) -> None:
    with pytest.raises(NotOpened):
        rekey.read(plaintext)


def test_a_signature_under_nonsense_is_none() -> None:
    announced = STAY[LAPTOP]
    signature = KEYS[LAPTOP].signature(b"words")
    assert is_signed(b"words", signature, announced)
    assert not is_signed(b"other", signature, announced)
    assert not is_signed(b"words", signature, announced._replace(sign=b"short"))


def test_a_token_is_known_by_its_hash_alone() -> None:
    assert token(drawn("a")).startswith("rtd_")
    assert token_hash(token(drawn("a"))) != token_hash(token(drawn("b")))
    assert token_hash("rtd_\udcff")  # what a header may hold


def test_a_fingerprint_tells_keys_epochs_and_teams_apart() -> None:
    shown = fingerprint(TEAM, 3, KEY)
    assert [len(group) for group in shown.split(" ")] == [5] * 5
    assert shown.replace(" ", "").isdecimal()
    assert len({shown, fingerprint(TEAM, 4, KEY), fingerprint(BO, 3, KEY), fingerprint(TEAM, 3, NEXT)}) == 4


def test_an_invite_link_survives_being_pasted() -> None:
    text = link_text(LINK)
    assert read_link(text) == LINK
    assert read_link(link_text(LINK._replace(person=BO))).person == BO
    assert read_link(f"  {text[:30]}\n   {text[30:60]}\r\n{text[60:]}\n") == LINK
    assert read_link(link_text(LINK._replace(endpoint="http://127.0.0.1:7483/a/b"))).endpoint.endswith("/a/b")


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "hello",
        link_text(LINK).partition("#")[0],
        link_text(LINK)[:-4],
        link_text(LINK._replace(person=BO))[:-4],
        link_text(LINK).replace("https", "ftp"),
        link_text(LINK).replace("/v1/j/", "/v1/i/"),
        link_text(LINK).replace("ritual.example.org", ""),
        link_text(LINK._replace(invite="..")),
        "https://[",
    ],
)
def test_what_is_no_invite_link_is_told(typed: str) -> None:
    with pytest.raises(ValueError):
        read_link(typed)


def test_the_bundle_opens_with_its_link_alone() -> None:
    sealed = seal_bundle(LINK.secret, LINK.invite, BUNDLE, drawn("nonce", 12))
    assert open_bundle(LINK.secret, LINK.invite, sealed) == BUNDLE
    older = BUNDLE._replace(older={1: drawn("one"), 2: drawn("two")})
    assert open_bundle(LINK.secret, LINK.invite, seal_bundle(LINK.secret, LINK.invite, older, drawn("n", 12))) == older
    for secret, each, body in (
        (drawn("other"), LINK.invite, sealed),
        (LINK.secret, BO, sealed),
        (LINK.secret, LINK.invite, sealed[:-1]),
        (LINK.secret, LINK.invite, b""),
    ):
        with pytest.raises(NotOpened):
            open_bundle(secret, each, body)


def test_a_bundle_without_a_key_or_an_epoch_is_none() -> None:
    short = [BUNDLE._replace(key=b"short"), BUNDLE._replace(older={2: b"short"})]
    absurd = [BUNDLE._replace(older={epoch: BUNDLE.key}) for epoch in (-1, 0, 1 << 32)]
    epochs: list[Any] = ["3", True, 0, -1, 1 << 32]
    for wrong in (*short, *absurd, *(BUNDLE._replace(epoch=epoch) for epoch in epochs)):
        with pytest.raises(NotOpened):
            open_bundle(LINK.secret, LINK.invite, seal_bundle(LINK.secret, LINK.invite, wrong, drawn("nonce", 12)))


def test_after_hundreds_of_changes_of_its_key_a_team_can_still_invite() -> None:
    bundle = BUNDLE._replace(epoch=501, older=dict.fromkeys(range(1, 501), KEY))
    sealed = seal_bundle(LINK.secret, LINK.invite, bundle, drawn("nonce", 12))
    new = inviting.Invite(LINK.invite, invite.auth_hash(LINK), sealed, "member", "", 0)
    told = wire.written(inviting.invite_told(new))
    assert len(told) < asking.SMALL
    assert open_bundle(LINK.secret, LINK.invite, inviting.read_invite(told).sealed) == bundle


def test_a_bundle_that_is_nested_without_an_end_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(invite, "padded", lambda _: padded(b"[" * 3000))
    sealed = seal_bundle(LINK.secret, LINK.invite, BUNDLE, drawn("nonce", 12))
    with pytest.raises(NotOpened):
        open_bundle(LINK.secret, LINK.invite, sealed)


def test_a_link_that_was_changed_lets_nobody_in() -> None:
    link = LINK._replace(person=BO)
    written = link_text(link).partition("#")[2]
    for at, letter in enumerate(written):
        changed = written[:at] + ("B" if letter == "A" else "A") + written[at + 1 :]
        with suppress(ValueError):
            assert invite.auth(read_link(link_text(link).replace(written, changed))) != invite.auth(link)
    assert invite.auth(LINK) != invite.auth(link)


def test_what_the_endpoint_keeps_of_an_invite_opens_nothing() -> None:
    assert invite.auth(LINK) not in (LINK.secret, invite.auth_hash(LINK))
    with pytest.raises(NotOpened):
        sealed = seal_bundle(LINK.secret, LINK.invite, BUNDLE, drawn("nonce", 12))
        open_bundle(invite.auth(LINK), LINK.invite, sealed)
    assert "Plattform" not in json.dumps(sealed.hex())


@given(st.integers(0, 10**18 - 1), st.integers(0, 10**18 - 1))
def test_a_cursor_travels(seq: int, base: int) -> None:
    cursor = Cursor(seq, base, "0123456789ab") if seq or base else START
    assert read_cursor(str(cursor)) == cursor


@pytest.mark.parametrize("written", ["", "1", "00", "01.0.0123456789ab", "1.0.0123456789AB", "1.0.01", "-1.0.0", "１"])
def test_what_is_no_cursor_is_told(written: str) -> None:
    with pytest.raises(ValueError, match="no cursor"):
        read_cursor(written)
