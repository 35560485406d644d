"""The rounds to come: when each is held, what everybody's clock shows then, who is asked to lead, and who is away."""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from ritual.actions import history
from ritual.actions.rota import who_leads
from ritual.actions.settings import rituals_from
from ritual.actions.workspace import Workspace
from ritual.model import plan
from ritual.model.calendar_file import Event, calendar
from ritual.model.moments import local, today
from ritual.model.phrase import said
from ritual.model.ritual import DAYS, Ritual
from ritual.model.room import Room
from ritual.model.rota import Turn
from ritual.model.schedule import schedule_of, times_between
from ritual.model.stage import Seat, Stage
from ritual.model.team import Person


class Clock(NamedTuple):
    """What the clocks of these people show; `zone` is where one of them is."""

    time: datetime
    zone: str
    people: tuple[Person, ...]


class Planned(NamedTuple):
    """A round to come: `at` in UTC, `zone` that of its schedule; `turn` is None where there is no rota."""

    ritual: Ritual
    at: datetime
    zone: str
    clocks: tuple[Clock, ...]
    turn: Turn | None
    away: tuple[Person, ...]


def planned(ws: Workspace, start: datetime, end: datetime) -> tuple[Planned, ...]:
    """Every round of the team from `start` up to, not with, `end`, the soonest first."""
    found = (each for ritual in rituals_from(ws.record.settings()).values() for each in _of(ws, ritual, start, end))
    return tuple(sorted(found, key=lambda each: (each.at, each.ritual.name)))


def clocks(people: Iterable[Person], at: datetime, zone: str) -> tuple[Clock, ...]:
    """What everybody's clock shows at a moment, the earliest first; `zone` counts for those who name none."""
    groups: dict[datetime, list[Person]] = {}
    for person in people:
        groups.setdefault(local(at, person.zone or zone).replace(tzinfo=None), []).append(person)
    return tuple(Clock(time, who[0].zone or zone, tuple(who)) for time, who in sorted(groups.items()))


def as_calendar(ws: Workspace) -> str:
    """The team's rounds as a calendar file, in the team's language; it names no people."""
    events = []
    for ritual in rituals_from(ws.record.settings()).values():
        schedule = schedule_of(ritual, ws.zone, ws.team.off)
        if schedule:
            uid = f"{ritual.name}.{ws.team.id}@ritual"
            events.append(Event(uid, said(ritual.title, ws.lang), schedule, _seconds(ws, ritual)))
    return calendar(ws.team.name, events, ws.now())


def _of(ws: Workspace, ritual: Ritual, start: datetime, end: datetime) -> list[Planned]:
    schedule = schedule_of(ritual, ws.zone, ws.team.off)
    if schedule is None:
        return []
    times = times_between(schedule, start, end)
    asked = {turn.round.at: turn for turn in _turns(ws, ritual, times)}
    people = ws.team.members
    return [
        Planned(
            ritual,
            at,
            schedule.zone,
            clocks(people, at, ws.zone),
            asked.get(at),
            tuple(person for person in people if person.is_away(today(at, schedule.zone))),
        )
        for at in times
    ]


def _turns(ws: Workspace, ritual: Ritual, times: tuple[datetime, ...]) -> tuple[Turn, ...]:
    """Counted from now on, because who leads a round depends on the rounds before it."""
    if not times:
        return ()
    schedule = schedule_of(ritual, ws.zone, ws.team.off)
    before = times_between(schedule, ws.now(), times[0]) if schedule else ()
    return who_leads(ws, ritual, (before or times)[0], len(before) + len(times), history.held(ws))


def _seconds(ws: Workspace, ritual: Ritual) -> int:
    """About how long a round with everybody takes on its longest day, whatever waits for it."""
    stage = Stage(seats=tuple(Seat(person.id) for person in ws.team.members))
    return max(plan.planned_total(stage, Room("", ritual, ws.team, day)) for day in DAYS)
