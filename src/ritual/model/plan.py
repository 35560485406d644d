"""Which steps a session has today, and how long they take."""

from ritual.model.ritual import GO_ROUNDS, Step
from ritual.model.room import Room
from ritual.model.stage import Stage
from ritual.model.steps import KINDS


def live_steps(stage: Stage, room: Room) -> tuple[Step, ...]:
    """The steps that this session has begun, and those still to come with something in them today."""
    ids = [step.id for step in room.ritual.steps]
    now = ids.index(stage.place.step) if stage.place.step in ids else -1
    return tuple(
        step
        for at, step in enumerate(room.ritual.steps)
        if step.id in stage.queues or (at > now and is_live(step, stage, room))
    )


def is_live(step: Step, stage: Stage, room: Room) -> bool:
    """Whether the step is held today: its day, not switched off, and something in it."""
    if step.days and room.weekday not in step.days:
        return False
    if not stage.switched.get(step.id, step.on):
        return False
    return KINDS[step.kind].is_live(step, stage, room)


def possible_steps(stage: Stage, room: Room) -> tuple[Step, ...]:
    """The steps that could be held today if nobody switched them off."""
    every = Stage(seats=stage.seats, switched={step.id: True for step in room.ritual.steps})
    return tuple(step for step in room.ritual.steps if is_live(step, every, room))


def turns(step: Step, stage: Stage, room: Room) -> tuple[str, ...]:
    """The step's turns as they are, or as they would be if it began now."""
    return stage.queues[step.id] if stage.queues.get(step.id) else KINDS[step.kind].queue(step, stage, room)


def planned(step: Step, stage: Stage, room: Room) -> int:
    """Seconds that the step is planned to take with the people here."""
    if step.whole or step.order not in GO_ROUNDS:
        return step.seconds
    heads = len(stage.here) if step.order == "popcorn" else len(turns(step, stage, room))
    return step.seconds * max(heads, 1)


def planned_total(stage: Stage, room: Room) -> int:
    """Seconds that the whole session is planned to take."""
    return sum(planned(step, stage, room) for step in live_steps(stage, room))
