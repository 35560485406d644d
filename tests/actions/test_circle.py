"""Leading one session: everything that moves it is written at once, and nothing before it is opened."""

from pathlib import Path

import pytest

from ritual.actions.leading import prepare, resume
from ritual.errors import StoreTrouble
from ritual.files.drafts import in_session, save_draft
from ritual.model.entry import ANSWER, MARK, SESSION, STAGE
from tests.actions.teams import (
    ANA,
    BO,
    CHRIS,
    DAI,
    INES,
    TUESDAY,
    begun,
    changed,
    done,
    founded,
    led,
    refused,
    thanked,
    to,
    to_turn,
    wrote_ahead,
)


def test_before_it_is_opened_nothing_of_a_session_is_written(tmp_path: Path) -> None:
    _, ws = founded(tmp_path)
    circle = prepare(ws, "standup")
    assert not circle.is_open
    led(circle, f"leave {BO}", f"join {BO}", f"leave {INES}", "join ~Kim")
    assert circle.do("switch", step="energy", on=False) is None
    assert circle.scene() is None
    assert [row.name for row in circle.lobby().people if row.here] == ["Ana", "Bo", "Chris", "Dai", "Kim"]
    assert [row.on for row in circle.lobby().steps] == [False, True]
    assert [ws.record.entries(kind) for kind in (SESSION, STAGE, ANSWER, MARK)] == [[], [], [], []]


def test_opening_writes_the_session_and_every_command_its_stage(tmp_path: Path) -> None:
    machine, ws = founded(tmp_path)
    circle = begun(ws)
    (opening,) = ws.record.entries(SESSION)
    assert (opening.id, opening.at, opening.author) == (circle.session.id, TUESDAY, ANA)
    machine.later(12)
    led(circle, "next")
    (stage,) = ws.record.entries(STAGE)
    assert stage.rev == 1
    assert circle.stage.spent == {"energy": 12.0}
    assert resume(machine.open(), circle.session.id).stage == circle.stage


def test_a_whole_standup_is_led_by_going_on_alone(tmp_path: Path) -> None:
    machine, ws = founded(tmp_path)
    thanked(ws, BO, ANA, "the rollback notes")
    circle = begun(ws)
    steps = []
    while scene := circle.scene():
        steps.append((scene.title, scene.phase))
        machine.later(12)
        led(circle, "next")
    assert steps == [*[("Check-in", "turn")] * 5, ("Jar", "announced"), ("Jar", "words"), ("A hand", "open")]
    assert circle.session.is_closed
    assert refused(circle.do("next")) == "closed"


def test_back_skip_and_later_move_the_turn(tmp_path: Path) -> None:
    _, ws = founded(tmp_path)
    circle = begun(ws)
    first, second = circle.stage.queue[:2]
    led(circle, "next", "back")
    assert circle.stage.current == first
    led(circle, "later")
    assert circle.stage.current == second
    assert circle.stage.queue[-1] == first
    led(circle, "skip")
    assert circle.stage.place.step == "hand"


def test_what_was_said_is_shown_only_while_its_turn_lasts(tmp_path: Path) -> None:
    _, ws = founded(tmp_path)
    circle = begun(ws)
    done(circle.say("slept badly"))
    done(circle.point(2))
    scene = circle.scene()
    assert scene
    assert (scene.words, scene.point) == ("slept badly", 2)
    led(circle, "next")
    scene = circle.scene()
    assert scene
    assert (scene.words, scene.point) == ("", 0)


def test_the_notes_of_the_jar_are_opened_when_their_words_are_shown(tmp_path: Path) -> None:
    _, ws = founded(tmp_path)
    first = thanked(ws, BO, ANA, "the rollback notes")
    second = thanked(ws, BO, CHRIS, "the review")
    circle = to(begun(ws), "jar")
    assert [note.id for note in ws.record.unopened()] == [first.id, second.id]
    assert led(circle, "next").scene() is not None
    assert [note.id for note in ws.record.unopened()] == [second.id]
    led(circle, "next", "put-back")
    assert [note.id for note in ws.record.unopened()] == [second.id]
    led(circle, "close")
    assert [note.id for note in ws.record.unopened()] == [second.id]


def test_a_note_that_is_never_read_aloud_comes_in_the_recap_alone(tmp_path: Path) -> None:
    _, ws = founded(tmp_path)
    changed(ws, ANA, praise="quiet")
    note = thanked(ws, BO, ANA, "for staying late")
    circle = begun(ws)
    assert [row.title for row in circle.lobby().steps] == ["Check-in", "A hand"]
    led(circle, "close")
    assert circle.stage.kept == (note.id,)
    assert ws.record.unopened() == []


def test_with_a_guest_the_jar_stays_shut_unless_it_is_opened_by_hand(tmp_path: Path) -> None:
    _, ws = founded(tmp_path)
    changed(ws, DAI, praise="quiet")
    aloud, quiet = thanked(ws, BO, ANA, "the rollback notes"), thanked(ws, BO, DAI, "staying late")
    circle = led(prepare(ws, "standup"), "join ~Kim")
    assert "Jar" not in [row.title for row in circle.lobby().steps if row.on]
    led(circle, "open", "close")
    assert [note.id for note in ws.record.unopened()] == [aloud.id, quiet.id]
    circle = led(prepare(ws, "standup"), "join ~Kim")
    assert circle.do("switch", step="jar") is None
    led(circle, "open", "close")
    assert [note.id for note in ws.record.unopened()] == [aloud.id]


def test_two_terminals_see_each_other_and_the_slower_one_moves_nothing(tmp_path: Path) -> None:
    machine, ws = founded(tmp_path)
    one = begun(ws)
    two = resume(machine.open(), one.session.id)
    led(one, "next")
    before = one.stage
    assert refused(two.do("next")) == "led-elsewhere"
    assert two.stage == before
    assert ws.record.entries(STAGE)[0].rev == 1


def test_words_typed_for_a_turn_that_is_over_elsewhere_are_refused(tmp_path: Path) -> None:
    machine, ws = founded(tmp_path)
    one = begun(ws)
    two = resume(machine.open(), one.session.id)
    led(two, "next")
    assert refused(one.say("x")) == "led-elsewhere"
    led(two, "next")
    assert refused(one.point(3)) == "led-elsewhere"
    led(two, "next")
    assert refused(one.park("x")) == "led-elsewhere"
    led(two, "next")
    assert refused(one.settle("done")) == "led-elsewhere"
    assert ws.record.entries(ANSWER) == []


def test_two_commands_at_the_very_same_moment_move_the_session_once(tmp_path: Path) -> None:
    machine, ws = founded(tmp_path)
    one = begun(ws)
    two = resume(machine.open(), one.session.id)
    machine.meanwhile = lambda: led(one, "next")
    assert refused(two.do("next")) == "led-elsewhere"
    assert two.stage == one.stage
    assert one.stage.place.turn == 1


def test_what_was_typed_and_never_sent_goes_with_the_round(tmp_path: Path) -> None:
    machine, ws = founded(tmp_path)
    circle = begun(ws)
    save_draft(ws.around.env, in_session(circle.session.id, "words", "energy"), "unspeakable")
    assert b"unspeakable" in machine.bytes()
    led(circle, "next", "close")
    assert b"unspeakable" not in machine.bytes()


def test_what_was_written_last_is_taken_back(tmp_path: Path) -> None:
    _, ws = founded(tmp_path)
    circle = begun(ws)
    assert refused(circle.take_back()) == "nothing-to-undo"
    done(circle.say("first"))
    done(circle.say("second"))
    done(circle.point(4))
    who = circle.stage.current
    for words, number in (("second", None), ("first", None)):
        done(circle.take_back())
        answer = circle.session.answers["energy", who]
        assert (answer.data["words"], answer.data["point"]) == (words, number)
    done(circle.take_back())
    assert circle.session.answers == {}
    assert refused(circle.take_back()) == "nothing-to-undo"


def test_what_could_not_be_taken_back_can_be_once_the_disk_plays_along(tmp_path: Path) -> None:
    _, ws = founded(tmp_path)
    circle = begun(ws)
    line = done(circle.say("said"))

    def refuses(*_: object, **__: object) -> None:
        raise StoreTrouble("The disk is full.")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ws.record, "append", refuses)
        with pytest.raises(StoreTrouble):
            circle.take_back()
    assert done(circle.take_back()).id == line.id
    assert circle.session.answers == {}


def test_taking_back_what_is_gone_already_does_nothing(tmp_path: Path) -> None:
    _, ws = founded(tmp_path)
    circle = to(begun(ws), "hand")
    line = done(circle.say("Chris: a reviewer"))
    assert circle.erase(line.id)
    done(circle.take_back())
    assert ws.record.entry(line.id) is None


def test_a_line_of_the_recap_is_erased_for_good(tmp_path: Path) -> None:
    machine, ws = founded(tmp_path)
    circle = to(begun(ws), "hand")
    line = done(circle.say("Chris: the zebra crossing"))
    led(circle, "close")
    assert b"zebra" in machine.bytes()
    assert circle.erase(line.id)
    assert b"zebra" not in machine.bytes()
    assert not circle.erase(line.id)


def test_latecomers_bring_along_what_they_wrote_ahead(tmp_path: Path) -> None:
    _, ws = founded(tmp_path)
    early = wrote_ahead(ws, INES, "on the train")
    circle = led(prepare(ws, "standup", absent=[INES]), "open")
    assert circle.stage.claimed["energy"] == {}
    led(circle, f"join {INES}")
    to_turn(circle, INES)
    scene = circle.scene()
    assert scene
    assert (scene.words, scene.ahead) == ("on the train", True)
    led(circle, "close")
    assert ws.record.entry(early.id) is None


def test_wishes_are_told_only_where_their_author_wants_it_and_is_there(tmp_path: Path) -> None:
    _, ws = founded(tmp_path)
    for who, tell in ((BO, True), (CHRIS, False), (DAI, True)):
        wrote_ahead(ws, who, "fine", wish={"words": "talk to me after", "tell": tell})
    circle = prepare(ws, "standup", absent=[DAI])
    assert circle.wishes() == (("Bo", "talk to me after"),)
    led(circle, "open")
    assert circle.wishes() == (("Bo", "talk to me after"),)
    to_turn(circle, BO)
    done(circle.say("better now"))
    assert circle.wishes() == (("Bo", "talk to me after"),)
    led(circle, "close")
    assert circle.wishes() == ()
