"""What stays of a session when it closes."""

from dataclasses import fields, replace

from ritual.model.closing import is_kept, to_erase
from ritual.model.entry import ANSWER, Entry
from ritual.model.stage import Stage
from tests.model.rooms import ENERGY, led, moved, note, room, step

STAYS = {"term", "leader", "state", "revealed", "spent", "heads", "first", "last", "asked", "counts", "kept", "written"}


def answer(answer_id: str, where: str, by: str, point: int | None = None, words: str = "") -> Entry:
    data = {"session": "lot", "step": where, "by": by, "point": point, "words": words}
    return Entry(answer_id, ANSWER, "2026-11-24T09:31:00Z", "UTC", 0, "a", "device", data)


def test_closing_empties_everything_that_tells_who_was_here_or_spoke() -> None:
    where = room(names="abc", ahead={"checkin": {"a": "early"}})
    stage = led(where, "open", "next", "later", "close")
    blank = Stage()
    left = {field.name for field in fields(Stage) if getattr(stage, field.name) != getattr(blank, field.name)}
    assert left <= STAYS
    assert stage.heads == 3


def test_passing_skipping_and_speaking_look_the_same_afterwards() -> None:
    where = room(names="abc")
    spoke = replace(where, answers=(answer("x", "checkin", "a", 3, "tired"),))
    for verbs in (("next", "next"), ("next", "later")):
        stage = led(where, "open", *verbs)
        assert moved(stage, "close", where) == moved(stage, "close", spoke)


def test_the_first_and_the_last_of_the_fair_round_are_remembered() -> None:
    where = room(step("question", order="fixed"), step("gratitude"), step(), names="abc", notes=(note("n", "b", "a"),))
    stage = led(where, "open", "skip", "skip", "next", "next")
    queue = stage.queue
    done = moved(stage, "next", where)
    assert (done.first, done.last) == (queue[0], queue[-1])


def test_a_round_that_stopped_halfway_has_no_last() -> None:
    where = room(names="abc")
    stage = led(where, "open", "next")
    closed = moved(stage, "close", where)
    assert (closed.first, closed.last) == (stage.queue[0], "")


def test_kept_answers_stay_and_the_others_are_erased() -> None:
    where = room(step(), step("question", keep="record"))
    kept, gone, empty = (
        answer("k", "question", "a", words="flaky"),
        answer("g", "checkin", "a", 2),
        answer("e", "question", "b"),
    )
    assert [is_kept(a, where.ritual) for a in (kept, gone, empty)] == [True, False, False]
    assert not is_kept(answer("o", "elsewhere", "a", words="x"), where.ritual)
    assert to_erase([kept, gone, empty], [kept, gone, empty], where.ritual) == [gone, empty]
    assert to_erase([kept], [], where.ritual) == [kept]
    closed = led(replace(where, answers=(kept, gone), kept=("win", "k")), "open", "close")
    assert closed.kept == ("k", "win")


def test_points_are_counted_without_names_only_where_the_team_said_so() -> None:
    answers = (answer("x", "checkin", "a", 3), answer("y", "checkin", "b", 3), answer("z", "checkin", "c", 1))
    where = room(step(scale=ENERGY), step("checkout", scale=ENERGY), names="abc", answers=answers)
    assert led(where, "open", "close").counts == {}
    assert led(replace(where, counts_points=True), "open", "close").counts == {"checkin": (1, 0, 2)}
