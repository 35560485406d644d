"""Actions: promises that are open come back, one a turn: done, still wanted, or dropped."""

from ritual.model.entry import ACTION
from ritual.model.ritual import Step
from ritual.model.room import Room
from ritual.model.stage import Stage
from ritual.model.steps.kind import Kind, quiet_if_said


def _is_live(_step: Step, _stage: Stage, room: Room) -> bool:
    return bool(room.promises)


def _promises(step: Step, _stage: Stage, room: Room) -> tuple[str, ...]:
    return room.promises[: step.most or None]


KIND = Kind(_is_live, _promises, quiet_if_said, ACTION, calls_people=False)
