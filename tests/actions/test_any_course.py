"""Whatever is done in whatever order, on one terminal or two: nothing breaks, and the promise holds."""

import random
from collections.abc import Callable
from pathlib import Path

import pytest

from ritual.actions.circle import Circle
from ritual.actions.leading import resume
from ritual.actions.recap import fingers, of_circle, step_lines
from ritual.actions.sentences import why
from ritual.model.command import Why
from ritual.model.entry import ANSWER, STAGE
from ritual.model.recap_text import FORMATS
from ritual.model.reduce import VERBS
from tests.actions.teams import ANA, BO, CHRIS, DAI, INES, Machine, begun, founded, led, thanked, wrote_ahead

SECRET = "quincunx"
KEPT = ("Bo: flaky", "Ana, Bo: the pairing", "Ana, from Bo: the pairing", "a reviewer by friday")
PEOPLE = (ANA, BO, CHRIS, DAI, INES, "~Kim", "nobody")
MONDAY, TUESDAY, THURSDAY = "2026-11-23T08:30:00Z", "2026-11-24T08:30:00Z", "2026-11-26T13:00:00Z"


def acts(lot: random.Random, circle: Circle) -> list[Callable[[], object]]:
    """Things that somebody at a terminal might do next."""
    verb = lot.choice(["next"] * 12 + [each for each in VERBS if each not in ("close", "take")])
    who, step = lot.choice(PEOPLE), lot.choice(("energy", "jar", "hand", "change", ""))
    scene = circle.scene()
    words = lot.choice(KEPT) if scene and scene.kept else f"{SECRET} {lot.random()}"
    return [
        *[lambda: circle.do(verb, who, step, lot.random() < 0.5)] * 4,
        lambda: circle.say(words),
        lambda: circle.point(lot.randrange(-1, 7)),
        lambda: circle.settle(lot.choice(("done", "wanted", "dropped", "x"))),
        lambda: circle.park("the certificates"),
        circle.take_back,
        circle.refresh,
    ]


def look(circle: Circle) -> None:
    """Draws everything there is to draw."""
    assert repr((circle.scene(), circle.lobby(), circle.wishes(), step_lines(circle), fingers(circle)))
    for write in FORMATS.values():
        assert write(of_circle(circle), circle.ws.zone)


def run_a_course(machine: Machine, circles: list[Circle], lot: random.Random) -> None:
    for _ in range(40):
        circle = lot.choice(circles)
        outcome = lot.choice(acts(lot, circle))()
        if isinstance(outcome, Why):
            assert why(outcome.code) != why("no such code"), outcome
        look(circle)
        machine.later(lot.random() * 30)


@pytest.mark.parametrize("seed", range(30))
def test_any_course_ends_with_nothing_but_what_is_kept(tmp_path: Path, seed: int) -> None:
    lot = random.Random(seed)
    name, at = lot.choice((("standup", MONDAY), ("standup", TUESDAY), ("weekly", THURSDAY), ("retro", THURSDAY)))
    machine, ws = founded(tmp_path, at)
    for giver, to in ((BO, ANA), (CHRIS, DAI), (INES, BO)):
        thanked(ws, giver, to, "the notes")
    for who in (BO, DAI, INES):
        step = {"weekly": "opening", "retro": "arrive"}.get(name, "energy" if at == TUESDAY else "monday")
        wrote_ahead(ws, who, f"{SECRET} ahead", step, ritual=name)
    one = begun(ws, name)
    beside = machine.open()
    two = resume(beside, one.session.id)
    run_a_course(machine, [one, two] if seed % 2 else [one], lot)
    one.refresh()
    if not one.session.is_closed:
        led(one, "close")
    kept = [answer for answer in ws.record.entries(ANSWER) if answer.data["kept"]]
    assert ws.record.entries(ANSWER) == kept
    (stage,) = ws.record.entries(STAGE)
    assert (stage.rev, stage.data["state"], stage.data["seats"], stage.data["queues"]) == (0, "closed", [], {})
    assert SECRET.encode() not in machine.bytes()
    assert ws.record.check() == []
    ws.record.rebuild()
    assert of_circle(resume(machine.open(), one.session.id)) == of_circle(one)
    two.refresh()
    assert two.stage == one.stage
    look(two)
