"""Rounds of the team that another machine leads now: seen, joined, and met by one that was opened at the same time."""

from collections.abc import Sequence
from datetime import timedelta
from typing import NamedTuple

from ritual.actions import leading
from ritual.actions.circle import Circle
from ritual.actions.history import led_elsewhere
from ritual.actions.workspace import Workspace
from ritual.model import presence
from ritual.model.entry import ANSWER, Entry
from ritual.model.instant import moment
from ritual.model.phrase import said
from ritual.model.reading import table, text
from ritual.model.ritual import from_data
from ritual.model.stage import Stage

_AT_ONCE = timedelta(minutes=10)
"""Two rounds of one ritual opened within this time were meant to be one."""


class GoingOn(NamedTuple):
    """A round that another machine leads: its title, its leader's name, how many machines' people are there now."""

    id: str
    ritual: str
    title: str
    at: str
    leader: str
    here: int


def going_on(ws: Workspace) -> GoingOn | None:
    """The newest round that another machine leads, None where there is none."""
    found = led_elsewhere(ws)
    return _told(ws, *found[-1]) if found else None


def take_part(ws: Workspace, session: str, speaks: Sequence[str] = ()) -> Circle:
    """The circle of a round that another machine leads, with a seat asked for. Raises NotFound."""
    circle = leading.resume(ws, session, speaks)
    for who in (ws.me, *speaks):
        if who and who not in circle.stage.here:
            circle.do("join", who)
    return circle


def rival(circle: Circle) -> GoingOn | None:
    """Another round of the same ritual, opened at nearly the same time, that the people are in while here is nobody
    but its opener; of two such the later one gives way."""
    session, ws = circle.session, circle.ws
    if not (circle.part and circle.leads and circle.is_open) or any(
        a.author != ws.me for a in session.answers.values()
    ):
        return None
    for opening, stage in led_elsewhere(ws):
        apart = abs(moment(opening.at) - moment(session.at))
        if _ritual(opening) != session.ritual.name or apart > _AT_ONCE:
            continue
        theirs = [a for a in ws.record.entries(ANSWER, session=opening.id) if a.author != opening.author]
        if theirs or opening.order < (session.at, session.id):
            return _told(ws, opening, stage)
    return None


def give_way(circle: Circle, to: GoingOn) -> Circle:
    """Drops the round that only its opener was in, and takes part in the other."""
    leading.drop(circle.ws, circle.session.id)
    return take_part(circle.ws, to.id)


def _told(ws: Workspace, opening: Entry, stage: Stage) -> GoingOn:
    ritual = from_data(table(opening.data, "ritual"))
    beats = ws.company.beats() if ws.company else ()
    here = presence.here(beats, opening.id, ws.around.monotonic())
    leader = ws.team.person(stage.leader).name
    return GoingOn(opening.id, ritual.name, said(ritual.title, ws.lang), opening.at, leader, len(here))


def _ritual(opening: Entry) -> str:
    return text(table(opening.data, "ritual"), "name")
