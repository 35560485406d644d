"""The one set of rules of a session: a stage and a command give the next stage, or why not.

The terminal, the plain dialogue and the live circle all move a stage through `reduce`; nothing else does.
"""

from collections.abc import Callable
from dataclasses import replace

from ritual.model import seating, turning
from ritual.model.closing import close
from ritual.model.command import Command, Outcome, Why
from ritual.model.dealing import deal, unused
from ritual.model.room import Room
from ritual.model.stage import CLOSED, LOBBY, PAUSED, RUNNING, Stage
from ritual.model.turning import begin_next, queued, step_of

MOST_SECONDS = 900.0
"""A pause between two commands never counts for more: beyond that somebody left the machine."""


def reduce(stage: Stage, command: Command, room: Room, took: float = 0.0) -> Outcome:
    """The stage after the command, or why not. `took` is the time in seconds since the stage was last written."""
    if stage.state == CLOSED:
        return Why("closed")
    if command.verb not in VERBS:
        return Why("unknown")
    if stage.state != RUNNING and command.verb in _IN_THE_ROUND:
        return Why("not-running")
    return VERBS[command.verb](_timed(stage, took), command, room)


def _timed(stage: Stage, took: float) -> Stage:
    if stage.state != RUNNING or took <= 0:
        return stage
    took = min(took, MOST_SECONDS)
    step = stage.place.step
    spent = {**stage.spent, step: round(stage.spent.get(step, 0.0) + took, 2)}
    return replace(stage, spent=spent, elapsed=round(stage.elapsed + took, 2))


def _open(stage: Stage, _command: Command, room: Room) -> Outcome:
    if stage.state != LOBBY:
        return Why("already-open")
    if not stage.here:
        return Why("nobody-here")
    here = set(stage.here)
    claimed = {step: {who: a for who, a in by.items() if who in here} for step, by in room.ahead.items()}
    seats = tuple(seat for seat in stage.seats if seat.here)
    return begin_next(deal(replace(stage, state=RUNNING, seats=seats, claimed=claimed), room), room)


def _leave_out(stage: Stage, _command: Command, _room: Room) -> Outcome:
    """What was written ahead isn't shown; afterwards this looks like any other turn."""
    step = stage.place.step
    claims = stage.claimed.get(step, {})
    if stage.current not in claims:
        return Why("nothing-ahead")
    rest = {who: answer for who, answer in claims.items() if who != stage.current}
    return replace(stage, claimed={**stage.claimed, step: rest})


def _other_reader(stage: Stage, _command: Command, room: Room) -> Outcome:
    """Passes the reading of this note on; nobody says why."""
    if not _is_note(stage, room):
        return Why("no-note")
    return replace(stage, passes=stage.passes + 1)


def _put_back(stage: Stage, _command: Command, room: Room) -> Outcome:
    """The note goes back unseen; once its words were shown it counts as opened."""
    if not _is_note(stage, room):
        return Why("no-note")
    if stage.current in stage.heard:
        return Why("already-shown")
    turn = stage.place.turn
    shorter = replace(queued(stage, (*stage.queue[:turn], *stage.queue[turn + 1 :])), passes=0, elapsed=0.0)
    return shorter if turn < len(shorter.queue) else begin_next(shorter, room)


def _other_question(stage: Stage, _command: Command, room: Room) -> Outcome:
    """Another question of the deck, for everybody or for the one it was dealt to."""
    step = stage.place.step or _command.step
    dealt = stage.deals.get(step, {})
    spare = unused(step, stage, room)
    who = stage.current if stage.current in dealt else next(iter(dealt), "")
    if not spare or who not in dealt:
        return Why("no-other-question")
    return replace(stage, deals={**stage.deals, step: {**dealt, who: spare}}, asked=(*stage.asked, dealt[who]))


def _pause(stage: Stage, _command: Command, _room: Room) -> Outcome:
    return replace(stage, state=PAUSED)


def _resume(stage: Stage, command: Command, _room: Room) -> Outcome:
    """Goes on where the session was paused, or where its machine stopped without a word."""
    if stage.state == LOBBY:
        return Why("not-open")
    return replace(stage, state=RUNNING, leader=command.who or stage.leader)


def _take(stage: Stage, command: Command, _room: Room) -> Outcome:
    """Hand-over and take-over alike: a copy of the winning stage, one term further, which goes on."""
    if stage.state == LOBBY:
        return Why("not-open")
    return replace(stage, state=RUNNING, term=stage.term + 1, leader=command.who or stage.leader)


def _hand_over(stage: Stage, command: Command, _room: Room) -> Outcome:
    """Names who leads from now on; until that person's machine takes the session it is moved here."""
    return replace(stage, leader=command.who) if command.who in stage.here else Why("not-here")


def _close(stage: Stage, _command: Command, room: Room) -> Outcome:
    return Why("not-open") if stage.state == LOBBY else close(stage, room)


def _is_note(stage: Stage, room: Room) -> bool:
    step = step_of(stage, room)
    return step is not None and step.kind == "gratitude" and bool(stage.current)


VERBS: dict[str, Callable[[Stage, Command, Room], Outcome]] = {
    "open": _open,
    "next": turning.go_on,
    "back": turning.back,
    "skip": turning.skip,
    "later": turning.later,
    "call": turning.call,
    "join": seating.join,
    "leave": seating.leave,
    "switch": seating.switch,
    "leave-out": _leave_out,
    "other-reader": _other_reader,
    "put-back": _put_back,
    "other-question": _other_question,
    "pause": _pause,
    "resume": _resume,
    "take": _take,
    "hand-over": _hand_over,
    "close": _close,
}
_IN_THE_ROUND = frozenset(
    {"next", "back", "skip", "later", "call", "leave-out", "other-reader", "put-back", "pause", "hand-over"}
)
