"""Live messages: sealed for the team alone, cleaned where they are heard, and told once."""

import os

import pytest

from ritual.protocol.sealing import NotOpened, Sender, seal_live
from ritual.protocol.wire import LIVE_BYTES, Live
from ritual.sync.live import MOST, Heard, Hearing, opened_live, sealed_live, words
from ritual.sync.sealing import Hand
from vectors import an_id

KEYS = {1: bytes(range(32)), 2: bytes(reversed(range(32)))}
ANA = Hand(an_id("team"), an_id("ana"), an_id("device"))


def said(data: dict[str, object]) -> Live:
    return Live(ANA.member, ANA.device, sealed_live(words(data), ANA, KEYS, os.urandom), 12)


def raw(plaintext: bytes) -> Live:
    body = seal_live(KEYS[1], Sender(ANA.team, ANA.member, 1), plaintext, bytes(16), bytes(12))
    return Live(ANA.member, ANA.device, body, 12)


def test_a_message_is_heard_as_it_was_said() -> None:
    assert opened_live(said({"want": "done", "n": [1, None]}), ANA.team, KEYS) == Heard(
        ANA.member, ANA.device, {"want": "done", "n": [1, None]}, 12
    )
    assert opened_live(raw(b"{}"), ANA.team, KEYS).data == {}


def test_words_are_cleaned() -> None:
    heard = opened_live(said({"a\x1b[2J": {"b": ["\x1b]0;title\x07now\u202e"]}}), ANA.team, KEYS)
    assert heard.data == {"a": {"b": ["now"]}}


def test_the_longest_message_still_travels() -> None:
    data: dict[str, object] = {"words": "x" * (MOST - len('{"words":""}'))}
    assert len(said(data).body) <= LIVE_BYTES
    with pytest.raises(ValueError, match="at most"):
        words({"words": str(data["words"]) + "x"})


@pytest.mark.parametrize(
    "live",
    [
        said({})._replace(author=an_id("eve")),
        said({})._replace(author=""),
        said({})._replace(device=""),
        said({})._replace(body=b""),
        said({})._replace(body=b"\x01\x00\x00\x00\x09" + bytes(60)),
        raw(b"[]"),
        raw(b"\xff"),
        raw(b'{"a":NaN}'),
        raw(b"[" * 2000),
        raw(b'{"a":' * 9 + b"1" + b"}" * 9),
    ],
)
def test_what_does_not_open_or_says_nothing_is_not_heard(live: Live) -> None:
    heard: list[Heard] = []
    hearing = Hearing(ANA.team, heard.append)
    hearing.hear(live, KEYS)
    assert (heard, hearing.unheard) == ([], 1)
    with pytest.raises(NotOpened):
        opened_live(live, ANA.team, KEYS)


def test_a_message_that_is_told_again_is_heard_once() -> None:
    heard: list[Heard] = []
    hearing = Hearing(ANA.team, heard.append)
    one, two = said({"n": 1}), said({"n": 2})
    for each in (one, one, two, two):
        hearing.hear(each, KEYS)
    assert [each.data for each in heard] == [{"n": 1}, {"n": 2}]


def test_any_number_of_devices_takes_no_room(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ritual.sync.live._DEVICES", 2)
    heard: list[Heard] = []
    hearing = Hearing(ANA.team, heard.append)
    spoken = [said({"n": n})._replace(device=an_id(f"{n}")) for n in range(3)]
    for each in (*spoken, spoken[2], spoken[1], spoken[0]):  # the first is forgotten by then
        hearing.hear(each, KEYS)
    assert [each.data["n"] for each in heard] == [0, 1, 2, 0]
