"""The rota of a team's rituals: begun and ended, asked who leads, and swapped."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from itertools import islice

from ritual.actions import history
from ritual.actions.settings import change
from ritual.actions.workspace import Workspace
from ritual.errors import Refused
from ritual.model.memory import Held, newcomers
from ritual.model.moments import today
from ritual.model.ritual import Ritual
from ritual.model.rota import ROTA, SWAP, Round, Turn, rota_from, turns
from ritual.model.schedule import Schedule, next_time, schedule_of
from ritual.model.team import Person
from ritual.words import t

INSTANT = timedelta(seconds=1)


def begin(ws: Workspace, ritual: Ritual, people: Sequence[Person] = ()) -> None:
    """The ritual has a rota from now on, of these people in their order, or of everybody."""
    value = {"on": True, "people": [person.id for person in people]}
    ws.write(change(ws.record, ws.pen(), ws.new_id(), ROTA + ritual.name, value))


def end(ws: Workspace, ritual: Ritual) -> None:
    """The ritual has no rota any more: whoever opens it leads."""
    ws.write(change(ws.record, ws.pen(), ws.new_id(), ROTA + ritual.name, None))


def swap(ws: Workspace, ritual: Ritual, day: date, person: Person | None) -> None:
    """This person leads on that day, or with None whoever the rota asks.

    Refused for somebody who is away then, for a newcomer, and where there is no round on that day.
    """
    if day not in {round_.day for round_ in _within(ws, ritual, day)}:
        raise Refused(t("No round of this ritual is held on that day."), t("`ritual schedule` shows the days."))
    if person and person.is_away(day):
        raise Refused(t("@{handle} isn't there on that day.", handle=person.handle), t("Choose somebody else."))
    if person and person.id in newcomers(history.held(ws), ws.team):
        raise Refused(
            t("@{handle} is new: in the first five rounds nobody leads.", handle=person.handle),
            t("Choose somebody else."),
        )
    key = f"{SWAP}{ritual.name}/{day.isoformat()}"
    ws.write(change(ws.record, ws.pen(), ws.new_id(), key, person.id if person else None))


def who_leads(
    ws: Workspace, ritual: Ritual, since: datetime, count: int = 1, past: Sequence[Held] | None = None
) -> tuple[Turn, ...]:
    """Who is asked to lead the next rounds from a moment on, that one included; nothing where there is no rota.

    `past` are the closed sessions, read where they aren't given.
    """
    rota = rota_from(ws.record.settings(), ritual.name)
    if rota is None:
        return ()
    schedule = schedule_of(ritual, ws.zone, ws.team.off)
    ahead = count + len(ws.team.people)
    rounds = list(islice(_rounds(schedule, since), ahead)) if schedule else [Round(since, today(since, ws.zone))]
    held = history.held(ws) if past is None else past
    return turns(rota, rounds, ritual.name, held, ws.team)[:count]


def leader_now(ws: Workspace, ritual: Ritual, past: Sequence[Held] | None = None) -> Turn | None:
    """Who is asked to lead the round that is opened now, whether or not one is due; None where there is no rota."""
    rota = rota_from(ws.record.settings(), ritual.name)
    if rota is None:
        return None
    schedule = schedule_of(ritual, ws.zone, ws.team.off)
    zone = schedule.zone if schedule else ws.zone
    now = Round(ws.now(), today(ws.now(), zone))
    later = islice(_rounds(schedule, ws.now()), len(ws.team.people) + 1) if schedule else ()
    rounds = [now, *(round_ for round_ in later if round_.day != now.day)]
    held = history.held(ws) if past is None else past
    return turns(rota, rounds, ritual.name, held, ws.team)[0]


def _rounds(schedule: Schedule, since: datetime) -> Iterator[Round]:
    at = next_time(schedule, since - INSTANT)
    while at:
        yield Round(at, today(at, schedule.zone))
        at = next_time(schedule, at)


def _within(ws: Workspace, ritual: Ritual, day: date) -> Iterator[Round]:
    """The rounds around a day; where the ritual has no schedule, one on every day."""
    schedule = schedule_of(ritual, ws.zone, ws.team.off)
    start = datetime(day.year, day.month, day.day, tzinfo=ws.now().tzinfo) - timedelta(days=2)
    return islice(_rounds(schedule, start), 6) if schedule else iter([Round(start, day)])
