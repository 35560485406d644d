"""What a team looks at: today's overview, and the lines of its log."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from ritual.actions import gather, history
from ritual.actions.mine import asked_away
from ritual.actions.rota import who_leads
from ritual.actions.rounds import next_round
from ritual.actions.sealing import jar as jar
from ritual.actions.sealing import opens_jar as opens_jar
from ritual.actions.sealing import sealed as sealed
from ritual.actions.sealing import sealed_ids as sealed_ids
from ritual.actions.settings import rituals_from
from ritual.actions.workspace import Workspace
from ritual.model import plan
from ritual.model.entry import KUDOS, WIN
from ritual.model.instant import iso
from ritual.model.jar import due
from ritual.model.moments import today
from ritual.model.phrase import said
from ritual.model.recap import Section, sections
from ritual.model.ritual import Ritual
from ritual.model.session import Session
from ritual.model.stage import Seat, Stage
from ritual.model.team import called
from ritual.store.query import Query

if TYPE_CHECKING:
    from ritual.actions.going_on import GoingOn
    from ritual.actions.leading import Unfinished

WEEK = timedelta(days=7)
FEW = 40


@dataclass(frozen=True, slots=True)
class Coming:
    """A ritual that is due: `at` an aware time, None where it has no schedule; `planned` in seconds."""

    name: str
    title: str
    at: datetime | None
    planned: int


@dataclass(frozen=True, slots=True)
class Overview:
    """Everything on the first screen; nothing in it is for one person alone."""

    team: str
    heads: int
    now: datetime
    zone: str
    coming: tuple[Coming, ...]
    ahead: tuple[str, ...]
    leader: str
    week: tuple[Section, ...]
    notes: int
    promises: int
    stopped: "Unfinished | None"
    sessions: int
    going_on: "GoingOn | None" = None

    @property
    def next(self) -> Coming | None:
        """The ritual to open now."""
        return self.coming[0] if self.coming else None


def overview(ws: Workspace) -> Overview:
    """Today at a glance."""
    team = ws.team
    rituals = rituals_from(ws.record.settings())
    names = called(team.members)
    coming = tuple(sorted((_coming(ws, ritual) for ritual in rituals.values()), key=_soonest))
    at = coming[0].at if coming else None
    early = gather.waiting_ahead(ws, coming[0].name if coming else "")
    here = _here(ws, at)
    since = iso(ws.now() - WEEK)
    recent = ws.record.log(Query(kinds=(KUDOS, WIN), since=since, hidden=sealed_ids(ws) | asked_away(ws), limit=FEW))
    return Overview(
        team=team.name,
        heads=len(team.members),
        now=ws.now(),
        zone=ws.zone,
        coming=coming,
        ahead=tuple(dict.fromkeys(names[a.by] for a in early if a.by in names)),
        leader=names.get(_leader(ws, rituals, coming), "" if ws.is_shared else names.get(ws.me, "")),
        week=sections(recent, {}, (), team, ws.lang),
        notes=len(due(gather.notes(ws), here, team)),
        promises=len(gather.promises(ws)),
        stopped=_stopped(ws),
        sessions=len(history.rounds(ws)),
        going_on=going_on(ws),
    )


def going_on(ws: Workspace) -> "GoingOn | None":
    """The newest round that another machine leads, None where there is none."""
    if not history.led_elsewhere(ws):
        return None
    from ritual.actions import (
        going_on as rounds_of_others,  # only a team that shares has rounds that another machine leads
    )

    return rounds_of_others.going_on(ws)


def _stopped(ws: Workspace) -> "Unfinished | None":
    if not history.unclosed(ws):
        return None
    from ritual.actions.leading import unfinished  # only who left a session waits for all that leads one

    return unfinished(ws)


def _coming(ws: Workspace, ritual: Ritual) -> Coming:
    at = next_round(ws, ritual, ws.zone)
    stage = Stage(seats=tuple(Seat(who) for who in _here(ws, at)))
    session = Session(ritual.name, iso(at or ws.now()), ws.zone, ritual, {}, stage)
    planned = plan.planned_total(stage, gather.room(ws, session, ()))
    return Coming(ritual.name, said(ritual.title, ws.lang), at, planned)


def _leader(ws: Workspace, rituals: Mapping[str, Ritual], coming: Sequence[Coming]) -> str:
    """Who is asked to lead the ritual to open now, "" where it has no rota."""
    turns = who_leads(ws, rituals[coming[0].name], coming[0].at or ws.now()) if coming else ()
    return turns[0].person if turns else ""


def _here(ws: Workspace, at: datetime | None) -> list[str]:
    """Everybody who isn't away on the day of a round; today where it has none."""
    day = today(at or ws.now(), ws.zone)
    return [person.id for person in ws.team.members if not person.is_away(day)]


def _soonest(coming: Coming) -> tuple[bool, float, str]:
    return (coming.at is None, coming.at.timestamp() if coming.at else 0.0, coming.name)
