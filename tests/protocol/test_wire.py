"""What travels is read as it was written, and nothing else is read at all."""

import json
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ritual.protocol import info, inviting, people, problems, reading, wire
from ritual.protocol.binary import b64, id_text
from ritual.protocol.cursor import START, Cursor
from ritual.protocol.reading import GREATEST, U32, Malformed
from vectors import an_id, drawn

ID, OTHER = an_id("one"), an_id("other")
EVENT = wire.Pushed(ID, "put", "", 0, 1, b"sealed")
SENT = {"id": ID, "op": "put", "ref": None, "rev": 0, "epoch": 1, "body": b64(b"sealed")}

ids = st.binary(min_size=16, max_size=16).map(
    lambda raw: id_text(raw[:6] + bytes([raw[6] & 0x0F | 0x40, raw[7], raw[8] & 0x3F | 0x80]) + raw[9:])
)
seqs, epochs = st.integers(1, GREATEST), st.integers(1, U32)
times = st.integers(0, 4_000_000_000)
bodies = st.binary(min_size=1, max_size=40)
cursors = st.just(START) | st.builds(Cursor, st.integers(1, 10**17), seqs, st.just("0123456789ab"))
pushed = st.one_of(
    st.builds(wire.Pushed, ids, st.just("put"), st.just(""), st.just(0), epochs, bodies),
    st.builds(wire.Pushed, ids, st.just("replace"), ids, epochs, epochs, bodies),
    st.builds(wire.Pushed, ids, st.sampled_from(["erase", "forget"]), ids, st.just(0), epochs, bodies),
)
pulled = st.builds(wire.Pulled, seqs, pushed, ids | st.just(""), ids | st.just(""), times)
results = st.builds(
    wire.Result, ids, st.sampled_from(["stored", "rejected"]), st.just(0) | seqs, st.just("x") | st.just("")
)
lives = st.builds(wire.Live, ids, ids, bodies, st.integers(1, 120))
members = st.builds(people.Member, ids, st.sampled_from(["admin", "member"]), times, times)
days = st.integers(0, 40_000).map(lambda day: day * 86400)
listed = st.builds(people.Listed, ids, ids, times, days)

INVITE = inviting.invite_told(inviting.Invite(ID, drawn("auth"), b"sealed", "member", "", 1_800_000_000))
NOT_REVS: list[object] = [None, True, -1, 1, 1.0, "0", 10**400]
NOT_REFS: list[object] = ["", 0, OTHER, {}]
NOT_IDS: list[object] = [None, 7, "", "x", ID.upper(), ID + "\n", ID[:-1] + "\0", [ID]]
NOT_LISTS: list[object] = [None, {}, [1], [None], [SENT] * 201]


def tuples(each: st.SearchStrategy[object]) -> st.SearchStrategy[tuple[object, ...]]:
    return st.lists(each, max_size=4).map(tuple)


def sent(told: reading.Told, **others: object) -> bytes:
    return json.dumps(told | others).encode()


@given(cursors, tuples(pushed))
def test_a_push_is_read_as_it_was_written(cursor: Cursor, events: tuple[wire.Pushed, ...]) -> None:
    push = wire.Push(cursor, events)
    assert wire.read_push(wire.written(wire.push_told(push))) == push


@given(tuples(results), seqs, epochs)
def test_a_receipt_is_read_as_it_was_written(done: tuple[wire.Result, ...], head: int, epoch: int) -> None:
    receipt = wire.Receipt(done, head, epoch)
    assert wire.read_receipt(wire.written(wire.receipt_told(receipt))) == receipt


@given(st.builds(wire.Page, tuples(pulled), cursors, st.booleans(), seqs, epochs, tuples(lives)))
def test_a_page_is_read_as_it_was_written(page: wire.Page) -> None:
    assert wire.read_page(wire.written(wire.page_told(page))) == page


@given(st.builds(people.Team, tuples(members), tuples(listed), seqs, epochs, seqs, seqs))
def test_a_team_is_read_as_it_was_written(team: people.Team) -> None:
    assert people.read_team(wire.written(people.team_told(team))) == team


@given(
    st.builds(
        inviting.Invite,
        ids,
        st.binary(min_size=32, max_size=32),
        bodies,
        st.sampled_from(["admin", "member"]),
        ids | st.just(""),
        times,
    )
)
def test_an_invite_is_read_as_it_was_written(invite: inviting.Invite) -> None:
    assert inviting.read_invite(wire.written(inviting.invite_told(invite))) == invite


def test_the_rest_is_read_as_it_was_written() -> None:
    new = people.Founding(ID, OTHER, ID, drawn("token"))
    assert people.read_founding(wire.written(people.founding_told(new))) == new
    accepting = inviting.Acceptance(drawn("auth"), OTHER, ID, drawn("token"))
    assert inviting.read_acceptance(wire.written(inviting.acceptance_told(accepting))) == accepting
    joined = inviting.Joined(ID, b"sealed", "member", 3)
    assert inviting.read_joined(wire.written(inviting.joined_told(joined))) == joined
    assert people.read_role(wire.written({"role": "admin"})) == "admin"
    there = info.Info(1, 1, "0.1", info.LIMITS, ("live",), needs_admission=True)
    assert info.read_info(wire.written(info.info_told(there))) == there
    live = wire.Live("", "", b"sealed", 45)
    assert wire.live_in(wire.live_told(live)) == live


def test_members_that_nobody_knows_are_ignored() -> None:
    raw = sent({"cursor": "0", "later": [{"x": 1}]}, events=[SENT | {"later": "ü"}])
    assert wire.read_push(raw) == wire.Push(START, (EVENT,))


@pytest.mark.parametrize(
    "wrong",
    [
        *({"id": value} for value in NOT_IDS),
        *({"op": value} for value in (None, "burn", "PUT", 1, ["put"])),
        *({"ref": value} for value in NOT_REFS),
        *({"rev": value} for value in NOT_REVS),
        *({"epoch": value} for value in (None, False, 0, U32 + 1, 2.0)),
        *({"body": value} for value in (None, 1, "a", "YQ==", "YR", "ü", "\n")),
        *({"op": op} for op in ("replace", "erase", "forget")),
        {"op": "replace", "ref": OTHER},
        {"op": "erase", "ref": OTHER, "rev": 1},
    ],
    ids=str,
)
def test_an_event_that_is_none_is_malformed(wrong: reading.Told) -> None:
    with pytest.raises(Malformed):
        wire.read_push(sent({"cursor": "0"}, events=[SENT | wrong]))


@pytest.mark.parametrize(
    "raw",
    [
        *(b"", b"7", b"[]", b"null", b"{", b"\xff", b'{"cursor":"0","events":[]}x', "{}".encode("utf-16")),
        b'{"cursor":"0","events":[],"x":NaN}',
        *(b'{"cursor":"0","events":[],"x":"\\ud800"}', b'{"cursor":"0","events":[],"\\udfff":1}'),
        b'{"cursor":"0","events":[],"x":' + b"[" * 100_000,
        *(sent({"events": []}, cursor=cursor) for cursor in (None, 0, "1", "1.0", "01.0.0123456789ab")),
        *(sent({"cursor": "0"}, events=events) for events in NOT_LISTS),
    ],
    ids=lambda raw: repr(raw[:60]),
)
def test_a_push_that_is_none_is_malformed(raw: bytes) -> None:
    with pytest.raises(Malformed):
        wire.read_push(raw)


@pytest.mark.parametrize(
    ("read", "raw"),
    [
        (people.read_founding, {"team": ID, "member": ID, "device": ID, "token_hash": b64(b"short")}),
        (people.read_founding, {"team": ID[:-1], "member": ID, "device": ID, "token_hash": b64(drawn("token"))}),
        (people.read_role, {"role": "king"}),
        (people.read_team, {"members": [], "devices": [], "head": 0, "epoch": 1, "quota": 7}),
        (inviting.read_invite, INVITE | {"role": "king"}),
        (inviting.read_invite, INVITE | {"expires": "2026-02-30T00:00:00Z"}),
        (inviting.read_invite, INVITE | {"expires": "tomorrow"}),
        (wire.read_page, {"events": [], "cursor": "0", "more": 1, "head": 0, "epoch": 1}),
        (info.read_info, {"protocol": {"min": 1, "max": 1}, "limits": info.LIMITS, "features": 1, "server": ""}),
    ],
)
def test_other_shapes_are_read_as_strictly(read: Callable[[bytes], object], raw: reading.Told) -> None:
    with pytest.raises(Malformed):
        read(wire.written(raw))


@pytest.mark.parametrize(
    "raw",
    [
        b'{"role":"admin","x":' + b"9" * 5000 + b"}",
        b'{"role":"admin","x":' + b"[" * 8 + b"]" * 8 + b"}",
        b'{"role":"admin","x":' + b"[" * 100_000,
        *(b'{"role":"admin","x":NaN}', b'{"role":"admin","x":"\\ud800"}', b"[]", b"\xff"),
    ],
    ids=lambda raw: repr(raw[:60]),
)
def test_what_is_small_is_looked_at_as_a_whole(raw: bytes) -> None:
    with pytest.raises(Malformed):
        people.read_role(raw)


@pytest.mark.parametrize(
    "wrong",
    [{"received": "yesterday"}, {"received": 7}, {"seq": 0}, {"author": "x"}, {"device": ""}, {"id": OTHER[:-1]}],
    ids=str,
)
def test_an_event_of_the_log_that_is_none_is_malformed(wrong: reading.Told) -> None:
    told = json.loads(wire.written(wire.pulled_told(wire.Pulled(3, EVENT, OTHER, ID, 1_800_000_000))))
    assert wire.pulled_in(told).event == EVENT
    with pytest.raises(Malformed):
        wire.pulled_in(told | wrong)


@given(st.binary(max_size=60))
def test_any_bytes_are_a_push_or_malformed(raw: bytes) -> None:
    try:
        wire.read_push(raw)
    except Malformed as error:
        assert str(error).isascii()  # nothing of what was sent gets into the answer


def test_a_live_message_is_small_and_short() -> None:
    wire.live_in({"body": b64(bytes(4096)), "ttl": 120})
    for wrong in ({"body": b64(bytes(4097)), "ttl": 1}, {"body": "", "ttl": 0}, {"body": "", "ttl": 121}):
        with pytest.raises(Malformed):
            wire.live_in(wrong)


def test_a_problem_is_read_as_it_was_written() -> None:
    told = problems.read_problem(413, problems.problem_body(problems.KNOWN["too-large"], "Whole body", limit=7))
    assert (told.type, told.status, told.more["limit"], told.more["detail"]) == ("too-large", 413, 7, "Whole body")
    assert problems.read_problem(502, b"<html>") == problems.Answered("", 502, "", {})
    assert problems.read_problem(404, b'{"type":"about:blank"}').type == ""
