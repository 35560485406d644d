"""Checkout: the session's last word. Shown together it is fingers without names, so nobody is called."""

from ritual.model.entry import ANSWER
from ritual.model.ritual import Step
from ritual.model.room import Room
from ritual.model.stage import Stage
from ritual.model.steps.checkin import turns
from ritual.model.steps.kind import Kind, always, quiet_if_said


def _turns(step: Step, stage: Stage, room: Room) -> tuple[str, ...]:
    return () if step.is_together and step.scale else turns(step, stage, room)


KIND = Kind(always, _turns, quiet_if_said, ANSWER)
