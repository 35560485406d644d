"""How the turn moves through a session."""

from ritual.model.stage import CLOSED, QUIET
from tests.model.rooms import ENERGY, led, lobby, moved, note, refused, room, step


def test_enter_alone_leads_a_session_from_start_to_end() -> None:
    where = room(step(), step("question", order="open"), names="abc")
    stage = led(where, "open")
    turns = 0
    while stage.state != CLOSED:
        stage, turns = moved(stage, "next", where), turns + 1
    assert turns == 4


def test_next_and_pass_are_one_and_the_same_move() -> None:
    where = room(names="abc")
    assert led(where, "open", "next").queue == led(where, "open").queue


def test_back_returns_through_turns_and_steps_and_loses_nothing() -> None:
    where = room(step(), step("question"), names="ab")
    places = [led(where, "open", *["next"] * n).place for n in range(4)]
    stage = led(where, "open", "next", "next", "next")
    for place in reversed(places[:3]):
        stage = moved(stage, "back", where)
        assert stage.place == place
    assert refused(stage, "back", where) == "at-the-start"


def test_going_back_and_on_again_keeps_the_order_of_the_step() -> None:
    where = room(step(), step("question"), names="ab")
    stage = led(where, "open", "next", "next")
    again = led(where, "back", "next", start=stage)
    assert again.queue == stage.queue
    assert again.place == stage.place


def test_skip_leaves_the_step_and_back_returns_to_where_it_was_left() -> None:
    where = room(step(), step("question"), names="abc")
    stage = led(where, "open", "next")
    skipped = moved(stage, "skip", where)
    assert skipped.place.step == "question"
    assert moved(skipped, "back", where).place == stage.place


def test_later_brings_a_person_back_at_the_end() -> None:
    where = room(names="abc")
    stage = led(where, "open")
    first, second, third = stage.queue
    assert moved(stage, "later", where).queue == (second, third, first)
    assert refused(led(where, "open", "next", "next"), "later", where) == "nobody-after"


def test_in_popcorn_the_speaker_names_the_next() -> None:
    where = room(step(order="popcorn"), names="abc")
    stage = led(where, "open")
    others = [c for c in "abc" if c != stage.current]
    called = moved(stage, f"call {others[1]}", where)
    assert called.queue == (stage.current, others[1])
    assert called.current == others[1]
    assert refused(called, f"call {stage.current}", where) == "not-to-call"
    assert refused(called, "call z", where) == "not-to-call"


def test_in_popcorn_enter_draws_the_next_by_lot_until_everybody_was_called() -> None:
    where = room(step(order="popcorn"), names="abc")
    stage = led(where, "open", "next", "next")
    assert sorted(stage.queue) == ["a", "b", "c"]
    assert moved(stage, "next", where).state == CLOSED


def test_in_popcorn_later_puts_a_person_back_among_those_to_be_called() -> None:
    where = room(step(order="popcorn"), names="ab")
    stage = led(where, "open")
    later = moved(stage, "later", where)
    assert later.current != stage.current
    assert sorted(moved(later, "next", where).queue) == ["a", "b"]
    assert refused(led(where, "open", "next"), "later", where) == "nobody-after"


def test_nobody_is_called_by_name_elsewhere() -> None:
    assert refused(led(room(), "open"), "call b", room()) == "not-popcorn"


def test_a_silent_minute_comes_before_the_turns() -> None:
    where = room(step("question", silent=60), names="ab")
    stage = led(where, "open")
    assert stage.place.turn == QUIET
    assert stage.queue == ()
    assert moved(stage, "next", where).current in "ab"


def test_a_together_step_is_revealed_only_after_its_silence() -> None:
    where = room(step("question", order="together"), names="ab")
    stage = led(where, "open")
    assert stage.revealed == ()
    assert moved(stage, "next", where).revealed == ("question",)


def test_checkout_together_shows_fingers_and_calls_nobody() -> None:
    where = room(step("checkout", order="together", scale=ENERGY), names="ab")
    stage = led(where, "open", "next")
    assert stage.current == ""
    assert moved(stage, "next", where).state == CLOSED


def test_a_note_opens_in_two_beats() -> None:
    where = room(step("gratitude"), names="ab", notes=(note("n", "b", "a"),))
    stage = led(where, "open")
    assert (stage.current, stage.place.beat, stage.heard) == ("n", 0, ())
    shown = moved(stage, "next", where)
    assert (shown.current, shown.place.beat, shown.heard) == ("n", 1, ("n",))
    assert moved(shown, "next", where).state == CLOSED


def test_going_back_doesnt_unsay_a_note() -> None:
    where = room(step("gratitude"), names="ab", notes=(note("n", "b", "a"),))
    stage = led(where, "open", "next", "back")
    assert stage.heard == ("n",)
    assert refused(stage, "put-back", where) == "already-shown"


def test_a_note_can_be_put_back_unseen() -> None:
    notes = (note("m", "b", "a"), note("n", "b", "a"))
    where = room(step("gratitude"), step("question", order="open"), names="ab", notes=notes)
    stage = led(where, "open", "put-back")
    assert (stage.queue, stage.heard) == (("n",), ())
    assert moved(stage, "put-back", where).place.step == "question"


def test_reading_is_passed_on_without_a_reason() -> None:
    where = room(step("gratitude"), names="abcd", notes=(note("n", "b", "a"),))
    assert led(where, "open", "other-reader").passes == 1
    assert refused(led(room(), "open"), "other-reader", room()) == "no-note"
    assert refused(led(room(), "open"), "put-back", room()) == "no-note"


def test_a_step_with_nothing_in_it_disappears() -> None:
    where = room(step("gratitude"), step("actions"), step(days=("mon",)), step("question"), names="ab")
    assert led(where, "open").place.step == "question"


def test_promises_come_back_at_most_as_many_as_the_step_says() -> None:
    where = room(step("actions", most=2), names="ab", promises=("p", "q", "r"))
    assert led(where, "open").queue == ("p", "q")


def test_a_session_of_nothing_but_empty_steps_closes_at_once() -> None:
    where = room(step("gratitude"), names="ab")
    assert led(where, "open").state == CLOSED


def test_a_stage_at_no_step_begins_the_first() -> None:
    where = room(names="ab")
    assert led(where, "next", start=lobby("ab", state="running")).place.step == "checkin"
