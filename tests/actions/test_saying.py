"""What people say in a session becomes entries, each of the kind that the step at hand asks for."""

from pathlib import Path

import pytest

from ritual.actions.circle import Circle
from ritual.actions.leading import prepare, resume
from ritual.actions.recap import of_circle
from ritual.actions.workspace import Workspace
from ritual.model.clean import clean
from ritual.model.entry import ACTION, ANSWER, KUDOS, MARK, WIN
from ritual.model.recap_text import FORMATS
from tests.actions.teams import (
    ANA,
    BO,
    CHRIS,
    DAI,
    ENERGY,
    adopted,
    begun,
    done,
    founded,
    led,
    refused,
    stands,
    step,
    thanked,
    to,
    to_turn,
)
from tests.nasty import NASTY

THURSDAY = "2026-11-26T13:00:00Z"


def weekly(folder: Path, step_id: str) -> tuple[Workspace, Circle]:
    """A weekly in the step of that id, past any silence."""
    _, ws = founded(folder, THURSDAY)
    circle = to(begun(ws, "weekly"), step_id)
    return ws, led(circle, *["next"] * circle.stage.is_quiet)


def test_words_and_points_are_the_answer_of_whose_turn_it_is(tmp_path: Path) -> None:
    _, ws = founded(tmp_path)
    circle = to_turn(begun(ws), BO)
    first = done(circle.say("tired"))
    assert (first.kind, first.by, first.words, first.kept) == (ANSWER, BO, "tired", False)
    second = done(circle.point(2))
    assert (second.id, second.words, second.point) == (first.id, "tired", 2)
    done(circle.point(0))
    (answer,) = ws.record.entries(ANSWER)
    assert (answer.data["words"], answer.data["point"], answer.data["kept"]) == ("tired", None, False)
    assert answer.data["step"] == "energy"


def test_a_line_of_the_open_floor_is_kept_under_the_name_before_its_colon(tmp_path: Path) -> None:
    _, ws = founded(tmp_path)
    circle = to(begun(ws), "hand")
    said = [done(circle.say(words)) for words in ("Chris: a reviewer", "a quiet hour", "Chris: and coffee")]
    assert [(each.by, each.words, each.kept) for each in said] == [
        (CHRIS, "a reviewer", True),
        ("", "a quiet hour", True),
        (CHRIS, "and coffee", True),
    ]
    assert done(circle.say("by argument", by=DAI)).by == DAI
    led(circle, "close")
    lines = [line.words for line in of_circle(circle).lines]
    assert lines == ["a reviewer", "a quiet hour", "and coffee", "by argument"]


def test_wins_are_logged_for_whoever_is_named_or_for_nobody(tmp_path: Path) -> None:
    ws, circle = weekly(tmp_path, "wins")
    assert done(circle.say("Bo: search is fast")).by == BO
    assert done(circle.say("the pager was silent")).by == ""
    assert [win.data["session"] for win in ws.record.entries(WIN)] == [circle.session.id] * 2


def test_thanks_in_the_round_are_open_at_once(tmp_path: Path) -> None:
    ws, circle = weekly(tmp_path, "jar")
    written = done(circle.say("Bo, Chris: the pairing"))
    assert (written.kind, written.by) == (KUDOS, ANA)
    note = stands(ws, written.id)
    assert (note.data["to"], note.data["now"], note.data["session"]) == ([BO, CHRIS], True, circle.session.id)
    assert done(circle.say("the pairing", by=BO, to=[DAI])).by == BO
    said = done(circle.say("Ana, from Bo: leading us"))
    assert (said.by, stands(ws, said.id).data["to"], said.words) == (BO, [ANA], "leading us")
    assert refused(circle.say("good work everybody")) == "thanks-to-whom"
    assert refused(circle.say("Ana: to myself")) == "thanks-to-oneself"
    assert refused(circle.say("Ana, Bo: to us")) == "thanks-to-oneself"


def test_thanks_written_in_the_silent_minute_join_the_jar_and_are_read_aloud(tmp_path: Path) -> None:
    _, ws = founded(tmp_path, THURSDAY)
    circle = to(begun(ws, "weekly"), "jar")
    assert circle.stage.is_quiet
    written = done(circle.say("Bo: the pairing"))
    led(circle, "next")
    assert circle.stage.current == written.id
    scene = led(circle, "next").scene()
    assert scene
    assert scene.note
    assert scene.note.words == "the pairing"


@pytest.mark.parametrize(
    ("said", "owner", "words", "due"),
    [
        ("Bo: pin the image by friday", BO, "pin the image", "2026-11-27"),
        ("Bo: pin the image bis morgen.", BO, "pin the image", "2026-11-27"),
        ("stand by the door", ANA, "stand by the door", ""),
        ("@chris tidy the board", CHRIS, "tidy the board", ""),
    ],
)
def test_what_is_typed_where_a_step_yields_promises_becomes_one(
    tmp_path: Path, said: str, owner: str, words: str, due: str
) -> None:
    ws, circle = weekly(tmp_path, "change")
    to_turn(circle, ANA)
    written = done(circle.say(said))
    promise = stands(ws, written.id)
    assert promise.kind == ACTION
    assert (promise.by, promise.data["words"], promise.data["due"]) == (owner, words, due)


def test_promises_come_back_until_they_are_done_or_dropped(tmp_path: Path) -> None:
    machine, ws = founded(tmp_path, THURSDAY)
    circle = to(begun(ws, "weekly"), "change")
    for words in ("Bo: one", "Chris: two", "Dai: three"):
        done(circle.say(words))
    led(circle, "close")
    machine.later(days=7)
    circle = to(begun(ws, "weekly"), "promises")
    became = []
    for state in ("done", "wanted", "dropped"):
        scene = circle.scene()
        assert scene
        assert scene.promise
        became.append((scene.owner, scene.promise.data["words"]))
        assert done(circle.settle(state)).words == state
        led(circle, "next")
    assert became == [("Bo", "one"), ("Chris", "two"), ("Dai", "three")]
    led(circle, "close")
    assert [(line.words, line.detail) for line in of_circle(circle).lines] == [("one", "done"), ("three", "dropped")]
    machine.later(days=7)
    circle = to(begun(ws, "weekly"), "promises")
    assert [stands(ws, each).data["words"] for each in circle.stage.queue] == ["two"]


def test_what_became_of_a_promise_is_said_anew_and_taken_back(tmp_path: Path) -> None:
    machine, ws = founded(tmp_path, THURSDAY)
    led(to(begun(ws, "weekly"), "change"), "next").say("Bo: one")
    machine.later(days=7)
    circle = to(begun(ws, "weekly"), "promises")
    done(circle.settle("done"))
    done(circle.settle("dropped"))
    assert [mark.data["kind"] for mark in ws.record.entries(MARK)] == ["dropped"]
    done(circle.take_back())
    assert ws.record.entries(MARK) == []
    assert refused(circle.settle("forgotten")) == "no-promise"
    assert refused(to(circle, "wins").settle("done")) == "no-promise"


def test_a_topic_is_parked_at_any_moment_of_an_open_session(tmp_path: Path) -> None:
    _, ws = founded(tmp_path)
    assert refused(prepare(ws, "standup").park("x")) == "not-open"
    circle = begun(ws)
    assert refused(circle.park("  ")) == "no-words"
    parked = done(circle.park("who owns the certificates?"))
    led(circle, "pause")
    done(circle.park("and the pager?"))
    led(circle, "close")
    assert [line.words for line in of_circle(circle).lines] == ["who owns the certificates?", "and the pager?"]
    assert stands(ws, parked.id).by == ""
    assert refused(circle.park("too late")) == "closed"


def test_in_silence_nobody_answers(tmp_path: Path) -> None:
    _, ws = founded(tmp_path)
    adopted(ws, step(order="together", scale=ENERGY))
    circle = begun(ws, "own")
    assert refused(circle.say("x")) == "quiet"
    assert refused(circle.point(1)) == "no-scale"
    led(circle, "next")
    done(circle.say("x"))


def test_points_need_a_scale_that_has_them(tmp_path: Path) -> None:
    _, ws = founded(tmp_path)
    circle = begun(ws)
    assert [refused(circle.point(number)) for number in (-1, 6)] == ["no-such-point"] * 2
    assert refused(to(circle, "hand").point(1)) == "no-scale"
    led(circle, "close")
    assert refused(circle.point(1)) == "no-scale"


def test_before_the_first_step_and_after_the_last_nothing_is_said(tmp_path: Path) -> None:
    _, ws = founded(tmp_path)
    circle = prepare(ws, "standup")
    assert refused(circle.say("x")) == "no-step"
    led(circle, "open")
    assert refused(circle.say(" \x1b[2J ")) == "no-words"
    led(circle, "close")
    assert refused(circle.say("x")) == "no-step"


def test_somebody_else_who_changes_the_same_answer_at_the_same_moment_wins(tmp_path: Path) -> None:
    machine, ws = founded(tmp_path)
    circle = begun(ws)
    done(circle.say("first"))
    beside = resume(machine.open(), circle.session.id)
    machine.meanwhile = lambda: beside.say("from the other terminal")
    assert refused(circle.say("second")) == "led-elsewhere"
    assert circle.refresh()
    scene = circle.scene()
    assert scene
    assert scene.words == "from the other terminal"


def test_whatever_is_typed_is_kept_clean_and_breaks_nothing(tmp_path: Path) -> None:
    _, ws = founded(tmp_path)
    circle = to(begun(ws), "hand")
    for nasty in NASTY:
        circle.say(nasty)
    for nasty in NASTY[::7]:
        circle.say(f"Bo: {nasty}")
        circle.park(nasty)
    led(circle, "close")
    words = {line.words for line in of_circle(circle).lines}
    assert {clean(nasty).text.strip() for nasty in NASTY} - {""} <= words
    for write in FORMATS.values():
        assert write(of_circle(circle), ws.zone)


def test_a_note_that_another_program_wrote_is_shown_clean(tmp_path: Path) -> None:
    _, ws = founded(tmp_path)
    thanked(ws, BO, ANA, "clear \x1b[2J\x1b]0;title\x07\u202eevil", link="\x1b[31mred")
    scene = led(to(begun(ws), "jar"), "next").scene()
    assert scene
    assert scene.note
    assert (scene.note.words, scene.note.link) == ("clear evil", "red")
