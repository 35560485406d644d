"""Who is asked to lead which round, in lines, and as objects (version 1) for JSON and CSV."""

from ritual.actions.workspace import Workspace
from ritual.cli.formats import Fields
from ritual.model.clean import line
from ritual.model.instant import iso
from ritual.model.moments import clock, day, today
from ritual.model.phrase import said
from ritual.model.ritual import Ritual
from ritual.model.rota import Turn, leads
from ritual.words import language, t

COLUMNS = ("ritual", "at", "leads", "reason")
"""The columns of CSV, in the order of the keys of JSON; new ones come behind."""


def as_line(ws: Workspace, ritual: Ritual, turn: Turn, name: str) -> str:
    """ "Thu 26 Nov 09:30  Standup  Bo leads: as agreed."; `name` is that of whoever is asked."""
    return f"{_when(ws, ritual, turn)}  {leads(turn, name) or t('Whoever opens it leads.')}"


def as_object(ws: Workspace, ritual: Ritual, turn: Turn) -> Fields:
    """The same with a handle; the moment is null where the ritual has no schedule."""
    leader = ws.team.person(turn.person).handle if turn.person else None
    at = iso(turn.round.at) if ritual.when or ritual.rrule else None
    return {"v": 1, "ritual": ritual.name, "at": at, "leads": leader, "reason": turn.reason if leader else None}


def titled(ritual: Ritual) -> str:
    """The ritual's title in the language that is spoken."""
    return line(said(ritual.title, language()))


def _when(ws: Workspace, ritual: Ritual, turn: Turn) -> str:
    if not (ritual.when or ritual.rrule):
        return t("{ritual}, the next round", ritual=titled(ritual))
    here = today(turn.round.at, ws.zone)
    when = f"{day(here, year=here.year != ws.now().year)} {clock(turn.round.at, ws.zone)}"
    return f"{when:<16}  {titled(ritual)}"
