"""The team's choice to have points counted: from the next round on, and taken back with everything that was counted."""

from pathlib import Path

import pytest

from ritual.actions.counting import count, is_counting, stop
from ritual.actions.leading import prepare
from ritual.errors import Refused
from ritual.model.entry import STAGE, replace
from tests.actions.teams import begun, founded, led
from tests.actions.test_insights import rated

FIVE = (1, 2, 2, 4, 5)


def test_what_was_said_before_the_start_holds_to_the_end(tmp_path: Path) -> None:
    _, ws = founded(tmp_path)
    assert not is_counting(ws)
    circle = begun(ws)
    count(ws)
    rated(circle, FIVE)
    assert circle.stage.counts == {}
    assert is_counting(ws)
    circle = begun(ws)
    rated(circle, FIVE)
    assert circle.stage.counts == {"energy": (1, 2, 0, 1, 1)}


def test_before_the_start_and_in_the_round_it_is_said(tmp_path: Path) -> None:
    _, ws = founded(tmp_path)
    assert prepare(ws, "standup").lobby().keeping.counted == ()
    count(ws)
    circle = prepare(ws, "standup")
    assert circle.lobby().keeping.counted == ("energy",)
    assert "energy" not in circle.lobby().keeping.lost
    led(circle, "open")
    scene = circle.scene()
    assert scene
    assert scene.counted
    assert not scene.kept


def test_taking_it_back_holds_at_once_and_erases_what_was_counted(tmp_path: Path) -> None:
    machine, ws = founded(tmp_path)
    count(ws)
    circle = begun(ws)
    rated(circle, FIVE)
    running = begun(ws)
    assert b'"counts":{"energy":[1,2,0,1,1]}' in machine.bytes()
    assert stop(ws) == 1
    assert not is_counting(ws)
    rated(running, FIVE)
    assert running.stage.counts == {}
    ws.record.close()
    assert b'"counts":{"energy"' not in machine.bytes()


def test_somebody_who_writes_at_the_same_moment_isnt_overwritten(tmp_path: Path) -> None:
    machine, ws = founded(tmp_path)
    count(ws)
    rated(begun(ws), FIVE)
    (entry,) = ws.record.entries(STAGE)
    beside = machine.open()
    machine.meanwhile = lambda: beside.write(replace(ws.new_id(), beside.pen(), entry, entry.data))
    with pytest.raises(Refused):
        stop(ws)
    assert is_counting(ws)
    assert stop(ws) == 1
