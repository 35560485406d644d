"""Which steps a session has today, and how long they take."""

from ritual.model.plan import live_steps, planned, planned_total, possible_steps, turns
from tests.model.rooms import led, lobby, note, room, step


def test_steps_of_other_days_and_steps_switched_off_are_not_held() -> None:
    where = room(step(days=("mon",)), step("question", on=False), step("checkout"))
    assert [s.id for s in live_steps(lobby(), where)] == ["checkout"]
    assert [s.id for s in live_steps(lobby(switched={"question": True, "checkout": False}), where)] == ["question"]
    assert [s.id for s in possible_steps(lobby(switched={"checkout": False}), where)] == ["question", "checkout"]


def test_a_step_that_was_left_empty_behind_doesnt_come_up_again() -> None:
    empty = room(step("gratitude"), step(), step("question"), names="ab")
    stage = led(empty, "open")
    filled = room(step("gratitude"), step(), step("question"), names="ab", notes=(note("n", "b", "a"),))
    assert [s.id for s in live_steps(stage, filled)] == ["checkin", "question"]


def test_a_go_round_takes_each_persons_time_and_an_open_step_its_own() -> None:
    each, whole = step(seconds=12), step("question", order="open", seconds=60)
    where = room(each, whole, names="abc")
    assert [planned(s, lobby("abc"), where) for s in (each, whole)] == [36, 60]
    assert planned_total(lobby("abc"), where) == 96


def test_a_step_may_name_the_time_of_the_whole() -> None:
    where = room(step(seconds=90, whole=True))
    assert planned_total(lobby(), where) == 90


def test_popcorn_is_planned_for_everybody_here() -> None:
    popcorn = step(order="popcorn", seconds=10)
    assert planned(popcorn, lobby("abc"), room(popcorn, names="abc")) == 30


def test_the_turns_of_a_step_are_those_it_began_with() -> None:
    where = room(names="abc")
    stage = led(where, "open", "leave c")
    assert sorted(turns(where.ritual.steps[0], stage, where)) == ["a", "b"]
    assert sorted(turns(where.ritual.steps[0], lobby("abc"), where)) == ["a", "b", "c"]
