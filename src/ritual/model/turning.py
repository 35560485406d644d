"""How the turn moves: on, back, later, to somebody named; a step begins, a step is skipped."""

from dataclasses import replace

from ritual.model.closing import close
from ritual.model.command import Command, Outcome, Why
from ritual.model.lot import shuffled
from ritual.model.plan import is_live
from ritual.model.ritual import Step
from ritual.model.room import Room
from ritual.model.stage import QUIET, Place, Stage
from ritual.model.steps import KINDS


def step_of(stage: Stage, room: Room) -> Step | None:
    """The step at hand."""
    return room.ritual.step(stage.place.step)


def go_on(stage: Stage, _command: Command, room: Room) -> Outcome:
    """Next, which is the same as passing: the words of a note, the next turn, the next step, or the end."""
    step = step_of(stage, room)
    if step is None:
        return begin_next(stage, room)
    if stage.is_quiet:
        return _begin_turns(left(stage), step, room)
    if stage.current and stage.place.beat + 1 < KINDS[step.kind].beats:
        place = stage.place._replace(beat=stage.place.beat + 1)
        heard = tuple(dict.fromkeys((*stage.heard, stage.current)))
        return replace(left(stage), place=place, heard=heard)
    if step.order == "popcorn" and not stage.upcoming:
        stage = queued(stage, (*stage.queue, *_not_called(stage, room)[:1]))
    if stage.upcoming:
        return _to(left(stage), stage.place.turn + 1)
    return begin_next(left(stage), room)


def skip(stage: Stage, _command: Command, room: Room) -> Outcome:
    """Leaves the step as it is; `back` returns to where it was left."""
    return begin_next(left(stage), room)


def back(stage: Stage, _command: Command, _room: Room) -> Outcome:
    """One position back; answers stay."""
    if not stage.trail:
        return Why("at-the-start")
    return replace(stage, place=stage.trail[-1], trail=stage.trail[:-1], passes=0, elapsed=0.0)


def later(stage: Stage, _command: Command, room: Room) -> Outcome:
    """The one whose turn it is comes back at the end."""
    turn = stage.place.turn
    after = stage.queue[turn + 1 :]
    step = step_of(stage, room)
    if step and step.order == "popcorn" and not after:
        called = _not_called(stage, room)[:1]
        moved = queued(stage, (*stage.queue[:turn], *called)) if called and stage.current else stage
    else:
        moved = queued(stage, (*stage.queue[:turn], *after, stage.current)) if after else stage
    if moved is stage:
        return Why("nobody-after")
    return _to(moved, turn)


def call(stage: Stage, command: Command, room: Room) -> Outcome:
    """The speaker names the next: only in a popcorn step, only somebody who hasn't had a turn."""
    step = step_of(stage, room)
    if step is None or step.order != "popcorn" or stage.is_quiet:
        return Why("not-popcorn")
    if command.who not in _not_called(stage, room):
        return Why("not-to-call")
    turn = stage.place.turn
    return _to(queued(left(stage), (*stage.queue[: turn + 1], command.who)), turn + 1)


def begin_next(stage: Stage, room: Room) -> Stage:
    """Begins the next step with something in it; after the last one the session closes."""
    ids = [step.id for step in room.ritual.steps]
    at = ids.index(stage.place.step) + 1 if stage.place.step in ids else 0
    for step in room.ritual.steps[at:]:
        if step.id in stage.queues or is_live(step, stage, room):
            return _begin(stage, step, room)
    return close(stage, room)


def left(stage: Stage) -> Stage:
    """The stage with its position remembered, so that `back` finds it."""
    return replace(stage, trail=(*stage.trail, stage.place))


def queued(stage: Stage, queue: tuple[str, ...]) -> Stage:
    """The stage with another queue for the step at hand."""
    return replace(stage, queues={**stage.queues, stage.place.step: queue})


def _begin(stage: Stage, step: Step, room: Room) -> Stage:
    kind = KINDS[step.kind]
    begun = replace(stage, place=Place(step.id, QUIET), queues={**stage.queues, step.id: stage.queues.get(step.id, ())})
    if not begun.queue and kind.starts_quiet(step, stage, room):
        return replace(begun, passes=0, elapsed=0.0)
    return _begin_turns(begun, step, room)


def _begin_turns(stage: Stage, step: Step, room: Room) -> Stage:
    revealed = tuple(dict.fromkeys((*stage.revealed, step.id))) if step.is_together else stage.revealed
    queue = stage.queue or KINDS[step.kind].queue(step, stage, room)
    return _to(replace(queued(stage, queue), revealed=revealed), 0)


def _to(stage: Stage, turn: int) -> Stage:
    return replace(stage, place=Place(stage.place.step, turn), passes=0, elapsed=0.0)


def _not_called(stage: Stage, room: Room) -> tuple[str, ...]:
    return shuffled((who for who in stage.here if who not in stage.queue), room.lot, stage.place.step)
