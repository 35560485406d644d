"""Questions that don't repeat."""

from hypothesis import given
from hypothesis import strategies as st

from ritual.model.dealing import deal, draw, question, unused
from ritual.model.ritual import Step
from ritual.model.room import Room
from tests.model import rooms
from tests.model.rooms import lobby, room, step

DECK = [rooms.question(f"q{n}", level) for n, level in enumerate(["light"] * 4 + ["deep"] * 2)]


@given(st.text(), st.sets(st.sampled_from([q.id for q in DECK])))
def test_a_deck_is_used_up_before_a_question_returns(lot: str, asked: set[str]) -> None:
    drawn = [q.id for q in draw(DECK, (), sorted(asked), (), lot)]
    fresh = [q for q in drawn if q not in asked]
    assert drawn[: len(fresh)] == fresh
    assert sorted(drawn) == sorted(q.id for q in DECK)


def test_of_those_asked_the_one_asked_longest_ago_returns_first() -> None:
    asked = ["q3", "q0", "q5", "q1", "q4", "q2"]
    assert [q.id for q in draw(DECK, (), asked, (), "lot")] == asked


def test_banned_questions_and_other_levels_are_never_drawn() -> None:
    drawn = {q.id for q in draw(DECK, ("light",), (), ("q1",), "lot")}
    assert drawn == {"q0", "q2", "q3"}


def test_one_question_for_all_or_another_one_for_each() -> None:
    shared, each = step(deck="light"), step(deck="light", deal=True, step_id="each")
    pool = {s: tuple(rooms.question(q) for q in "uvwxyz") for s in ("checkin", "each")}
    where = room(shared, each, names="abc", pool=pool)
    stage = deal(lobby("abc"), where)
    assert stage.deals["checkin"] == {"": "u"}
    assert sorted(stage.deals["each"].values()) == ["u", "v", "w"]
    assert _asked(shared, "a", where) == _asked(shared, "b", where)
    assert _asked(each, "a", where) != _asked(each, "b", where)
    assert question(step("question"), "a", stage, where) is None


def test_dealing_again_changes_nothing_that_was_dealt() -> None:
    where = room(step(deck="light"), pool={"checkin": (rooms.question("u"), rooms.question("v"))})
    stage = deal(lobby(), where)
    assert deal(stage, where) == stage


def test_when_the_deck_runs_out_nothing_is_dealt() -> None:
    where = room(step(deck="light", deal=True), names="abc", pool={"checkin": (rooms.question("u"),)})
    stage = deal(lobby("abc"), where)
    assert list(stage.deals["checkin"].values()) == ["u"]
    assert unused("checkin", stage, where) == ""


def _asked(of: Step, who: str, where: Room) -> object:
    return question(of, who, deal(lobby("abc"), where), where)
