"""Order with a conscience: who opens, who never does, and why."""

from hypothesis import given
from hypothesis import strategies as st

from ritual.model.order import fair, order
from ritual.model.room import Memory
from tests.model.rooms import room, step, team

PEOPLE = "abcdefgh"


@given(st.uuids().map(str), st.sets(st.sampled_from(PEOPLE), min_size=1))
def test_everybody_here_has_exactly_one_turn(lot: str, here: set[str]) -> None:
    where = room(names=PEOPLE, lot=lot)
    for policy in ("fair", "leader-first", "leader-last", "fixed", "together"):
        queue = order(step(order=policy), sorted(here), where).queue
        assert sorted(queue) == sorted(here), policy


@given(st.uuids().map(str), st.permutations(PEOPLE))
def test_the_opener_is_among_the_half_who_waited_longest(lot: str, waited: list[str]) -> None:
    opened = {person: ago for ago, person in enumerate(waited, start=1)}
    where = room(names=PEOPLE, lot=lot, memory=Memory(opened))
    placed = fair(list(PEOPLE), where, "x")
    assert placed.queue[0] in waited[4:]
    assert placed.reason == ("longest-wait", placed.queue[0])


def test_every_one_of_the_longest_waiting_half_can_be_drawn() -> None:
    opened = {"a": 1, "b": 2, "c": 3, "d": 4}
    openers = {fair("abcd", room(names="abcd", lot=str(n), memory=Memory(opened)), "x").queue[0] for n in range(60)}
    assert openers == {"c", "d"}


def test_without_a_memory_the_lot_alone_decides_and_says_so() -> None:
    assert fair("abc", room(names="abc"), "x").reason.code == "lot"


@given(st.uuids().map(str))
def test_a_newcomer_neither_opens_nor_closes(lot: str) -> None:
    where = room(names="abcde", lot=lot, memory=Memory(newcomers=frozenset("e")))
    queue = fair("abcde", where, "x").queue
    assert "e" not in (queue[0], queue[-1])


def test_newcomers_among_themselves_are_treated_alike() -> None:
    where = room(names="ab", memory=Memory(newcomers=frozenset("ab")))
    assert sorted(fair("ab", where, "x").queue) == ["a", "b"]


@given(st.uuids().map(str))
def test_nobody_answers_last_twice_in_a_row(lot: str) -> None:
    where = room(names="abcd", lot=lot, memory=Memory(closed="d"))
    assert fair("abcd", where, "x").queue[-1] != "d"


def test_nobody_here_means_no_turn() -> None:
    assert fair("", room(), "x").queue == ()


def test_the_lead_goes_first_where_openness_is_asked() -> None:
    where = room(team=team("abcd", c={"lead": True}))
    placed = order(step(order="leader-first"), "abcd", where)
    assert placed.queue[0] == "c"
    assert placed.reason == ("lead-first", "c")


def test_the_lead_goes_last_where_judgement_is_asked() -> None:
    where = room(team=team("abcd", c={"lead": True}))
    assert order(step(order="leader-last"), "abcd", where).queue[-1] == "c"
    assert order(step(order="together", lead_last=True), "abcd", where).queue[-1] == "c"


def test_without_a_lead_both_leader_orders_are_fair() -> None:
    where = room(names="abcd")
    plain = fair("abcd", where, "checkin")
    assert order(step(order="leader-first"), "abcd", where) == plain
    assert order(step(order="leader-last"), "abcd", where) == plain


def test_popcorn_knows_only_its_opener() -> None:
    placed = order(step(order="popcorn"), "abcd", room(names="abcd"))
    assert len(placed.queue) == 1
    assert placed.reason.code == "popcorn"


def test_open_calls_nobody_and_fixed_keeps_the_seats() -> None:
    assert order(step(order="open"), "dcba", room()).queue == ()
    assert order(step(order="fixed"), "dcba", room()).queue == tuple("dcba")
