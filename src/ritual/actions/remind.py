"""What is due soon, for a reminder that singles nobody out and comes once a round."""

from datetime import datetime, timedelta
from typing import NamedTuple

from ritual.actions import gather
from ritual.actions.rounds import EARLY
from ritual.actions.sealing import opens_jar
from ritual.actions.settings import rituals_from
from ritual.actions.workspace import Workspace
from ritual.files.reminded import note_reminded, reminded
from ritual.model.instant import iso
from ritual.model.jar import due
from ritual.model.moments import today
from ritual.model.phrase import said
from ritual.model.ritual import Ritual
from ritual.model.schedule import next_time, schedule_of
from ritual.words import language

INSTANT = timedelta(seconds=1)


class Reminder(NamedTuple):
    """A round to come: its title in the spoken language, and how many notes wait in the jar for it."""

    name: str
    title: str
    at: datetime
    notes: int


def reminders(ws: Workspace, within: timedelta) -> tuple[Reminder, ...]:
    """The rounds that begin from now on within that time and that nobody has opened yet, the soonest first."""
    found = (_reminder(ws, ritual, within) for ritual in rituals_from(ws.record.settings()).values())
    return tuple(sorted((each for each in found if each), key=lambda each: (each.at, each.name)))


def fresh(ws: Workspace, found: tuple[Reminder, ...]) -> tuple[Reminder, ...]:
    """Those of which this machine hasn't reminded yet."""
    before = reminded(ws.around.env)
    return tuple(each for each in found if _key(ws, each) not in before)


def remember(ws: Workspace, found: tuple[Reminder, ...]) -> None:
    """Notes on this machine that it has reminded of these; what lies days behind is forgotten."""
    note_reminded(ws.around.env, [_key(ws, each) for each in found], iso(ws.now() - timedelta(days=2)))


def _reminder(ws: Workspace, ritual: Ritual, within: timedelta) -> Reminder | None:
    schedule = schedule_of(ritual, ws.zone, ws.team.off)
    at = next_time(schedule, ws.now() - INSTANT) if schedule else None
    if at is None or at > ws.now() + within:
        return None
    if any(opening.ritual == ritual.name for opening in ws.record.openings(iso(at - EARLY))):
        return None
    day = today(at, ws.zone)
    here = [person.id for person in ws.team.members if not person.is_away(day)]
    notes = len(due(gather.notes(ws), here, ws.team)) if opens_jar(ritual) else 0
    return Reminder(ritual.name, said(ritual.title, language()), at, notes)


def _key(ws: Workspace, reminder: Reminder) -> str:
    """The round as one word, its time in front."""
    return "/".join((iso(reminder.at), ws.team.id, "".join(reminder.name.split())))
