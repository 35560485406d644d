"""What happens in one go when a session closes: what isn't kept is gone, without a trace of who said something.

The order in which answers and stages came would tell who passed, so closing forgets both, where nothing of either has
left this machine before. What others may have goes on all machines alike, once the log shows that the session is over
(`tidying`): whoever closes it without a network can't know that somebody else leads it on by now.
"""

from collections.abc import Iterable
from dataclasses import replace as changed
from datetime import timedelta

from ritual.actions import claims
from ritual.actions.desk import Desk
from ritual.actions.staging import Deed, data, heard, opening, staged
from ritual.actions.workspace import Workspace
from ritual.model.closing import to_erase
from ritual.model.entry import ANSWER, STAGE, Entry, erase, put, replace
from ritual.model.event import ERASE, Event
from ritual.model.instant import iso, moment
from ritual.model.jar import quiet_notes
from ritual.model.reading import text
from ritual.model.room import Room
from ritual.model.session import Session
from ritual.model.stage import Stage
from ritual.model.steps import gratitude


def deed(ws: Workspace, session: Session, room: Room, stage: Stage) -> Deed:
    """The notes told quietly, the end of what isn't kept, and the closed stage."""
    quiet = _told_quietly(session, room)
    left = changed(stage, kept=tuple(sorted({*stage.kept, *quiet})))
    live = ws.record.entries(ANSWER, session=session.id)
    every = [*live, *claims.claimed_by(ws, session.id)]
    here = [answer for answer in every if not (ws.is_shared and ws.record.may_be_elsewhere(answer.id))]
    gone = to_erase(here, room.answers, room.ritual)
    ids = {answer.id for answer in gone}
    marks = [mark for mark in claims.marks_of(ws, session.id) if text(mark.data, "on") in ids]
    stay = [answer for answer in here if answer.id not in ids]
    before = [*opening(ws, session), *_erased(ws, (*gone, *marks)), *without_wishes(ws, stay)]
    last = _last(ws, session, left)
    forgotten = (*(a.id for a in live if a.id in ids), *(mark.id for mark in marks), *last.forgotten)
    return Deed((*before, *heard(ws, session, quiet), *last.events), forgotten)


def ended(ws: Workspace, session: Session, took: float) -> str:
    """When a session that closes now ended: one that stopped days ago did so then. `took` is the time in seconds
    since its stage was written."""
    last = session.stage.written
    return iso(min(ws.now(), moment(last) + timedelta(seconds=took)) if last else ws.now())


def _last(ws: Workspace, session: Session, stage: Stage) -> Deed:
    """The closed stage as an entry of its own, because the revisions of the one before count the turns."""
    event = staged(ws, session, stage)
    if event.ref is None:
        return Deed((event,))
    # Replacing the old one first says whether somebody else was faster.
    fresh = put(ws.new_id(), ws.pen(), STAGE, data(session, stage))
    return Deed((event, fresh, event._replace(id=ws.new_id(), op=ERASE, rev=event.rev + 1, body="")), (event.ref,))


def _erased(ws: Workspace, entries: Iterable[Entry]) -> list[Event]:
    return [erase(ws.new_id(), ws.pen(), entry) for entry in entries]


def without_wishes(desk: Desk, answers: Iterable[Entry]) -> list[Event]:
    """The answers that stay, without what their authors wished for the round; of a shared team's each machine tidies
    its own."""
    wished = [answer for answer in answers if "wish" in answer.data]
    return [_without_wish(desk, a) for a in wished if a.author == desk.me or not desk.is_shared]


def _without_wish(desk: Desk, answer: Entry) -> Event:
    # By its author's hand, so that the words don't become noted ones.
    left = {key: value for key, value in answer.data.items() if key != "wish"}
    return replace(desk.new_id(), desk.pen()._replace(author=answer.author), answer, left)


def _told_quietly(session: Session, room: Room) -> list[str]:
    """The notes that are never read aloud: a round that may open the jar brings them in its recap."""
    stage = session.stage
    jars = [step for step in room.ritual.steps if step.kind == "gratitude" and stage.switched.get(step.id, step.on)]
    if not any(gratitude.is_open_to_guests(step, stage, room) for step in jars):
        return []
    return [note.id for note in quiet_notes(room.notes, stage.here, room.team)]
