"""When the next round is that opens the jar."""

from datetime import datetime
from typing import NamedTuple

from ritual.actions.desk import Desk
from ritual.actions.settings import rituals_from
from ritual.model.phrase import said
from ritual.model.schedule import next_time, schedule_of
from ritual.words import language


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
            schedule = schedule_of(ritual, zone, desk.team.off)
            at = next_time(schedule, desk.now()) if schedule else None
            rounds.append(Round(said(ritual.title, language()), at, zone))
    return min(rounds, key=lambda each: (each.at is None, each.at or desk.now()), default=None)
