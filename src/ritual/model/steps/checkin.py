"""Check-in: everybody says where they are, by a point on a scale, words, or an answer to a question of a deck."""

from ritual.model.entry import ANSWER
from ritual.model.order import order
from ritual.model.ritual import Step
from ritual.model.room import Room
from ritual.model.stage import Stage
from ritual.model.steps.kind import Kind, always, quiet_if_said


def turns(step: Step, stage: Stage, room: Room) -> tuple[str, ...]:
    """One turn for each person here, in the step's order."""
    return order(step, stage.here, room).queue


KIND = Kind(always, turns, quiet_if_said, ANSWER)
