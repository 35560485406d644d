"""Who speaks when: the order policies of a go-round, and the reason that is said before the start."""

import math
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from ritual.model.lot import shuffled
from ritual.model.ritual import Step
from ritual.model.room import Room

Queue = tuple[str, ...]


class Reason(NamedTuple):
    """Why somebody opens, as a code: no translated sentence is ever stored or sent."""

    code: str
    person: str = ""


class Order(NamedTuple):
    """The turns of a step and the reason in one line."""

    queue: Queue
    reason: Reason


def order(step: Step, here: Sequence[str], room: Room) -> Order:
    """The order of a go-round among those here; a step that calls nobody has an empty queue."""
    placed = _POLICIES[step.order](step, tuple(here), room)
    if not step.lead_last:
        return placed
    leads = _leads(placed.queue, room)
    return Order((*_without(placed.queue, leads), *leads), Reason("lead-last"))


def fair(here: Sequence[str], room: Room, what: str) -> Order:
    """The opener by lot among the half who have waited longest to open, then the others by lot.

    A newcomer is put in the middle: neither first nor last as long as others can be. Nobody who answered last the
    time before answers last again.
    """
    new = [person for person in here if person in room.memory.newcomers]
    known = _without(here, new) or tuple(here)
    new = [] if len(known) == len(here) else new
    if not known:
        return Order((), Reason("fair"))
    opener, waited = _opener(known, room, what)
    rest = list(shuffled(_without(known, [opener]), room.lot, what))
    if len(rest) > 1 and rest[-1] == room.memory.closed:
        rest[-2:] = reversed(rest[-2:])
    middle = (len(rest) + 1) // 2
    rest[middle:middle] = shuffled(new, room.lot, what)
    return Order((opener, *rest), Reason("longest-wait" if waited else "lot", opener))


def _opener(known: Sequence[str], room: Room, what: str) -> tuple[str, bool]:
    waits = {person: room.memory.opened.get(person, math.inf) for person in known}
    drawn = shuffled(known, room.lot, what)
    longest = sorted(drawn, key=lambda person: -waits[person])[: math.ceil(len(drawn) / 2)]
    opener = next(person for person in drawn if person in longest)
    return opener, len(set(waits.values())) > 1


def _fair(step: Step, here: Queue, room: Room) -> Order:
    return fair(here, room, step.id)


def _leader_first(step: Step, here: Queue, room: Room) -> Order:
    leads = _leads(here, room)
    if not leads:
        return fair(here, room, step.id)
    rest = fair(_without(here, leads), room, step.id).queue
    return Order((*leads, *rest), Reason("lead-first", leads[0]))


def _leader_last(step: Step, here: Queue, room: Room) -> Order:
    leads = _leads(here, room)
    rest = fair(_without(here, leads), room, step.id)
    return Order((*rest.queue, *leads), Reason("lead-last")) if leads else rest


def _popcorn(step: Step, here: Queue, room: Room) -> Order:
    placed = fair(here, room, step.id)
    return Order(placed.queue[:1], Reason("popcorn", placed.reason.person))


def _fixed(_step: Step, here: Queue, _room: Room) -> Order:
    return Order(here, Reason("fixed"))


def _open(_step: Step, _here: Queue, _room: Room) -> Order:
    return Order((), Reason("open"))


def _together(step: Step, here: Queue, room: Room) -> Order:
    return Order(fair(here, room, step.id).queue, Reason("together"))


def _leads(people: Iterable[str], room: Room) -> Queue:
    return tuple(person for person in people if room.team.person(person).lead)


def _without(people: Sequence[str], gone: Sequence[str]) -> Queue:
    return tuple(person for person in people if person not in gone)


_POLICIES: dict[str, Callable[[Step, Queue, Room], Order]] = {
    "fair": _fair,
    "leader-first": _leader_first,
    "leader-last": _leader_last,
    "popcorn": _popcorn,
    "fixed": _fixed,
    "open": _open,
    "together": _together,
}
