"""One session as the record has it: read again when something has moved, and how long it has stood so."""

from pathlib import Path

from ritual.actions.leading import prepare, resume
from ritual.model.entry import SESSION
from tests.actions.teams import (
    ANA,
    BO,
    adopted,
    begun,
    done,
    founded,
    led,
    stands,
    step,
    thanked,
)


def test_a_kudos_from_the_shell_meanwhile_is_no_hindrance(tmp_path: Path) -> None:
    machine, ws = founded(tmp_path)
    circle = begun(ws)
    assert not circle.refresh()
    thanked(machine.open(), BO, ANA, "the rollback notes")
    led(circle, "next")
    done(circle.say("fine"))
    assert circle.room().notes[0].data["words"] == "the rollback notes"


def test_refreshing_says_whether_something_changed(tmp_path: Path) -> None:
    machine, ws = founded(tmp_path)
    one = begun(ws)
    two = resume(machine.open(), one.session.id)
    assert not two.refresh()
    machine.later(5)
    led(one, "next")
    machine.later(5)
    assert two.refresh()
    assert two.elapsed() == 0
    done(one.say("fine"))
    assert two.refresh()


def test_time_counts_while_the_round_runs_and_not_while_the_lid_is_closed(tmp_path: Path) -> None:
    machine, ws = founded(tmp_path)
    circle = prepare(ws, "standup")
    machine.later(60)
    assert circle.elapsed() == 0
    led(circle, "open")
    machine.later(10)
    assert circle.elapsed() == 10
    machine.asleep(hours=3)
    led(circle, "next", "pause")
    machine.later(600)
    assert circle.elapsed() == 0
    led(circle, "resume")
    machine.later(2)
    led(circle, "close")
    assert circle.stage.total == 12


def test_a_session_keeps_the_definition_it_was_opened_with(tmp_path: Path) -> None:
    machine, ws = founded(tmp_path)
    adopted(ws, step(), name="own")
    circle = begun(ws, "own")
    adopted(ws, step("question"), name="own")
    assert resume(machine.open(), circle.session.id).ritual == circle.ritual
    assert prepare(ws, "own").ritual != circle.ritual
    assert stands(ws, circle.session.id).kind == SESSION
