"""Turns the next stage of a session into the events that write it, with everything that must happen in one go."""

from collections.abc import Iterable
from typing import NamedTuple

from ritual.actions import claims, gather
from ritual.actions.settings import counts_points
from ritual.actions.workspace import Workspace
from ritual.model import stage as stages
from ritual.model.entry import MARK, SESSION, STAGE, Entry, erase, put, replace
from ritual.model.event import Event
from ritual.model.reading import text
from ritual.model.ritual import to_data
from ritual.model.session import Session, opening_data
from ritual.model.stage import LOBBY, Stage


class Deed(NamedTuple):
    """What is written in one go, and those of the erased entries of which no trace may stay."""

    events: tuple[Event, ...]
    forgotten: tuple[str, ...] = ()


def deed(ws: Workspace, session: Session, stage: Stage) -> Deed:
    """The opening where the session is new, what it claims and opens, and the stage itself."""
    notes = [note for note in stage.heard if note not in session.stage.heard]
    before = (*opening(ws, session), *_claims(ws, session, stage), *heard(ws, session, notes))
    return Deed((*before, staged(ws, session, stage)))


def opening(ws: Workspace, session: Session) -> list[Event]:
    """The entry of a session that is new, and the end of every answer that has waited for too long."""
    if session.stage.state != LOBBY:
        return []
    pen = ws.pen()
    stale = [erase(ws.new_id(), pen, answer) for answer in gather.stale_ahead(ws)]
    said = opening_data(to_data(session.ritual), session.pool, counts=counts_points(ws.record.settings()))
    return [*stale, put(session.id, pen, SESSION, said)]


def heard(ws: Workspace, session: Session, notes: Iterable[str]) -> list[Event]:
    """The marks that open notes of the jar."""
    opened = [{"kind": "opened", "on": note, "by": ws.me, "session": session.id} for note in notes]
    return [put(ws.new_id(), ws.pen(), MARK, mark) for mark in opened]


def staged(ws: Workspace, session: Session, stage: Stage) -> Event:
    """The stage as its session's own device writes it: put once, then replaced."""
    mine = _own(ws, session)
    if mine is not None:
        return replace(ws.new_id(), ws.pen(), mine, data(session, stage))
    return put(ws.new_id(), ws.pen(), STAGE, data(session, stage))


def _own(ws: Workspace, session: Session) -> Entry | None:
    won = session.winner
    if won is None or won.device == ws.device:
        return won
    return next((e for e in ws.record.entries(STAGE, session=session.id) if e.device == ws.device), None)


def data(session: Session, stage: Stage) -> dict[str, object]:
    """The data of a stage entry."""
    return {"session": session.id, **stages.to_data(stage)}


def _claims(ws: Workspace, session: Session, stage: Stage) -> list[Event]:
    """Claims what the people who have just taken their seats wrote ahead, so that no other session shows it."""
    before = {answer for by in session.stage.claimed.values() for answer in by.values()}
    fresh = {(step, who) for step, by in stage.claimed.items() for who, a in by.items() if a not in before}
    if not fresh:
        return []
    early = gather.waiting_ahead(ws, session.ritual.name)
    return claims.claiming(ws, session.id, (a for a in early if (text(a.data, "step"), a.by) in fresh))
