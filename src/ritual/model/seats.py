"""The seats of the circle as everybody sees them: who sits there, under which name, and what each waits for."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from ritual.model.ritual import Step
from ritual.model.room import Room
from ritual.model.stage import Stage
from ritual.model.steps import KINDS
from ritual.model.team import called

DONE, NOW, NEXT, WAITING, GONE = "done", "now", "next", "waiting", "gone"


@dataclass(frozen=True, slots=True)
class SeatView:
    """One seat of the circle; nothing of the answer shows in it. `away` is a machine that was here and isn't heard."""

    person: str
    name: str
    state: str
    ahead: bool = False
    guest: bool = False
    away: bool = False


def names_in(stage: Stage, room: Room) -> dict[str, str]:
    """What everybody in the team and in the circle is called on screen."""
    people = {person.id: person for person in room.team.members}
    people.update({seat.person: room.team.person(seat.person) for seat in stage.seats})
    return called(people.values())


def seats(
    stage: Stage, room: Room, step: Step, names: Mapping[str, str], away: Collection[str] = ()
) -> tuple[SeatView, ...]:
    """All seats in their order; `away` are those whose machines aren't heard any more."""
    claims = stage.claimed.get(step.id, {})
    return tuple(
        SeatView(
            person=seat.person,
            name=names.get(seat.person, "?"),
            state=_state(seat.person, stage, step) if seat.here else GONE,
            ahead=seat.person in claims,
            guest=room.team.person(seat.person).is_guest and not room.team.is_for_today,
            away=seat.here and seat.person in away,
        )
        for seat in stage.seats
    )


def _state(who: str, stage: Stage, step: Step) -> str:
    if not KINDS[step.kind].calls_people or stage.is_quiet or who not in stage.queue:
        return WAITING
    place = stage.queue.index(who) - stage.place.turn
    return DONE if place < 0 else NOW if place == 0 else NEXT if place == 1 else WAITING
