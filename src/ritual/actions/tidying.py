"""What every machine does once a round that others led is over: nothing stays of what isn't kept.

Whoever closes a round may not erase for everybody what others wrote, unless the endpoint knows an admin there. So
each machine erases its own people's answers for all, and everybody else's at least here. A close that the log hasn't
shown yet may be one that comes too late, because another machine leads the round on: nothing goes by it for half a day.
"""

from collections.abc import Iterable

from ritual.actions import claims, gather
from ritual.actions.claims import CLAIMED
from ritual.actions.desk import Desk
from ritual.actions.ending import without_wishes
from ritual.actions.history import GOES_ON
from ritual.actions.sealing import REMEMBERED
from ritual.model.closing import to_erase
from ritual.model.entry import ANSWER, STAGE, Entry, erase
from ritual.model.event import Event
from ritual.model.instant import iso, moment
from ritual.model.reading import text
from ritual.model.session import Session, fold


def tidy(desk: Desk) -> bool:
    """Erases what rounds that are over have left here, and answers ahead that no round took in time; whether anything
    was left."""
    found = [each for session in _open_ends(desk) for each in _left_by(desk, session)]
    found += [erase(desk.new_id(), desk.pen(), answer) for answer in gather.stale_ahead(desk)]
    return bool(found) and desk.write(*{event.entry: event for event in found}.values())


def _open_ends(desk: Desk) -> list[str]:
    """The sessions that may have left something: a stage that isn't closed, an answer that isn't kept, or a wish."""
    since = iso(desk.now() - REMEMBERED)
    some = desk.record.unkept() | desk.record.wished(since)
    answers = [answer for each in some if (answer := desk.record.entry(each))]
    early = {answer.id for answer in answers} | {a.id for a in desk.record.ahead(since) if "wish" in a.data}
    claimed = [text(mark.data, "session") for mark in desk.record.marks(early) if text(mark.data, "kind") == CLAIMED]
    held = (*desk.record.unclosed(), *(text(answer.data, "session") for answer in answers), *claimed)
    return [session for session in dict.fromkeys(held) if session]


def _left_by(desk: Desk, session_id: str) -> Iterable[Event]:
    """The end of what a session leaves behind, if it is closed."""
    own, claimed = gather.own_entries(desk, session_id), claims.claimed_by(desk, session_id)
    session = fold(session_id, [*own, *claimed])
    if session is None or not _is_over(desk, session):
        return
    answers = [*(entry for entry in own if entry.kind == ANSWER), *claimed]
    gone = to_erase(answers, session.answers.values(), session.ritual)
    ids = {answer.id for answer in gone}
    marks = [mark for mark in claims.marks_of(desk, session_id) if text(mark.data, "on") in ids]
    for entry in (*gone, *marks, *_old_stages(own, session)):
        yield erase(desk.new_id(), desk.pen(), entry)
    yield from without_wishes(desk, (answer for answer in answers if answer.id not in ids))


def _is_over(desk: Desk, session: Session) -> bool:
    """Whether a session is closed for everybody: the log shows it, or nobody can be going on with it any more."""
    won = session.winner
    if won is None or not session.is_closed:
        return False
    return not desk.is_shared or bool(desk.record.place(won.id)) or moment(session.at) + GOES_ON < desk.now()


def _old_stages(own: Iterable[Entry], session: Session) -> list[Entry]:
    return [entry for entry in own if entry.kind == STAGE and session.winner and entry.id != session.winner.id]
