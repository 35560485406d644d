"""When the next round of a ritual is, and which one opens the jar."""

from datetime import datetime, timedelta
from typing import NamedTuple

from ritual.actions.desk import Desk
from ritual.actions.settings import rituals_from
from ritual.model.instant import iso
from ritual.model.phrase import said
from ritual.model.ritual import Ritual
from ritual.model.schedule import next_time, schedule_of
from ritual.words import language

LATE = timedelta(minutes=20)
"""How long after its time a ritual still counts as the one to open now."""
EARLY = timedelta(hours=1)
"""How long before its time a ritual may be opened and was then that day's."""


class Round(NamedTuple):
    """A coming round: its title, and when it is held as far as its schedule says."""

    title: str
    at: datetime | None
    zone: str


def next_jar(desk: Desk) -> Round | None:
    """The next round that opens the jar, None where no ritual of the team does; its title in the spoken language."""
    zone = desk.team.zone or desk.around.zone
    rounds = []
    for ritual in rituals_from(desk.record.settings()).values():
        if any(step.kind == "gratitude" for step in ritual.steps):
            rounds.append(Round(said(ritual.title, language()), next_round(desk, ritual, zone, timedelta()), zone))
    return min(rounds, key=lambda each: (each.at is None, each.at or desk.now()), default=None)


def next_round(desk: Desk, ritual: Ritual, zone: str, late: timedelta = LATE) -> datetime | None:
    """When the ritual is due: a time that has passed by as much as `late` counts until a session was opened for it."""
    schedule = schedule_of(ritual, zone, desk.team.off)
    at = next_time(schedule, desk.now() - late) if schedule else None
    if schedule is None or at is None:
        return None
    opened = any(opening.ritual == ritual.name for opening in desk.record.openings(iso(at - EARLY)))
    return next_time(schedule, at) if opened else at
