"""People come late, leave and return; seats never move."""

from ritual.model.stage import CLOSED
from tests.model.rooms import led, lobby, moved, note, question, refused, room, step


def test_a_latecomer_takes_the_last_seat_and_the_last_turn() -> None:
    where = room(names="abc")
    stage = led(where, "open", "join c", start=lobby("ab"))
    assert [seat.person for seat in stage.seats] == ["a", "b", "c"]
    assert stage.queue[-1] == "c"


def test_a_guest_can_join_by_name() -> None:
    where = room(names="ab")
    assert led(where, "open", "join ~Kim").here == ("a", "b", "~Kim")


def test_joining_twice_or_unnamed_is_refused() -> None:
    where = room(names="ab")
    assert refused(led(where, "open"), "join a", where) == "already-here"
    assert refused(led(where, "open"), "join", where) == "nobody-named"


def test_who_leaves_loses_the_turns_to_come_and_keeps_the_seat() -> None:
    where = room(names="abc")
    stage = led(where, "open")
    last = stage.queue[-1]
    gone = moved(stage, f"leave {last}", where)
    assert last not in gone.queue
    assert [seat.person for seat in gone.seats] == ["a", "b", "c"]
    back = moved(gone, f"join {last}", where)
    assert back.queue[-1] == last
    assert [seat.person for seat in back.seats] == ["a", "b", "c"]


def test_who_returns_after_a_turn_isnt_called_again() -> None:
    where = room(names="abc")
    stage = led(where, "open", "next")
    first = stage.queue[0]
    assert led(where, f"leave {first}", f"join {first}", start=stage).queue == stage.queue


def test_when_the_speaker_leaves_the_next_one_speaks() -> None:
    where = room(names="abc")
    stage = led(where, "open")
    assert moved(stage, f"leave {stage.current}", where).current == stage.upcoming


def test_when_the_last_speaker_leaves_the_step_ends() -> None:
    where = room(step(), step("question", order="open"), names="ab")
    stage = led(where, "open", "next")
    gone = moved(stage, f"leave {stage.current}", where)
    assert gone.place.step == "question"
    assert moved(gone, "next", where).state == CLOSED


def test_leaving_in_the_lobby_and_in_silence_changes_no_turn() -> None:
    where = room(step("question", silent=60), names="ab")
    assert led(where, "leave b").here == ("a",)
    assert led(where, "open", "leave b").here == ("a",)
    assert refused(lobby("ab"), "leave z", where) == "not-here"


def test_leaving_a_step_that_calls_nobody_changes_nothing_in_it() -> None:
    where = room(step("question", order="open"), names="ab")
    stage = led(where, "open")
    assert moved(stage, "leave b", where).place == stage.place


def test_a_note_waits_when_its_receiver_leaves() -> None:
    notes = (note("m", "b", "a"), note("n", "b", "c"))
    where = room(step("gratitude"), names="abc", notes=notes)
    assert led(where, "open", "leave c").queue == ("m",)


def test_a_note_that_was_shown_stays_in_its_turn() -> None:
    where = room(step("gratitude"), names="abc", notes=(note("m", "b", "a"),))
    assert led(where, "open", "next", "leave a").queue == ("m",)


def test_joining_during_popcorn_or_the_jar_adds_no_turn() -> None:
    popcorn = room(step(order="popcorn"), names="abc")
    assert "c" not in led(popcorn, "open", "join c", start=lobby("ab")).queue
    jar = room(step("gratitude"), names="abc", notes=(note("m", "b", "a"),))
    assert led(jar, "open", "join c", start=lobby("ab")).queue == ("m",)


def test_a_latecomer_gets_a_question_of_their_own() -> None:
    pool = {"checkin": tuple(question(q) for q in "uvw")}
    where = room(step(deck="light", deal=True), names="abc", pool=pool)
    stage = led(where, "open", "join c", start=lobby("ab"))
    assert len(set(stage.deals["checkin"].values())) == 3


def test_a_step_can_be_switched_off_before_it_begins() -> None:
    where = room(step(), step("question"), names="ab")
    stage = led(where, "switch step=question off", "open", "next")
    assert moved(stage, "next", where).state == CLOSED
    assert refused(stage, "switch step=checkin off", where) == "already-begun"
    assert refused(stage, "switch step=nothing off", where) == "no-such-step"


def test_a_guest_keeps_the_jar_shut_unless_it_is_opened_by_hand() -> None:
    where = room(step("gratitude"), names="ab", notes=(note("m", "b", "a"),))
    stage = led(where, "join ~Kim")
    assert moved(stage, "open", where).state == CLOSED
    assert led(where, "switch step=gratitude", "open", start=stage).current == "m"


def test_a_latecomer_brings_along_what_was_written_ahead() -> None:
    where = room(names="abc", ahead={"checkin": {"c": "early", "b": "other"}, "hand": {"a": "x"}})
    before = moved(lobby("ab"), "join c", where)
    assert before.claimed == {}
    late = led(where, "open", "join c", start=lobby("ab"))
    assert late.claimed == {"checkin": {"b": "other", "c": "early"}, "hand": {"a": "x"}}
