"""Who is in the circle: people come late and leave, steps are switched on and off; seats never move."""

from collections.abc import Mapping
from dataclasses import replace

from ritual.model.command import Command, Outcome, Why
from ritual.model.dealing import deal
from ritual.model.ritual import Step
from ritual.model.room import Room
from ritual.model.stage import LOBBY, Seat, Stage
from ritual.model.steps import KINDS
from ritual.model.turning import begin_next, left, queued, step_of


def join(stage: Stage, command: Command, room: Room) -> Outcome:
    """Takes a seat: the own old one, else a new one at the end, with the last turn of the round at hand.

    What was written ahead comes along.
    """
    who = command.who
    if not who:
        return Why("nobody-named")
    if who in stage.here:
        return Why("already-here")
    seated = deal(replace(stage, seats=_seated(stage, who), claimed=_claimed(stage, who, room)), room)
    step = step_of(stage, room)
    if step is None or not _calls_everybody(step, stage) or who in stage.queue:
        return seated
    return queued(seated, (*stage.queue, who))


def leave(stage: Stage, command: Command, room: Room) -> Outcome:
    """Leaves the circle; turns to come go with it, and so do notes in the jar that then have nobody to hear them."""
    if command.who not in stage.here:
        return Why("not-here")
    seats = tuple(replace(seat, here=False) if seat.person == command.who else seat for seat in stage.seats)
    gone = replace(stage, seats=seats)
    step = step_of(stage, room)
    if step is None or stage.is_quiet:
        return gone
    turn = stage.place.turn
    queue = (*stage.queue[:turn], *_still(stage.queue[turn:], step, gone, room, command.who))
    if queue == stage.queue:
        return gone
    return queued(gone, queue) if turn < len(queue) else begin_next(left(queued(gone, queue)), room)


def switch(stage: Stage, command: Command, room: Room) -> Outcome:
    """Switches a step off for today, or on again, before it has begun."""
    if room.ritual.step(command.step) is None:
        return Why("no-such-step")
    if command.step in stage.queues:
        return Why("already-begun")
    return replace(stage, switched={**stage.switched, command.step: command.on})


def _seated(stage: Stage, who: str) -> tuple[Seat, ...]:
    if any(seat.person == who for seat in stage.seats):
        return tuple(replace(seat, here=True) if seat.person == who else seat for seat in stage.seats)
    return (*stage.seats, Seat(who))


def _claimed(stage: Stage, who: str, room: Room) -> dict[str, Mapping[str, str]]:
    claimed = dict(stage.claimed)
    if stage.state != LOBBY:
        for step in (step for step, by in room.ahead.items() if who in by):
            claimed[step] = {**claimed.get(step, {}), who: room.ahead[step][who]}
    return claimed


def _calls_everybody(step: Step, stage: Stage) -> bool:
    running = stage.state != LOBBY and bool(stage.queue) and not stage.is_quiet
    return running and KINDS[step.kind].calls_people and step.order != "popcorn"


def _still(queue: tuple[str, ...], step: Step, stage: Stage, room: Room, gone: str) -> tuple[str, ...]:
    kind = KINDS[step.kind]
    if kind.calls_people:
        return tuple(who for who in queue if who != gone)
    due = {*kind.queue(step._replace(most=0), stage, room), *stage.heard}
    return tuple(item for item in queue if item in due)
