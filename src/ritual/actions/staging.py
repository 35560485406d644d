"""Turns the next stage of a session into the events that write it, with everything that must happen in one go."""

from dataclasses import replace as changed

from ritual.actions import gather
from ritual.actions.workspace import Workspace
from ritual.model import stage as stages
from ritual.model.closing import to_erase
from ritual.model.entry import MARK, SESSION, STAGE, erase, put, replace
from ritual.model.event import Event
from ritual.model.instant import iso
from ritual.model.jar import quiet_notes
from ritual.model.ritual import to_data
from ritual.model.room import Room
from ritual.model.session import Session, opening_data
from ritual.model.stage import CLOSED, LOBBY, Stage
from ritual.model.steps import gratitude


def events(ws: Workspace, session: Session, room: Room, stage: Stage) -> list[Event]:
    """The opening where the session is new, the notes just opened, what closing erases, and the stage itself."""
    heard = [note for note in stage.heard if note not in session.stage.heard]
    before: list[Event] = [] if session.stage.state != LOBBY else _opening(ws, session)
    if stage.state == CLOSED:
        heard = _told_quietly(session, room)
        stage = changed(stage, kept=tuple(sorted({*stage.kept, *heard})))
        before += [erase(ws.new_id(), ws.pen(), answer) for answer in to_erase(room.answers, room.ritual)]
    opened = [{"kind": "opened", "on": note, "by": ws.me, "session": session.id} for note in heard]
    before += [put(ws.new_id(), ws.pen(), MARK, mark) for mark in opened]
    return [*before, _staged(ws, session, changed(stage, written=iso(ws.now())))]


def _opening(ws: Workspace, session: Session) -> list[Event]:
    pen = ws.pen()
    stale = [erase(ws.new_id(), pen, answer) for answer in gather.stale_ahead(ws)]
    return [*stale, put(session.id, pen, SESSION, opening_data(to_data(session.ritual), session.pool))]


def _staged(ws: Workspace, session: Session, stage: Stage) -> Event:
    data = {"session": session.id, **stages.to_data(stage)}
    mine = session.winner
    if mine is not None and mine.device == ws.device:
        return replace(ws.new_id(), ws.pen(), mine, data)
    return put(ws.new_id(), ws.pen(), STAGE, data)


def _told_quietly(session: Session, room: Room) -> list[str]:
    """The notes that are never read aloud: a round that may open the jar brings them in its recap."""
    stage = session.stage
    jars = [step for step in room.ritual.steps if step.kind == "gratitude" and stage.switched.get(step.id, step.on)]
    if not any(gratitude.is_open_to_guests(step, stage, room) for step in jars):
        return []
    return [note.id for note in quiet_notes(room.notes, stage.here, room.team)]
