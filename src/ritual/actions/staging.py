"""Turns the next stage of a session into the events that write it, with everything that must happen in one go."""

from dataclasses import replace as changed
from datetime import timedelta

from ritual.actions import claims, gather
from ritual.actions.workspace import Workspace
from ritual.model import stage as stages
from ritual.model.closing import to_erase
from ritual.model.entry import ANSWER, MARK, SESSION, STAGE, Entry, erase, put, replace
from ritual.model.event import Event
from ritual.model.instant import iso, moment
from ritual.model.jar import quiet_notes
from ritual.model.reading import text
from ritual.model.ritual import to_data
from ritual.model.room import Room
from ritual.model.session import Session, opening_data
from ritual.model.stage import CLOSED, LOBBY, Stage
from ritual.model.steps import gratitude


def events(ws: Workspace, session: Session, room: Room, stage: Stage, took: float = 0.0) -> list[Event]:
    """The opening where the session is new, what it claims, opens and erases, and the stage itself.

    `took` is the time in seconds since the stage before was written.
    """
    heard = [note for note in stage.heard if note not in session.stage.heard]
    before = [*([] if session.stage.state != LOBBY else _opening(ws, session)), *_claims(ws, session, stage)]
    if stage.state == CLOSED:
        heard = _told_quietly(session, room)
        stage = changed(stage, kept=tuple(sorted({*stage.kept, *heard})))
        before += _cleared(ws, session, room)
    opened = [{"kind": "opened", "on": note, "by": ws.me, "session": session.id} for note in heard]
    before += [put(ws.new_id(), ws.pen(), MARK, mark) for mark in opened]
    return [*before, _staged(ws, session, changed(stage, written=_written(ws, session, stage, took)))]


def _opening(ws: Workspace, session: Session) -> list[Event]:
    pen = ws.pen()
    stale = [erase(ws.new_id(), pen, answer) for answer in gather.stale_ahead(ws)]
    return [*stale, put(session.id, pen, SESSION, opening_data(to_data(session.ritual), session.pool))]


def _claims(ws: Workspace, session: Session, stage: Stage) -> list[Event]:
    """Claims what the people who have just taken their seats wrote ahead, so that no other session shows it."""
    before = {answer for by in session.stage.claimed.values() for answer in by.values()}
    fresh = {(step, who) for step, by in stage.claimed.items() for who, a in by.items() if a not in before}
    if not fresh:
        return []
    early = gather.waiting_ahead(ws, session.ritual.name)
    return claims.claiming(ws, session.id, (a for a in early if (text(a.data, "step"), a.by) in fresh))


def _cleared(ws: Workspace, session: Session, room: Room) -> list[Event]:
    """Erases every answer that isn't kept, whoever wrote it and whether or not it was shown, and its claim."""
    answers = [*ws.record.entries(ANSWER, session=session.id), *claims.claimed_by(ws, session.id)]
    gone = to_erase(answers, room.answers, room.ritual)
    ids = {answer.id for answer in gone}
    marks = [mark for mark in claims.marks_of(ws, session.id) if text(mark.data, "on") in ids]
    wishes = [answer for answer in answers if "wish" in answer.data and answer.id not in ids]
    return [*(erase(ws.new_id(), ws.pen(), e) for e in (*gone, *marks)), *(_without_wish(ws, a) for a in wishes)]


def _without_wish(ws: Workspace, answer: Entry) -> Event:
    # By its author's hand, so that the words don't become noted ones.
    data = {key: value for key, value in answer.data.items() if key != "wish"}
    return replace(ws.new_id(), ws.pen()._replace(author=answer.author), answer, data)


def _staged(ws: Workspace, session: Session, stage: Stage) -> Event:
    data = {"session": session.id, **stages.to_data(stage)}
    mine = session.winner
    if mine is not None and mine.device == ws.device:
        return replace(ws.new_id(), ws.pen(), mine, data)
    return put(ws.new_id(), ws.pen(), STAGE, data)


def _written(ws: Workspace, session: Session, stage: Stage, took: float) -> str:
    """When the stage is written; a session that is closed days after it stopped ended when it stopped."""
    last = session.stage.written
    if stage.state != CLOSED or not last:
        return iso(ws.now())
    return iso(min(ws.now(), moment(last) + timedelta(seconds=took)))


def _told_quietly(session: Session, room: Room) -> list[str]:
    """The notes that are never read aloud: a round that may open the jar brings them in its recap."""
    stage = session.stage
    jars = [step for step in room.ritual.steps if step.kind == "gratitude" and stage.switched.get(step.id, step.on)]
    if not any(gratitude.is_open_to_guests(step, stage, room) for step in jars):
        return []
    return [note.id for note in quiet_notes(room.notes, stage.here, room.team)]
