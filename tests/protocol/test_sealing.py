"""Sealed for one place alone: whatever is changed about an event, its body doesn't open."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ritual.protocol.sealing import (
    Binding,
    NotOpened,
    Sender,
    seal,
    seal_live,
    sealed_under,
    unseal,
    unseal_live,
)
from vectors import ANA, BO, KEY, NEXT, TEAM, an_id, drawn

EVENT = Binding(TEAM, an_id("event"), ANA, "replace", an_id("first"), 2, 3)
NONCE, SALT = drawn("nonce", 12), drawn("salt", 16)
WORDS = b"the rollback notes"
OTHER: dict[str, Any] = {"team": BO, "id": BO, "author": BO, "op": "put", "ref": BO, "rev": 3, "epoch": 4}


@given(st.binary(max_size=3000))
def test_what_is_sealed_opens_again_and_has_one_of_a_few_sizes(words: bytes) -> None:
    body = seal(KEY, EVENT, words, NONCE)
    assert unseal(KEY, EVENT, body) == words
    assert (len(body) - 1 - 4 - 12 - 16) in {256, 512, 1024, 2048, 4096}


@pytest.mark.parametrize("field", Binding._fields)
def test_a_body_is_bound_to_everything_that_the_endpoint_sees(field: str) -> None:
    body = seal(KEY, EVENT, WORDS, NONCE)
    with pytest.raises(NotOpened):
        unseal(KEY, EVENT._replace(**{field: OTHER[field]}), body)


def test_an_event_without_a_ref_is_another_than_one_with() -> None:
    with pytest.raises(NotOpened):
        unseal(KEY, EVENT, seal(KEY, EVENT._replace(ref=""), WORDS, NONCE))


@given(st.integers(0, 8 * (33 + 256) - 1))
def test_not_one_bit_may_change(bit: int) -> None:
    body = bytearray(seal(KEY, EVENT, WORDS, NONCE))
    body[bit // 8] ^= 1 << bit % 8
    # The epoch in the envelope only says which key to try.
    if 1 <= bit // 8 < 5:
        assert sealed_under(bytes(body)) != 3
        return
    with pytest.raises(NotOpened):
        unseal(KEY, EVENT, bytes(body))


@given(st.binary(max_size=400))
def test_anything_else_is_told_apart_from_a_body(body: bytes) -> None:
    with pytest.raises(NotOpened):
        unseal(KEY, EVENT, body)
    with pytest.raises(NotOpened):
        unseal_live(KEY, TEAM, ANA, body)


def test_another_key_opens_nothing() -> None:
    with pytest.raises(NotOpened):
        unseal(NEXT, EVENT, seal(KEY, EVENT, WORDS, NONCE))


def test_the_envelope_names_the_key() -> None:
    assert sealed_under(seal(KEY, EVENT, WORDS, NONCE)) == 3
    assert sealed_under(seal(KEY, EVENT, WORDS, NONCE, under=2)) == 2


def test_a_live_message_is_bound_to_team_author_and_epoch() -> None:
    message = seal_live(KEY, Sender(TEAM, ANA, 3), WORDS, SALT, NONCE)
    assert unseal_live(KEY, TEAM, ANA, message) == WORDS
    in_another_epoch = message[:4] + b"\4" + message[5:]
    for key, team, author, body in (
        (NEXT, TEAM, ANA, message),
        (KEY, BO, ANA, message),
        (KEY, TEAM, BO, message),
        (KEY, TEAM, ANA, in_another_epoch),
        (KEY, TEAM, ANA, message[:-1]),
    ):
        with pytest.raises(NotOpened):
            unseal_live(key, team, author, body)
