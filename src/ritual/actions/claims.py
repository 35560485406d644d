"""Which answers written ahead still wait, and which session has claimed them: a mark on each says so."""

from collections.abc import Iterable
from datetime import timedelta

from ritual.actions.desk import Desk
from ritual.model.entry import ANSWER, MARK, Entry, put
from ritual.model.event import Event
from ritual.model.reading import text

CLAIMED = "claimed"
WAITS = timedelta(hours=36)
"""How long an answer waits for a session to claim it."""


def waiting(desk: Desk, since: str = "", until: str = "~") -> list[Entry]:
    """The answers written ahead that no session has claimed, oldest first."""
    early = desk.record.ahead(since, until)
    marks = desk.record.marks([answer.id for answer in early]) if early else []
    claimed = {text(mark.data, "on") for mark in marks if text(mark.data, "kind") == CLAIMED}
    return [answer for answer in early if answer.id not in claimed]


def marks_of(desk: Desk, session: str) -> list[Entry]:
    """The marks by which a session claims answers."""
    return [mark for mark in desk.record.entries(MARK, session=session) if text(mark.data, "kind") == CLAIMED]


def claimed_by(desk: Desk, session: str) -> list[Entry]:
    """The answers written ahead that a session has claimed; a claim on anything else is none."""
    found = (desk.record.entry(text(mark.data, "on")) for mark in marks_of(desk, session))
    return [each for each in found if each and each.kind == ANSWER and not text(each.data, "session")]


def claiming(desk: Desk, session: str, answers: Iterable[Entry]) -> list[Event]:
    """The events by which a session claims these answers."""
    said = ({"kind": CLAIMED, "on": answer.id, "by": desk.me, "session": session} for answer in answers)
    return [put(desk.new_id(), desk.pen(), MARK, data) for data in said]
