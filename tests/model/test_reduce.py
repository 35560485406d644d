"""The rules around the turn: opening, pausing, closing, time, and what is refused."""

from dataclasses import replace

import pytest

from ritual.model.command import Command, Why
from ritual.model.reduce import MOST_SECONDS, VERBS, reduce
from ritual.model.stage import CLOSED, LOBBY, PAUSED, RUNNING, Stage, from_data, to_data
from tests.model.rooms import led, lobby, moved, question, refused, room, step


def test_opening_seats_those_here_and_claims_what_they_wrote_ahead() -> None:
    where = room(names="abc", ahead={"checkin": {"a": "early", "c": "late"}})
    stage = led(where, "leave c", "open")
    assert [seat.person for seat in stage.seats] == ["a", "b"]
    assert stage.claimed == {"checkin": {"a": "early"}}


def test_a_session_opens_once_and_not_without_people() -> None:
    where = room(names="a")
    assert refused(led(where, "open"), "open", where) == "already-open"
    assert refused(led(where, "leave a"), "open", where) == "nobody-here"


def test_what_was_written_ahead_can_be_left_out_once() -> None:
    where = room(names="a", ahead={"checkin": {"a": "early"}})
    stage = led(where, "open", "leave-out")
    assert stage.claimed == {"checkin": {}}
    assert refused(stage, "leave-out", where) == "nothing-ahead"


def test_a_paused_session_moves_only_after_going_on() -> None:
    where = room(names="ab")
    stage = led(where, "open", "pause")
    assert stage.state == PAUSED
    assert refused(stage, "next", where) == "not-running"
    assert moved(stage, "resume", where).state == RUNNING
    assert moved(stage, "resume b", where).leader == "b"


def test_a_session_whose_machine_stopped_without_a_word_goes_on() -> None:
    where = room(names="ab")
    stage = led(where, "open", "next")
    assert moved(stage, "resume", where).place == stage.place


def test_closed_stays_closed() -> None:
    where = room(names="ab")
    stage = led(where, "open", "close")
    assert stage.state == CLOSED
    for verb in VERBS:
        assert refused(stage, verb, where) == "closed"


def test_before_the_start_only_people_and_steps_can_change() -> None:
    where = room()
    refusals = dict.fromkeys(("next", "back", "skip", "later", "call", "pause", "put-back"), "not-running")
    assert {verb: refused(lobby(), verb, where) for verb in refusals} == refusals
    assert refused(lobby(), "close", where) == "not-open"
    assert refused(lobby(), "resume", where) == "not-open"


def test_an_unknown_verb_is_refused() -> None:
    assert refused(lobby(), "dance", room()) == "unknown"


def test_time_counts_for_the_step_and_the_turn_it_was_spent_in() -> None:
    where = room(step(), step("question", order="open"), names="ab")
    stage = led(where, "open")
    stage = moved(stage, "next", where, took=7.0)
    stage = moved(stage, "pause", where, took=3.0)
    assert stage.spent == {"checkin": 10.0}
    assert stage.elapsed == 3.0
    assert moved(stage, "resume", where, took=500.0).spent == {"checkin": 10.0}


def test_a_closed_lid_doesnt_count() -> None:
    where = room(names="ab")
    assert moved(led(where, "open"), "next", where, took=9e9).spent == {"checkin": MOST_SECONDS}


def test_another_question_replaces_the_one_dealt_and_counts_as_asked() -> None:
    pool = {"checkin": (question("u"), question("v"))}
    where = room(step(deck="light"), names="ab", pool=pool)
    stage = led(where, "open", "other-question")
    assert stage.deals == {"checkin": {"": "v"}}
    assert refused(stage, "other-question", where) == "no-other-question"
    assert moved(stage, "close", where).asked == ("u", "v")


def test_another_question_can_be_dealt_to_the_speaker_alone() -> None:
    pool = {"checkin": tuple(question(q) for q in "uvw")}
    where = room(step(deck="light", deal=True), names="ab", pool=pool)
    stage = led(where, "open")
    other = moved(stage, "other-question", where)
    assert other.deals["checkin"][stage.current] == "w"
    assert other.deals["checkin"][stage.upcoming] == stage.deals["checkin"][stage.upcoming]


def test_another_question_before_the_start_names_its_step() -> None:
    where = room(step(deck="light"), names="ab", pool={"checkin": (question("u"), question("v"))})
    start = replace(lobby("ab"), deals={"checkin": {"": "u"}})
    assert led(where, "other-question step=checkin", start=start).deals == {"checkin": {"": "v"}}
    assert refused(start, "other-question", where) == "no-other-question"


def test_taking_over_copies_the_stage_one_term_further() -> None:
    where = room(names="ab")
    stage = led(where, "open", "next")
    taken = moved(stage, "take b", where)
    assert (taken.term, taken.leader, taken.place) == (1, "b", stage.place)


def test_nobody_takes_over_before_the_start_and_only_who_is_here_is_handed_to() -> None:
    where = room(names="ab")
    assert reduce(lobby("ab"), Command("take", "b"), where) == Why("not-open")
    stage = led(where, "open")
    assert reduce(stage, Command("hand-over", "c"), where) == Why("not-here")
    assert moved(stage, "hand-over b", where).leader == "b"


@pytest.mark.parametrize("stage", [lobby(), led(room(), "open", "next", "later"), led(room(), "open", "close")])
def test_a_stage_survives_its_plain_data(stage: Stage) -> None:
    assert from_data(to_data(stage)) == stage


@pytest.mark.parametrize(
    "hostile", [{"place": 3}, {"seats": [1], "trail": ["x"]}, {"counts": {"a": ["x"]}, "state": 9}]
)
def test_a_stage_of_nonsense_reads_as_nothing(hostile: dict[str, object]) -> None:
    read = from_data(hostile)
    assert read.state in (LOBBY, PAUSED)
    assert read.queue == ()
