"""Gathers from the record a session, and what its rules look at."""

from collections.abc import Iterable, Sequence
from datetime import timedelta

from ritual.actions import claims, rota
from ritual.actions.desk import Desk
from ritual.actions.mine import asked_away
from ritual.actions.settings import banned_from, counts_points
from ritual.actions.workspace import Workspace
from ritual.files.decks import read_deck
from ritual.model.dealing import draw
from ritual.model.deck import Question
from ritual.model.entry import ACTION, ANSWER, MARK, SESSION, STAGE, WIN, Entry
from ritual.model.instant import iso, moment
from ritual.model.memory import Held, asked, memory
from ritual.model.moments import today
from ritual.model.promises import coming_back
from ritual.model.reading import text
from ritual.model.ritual import DAYS, Ritual
from ritual.model.room import Room
from ritual.model.session import Session, fold
from ritual.model.stage import LOBBY

WINS_FOR = timedelta(days=30)
"""How far back wins are read, unless the ritual was held even longer ago."""


def folded(desk: Desk, session_id: str) -> Session | None:
    """The session of that id as the record has it now; None where nothing of its opening is left."""
    own = own_entries(desk, session_id)
    said = [each for each in own if each.kind == ANSWER]
    others = [each for each in own if each.kind != ANSWER]
    return fold(session_id, [*others, *shown(desk, [*said, *claims.claimed_by(desk, session_id)])])


def own_entries(desk: Desk, session_id: str) -> list[Entry]:
    """What a session itself has written: its opening, its stages, answers and marks."""
    opening = desk.record.entry(session_id)
    own = [entry for kind in (STAGE, ANSWER, MARK) for entry in desk.record.entries(kind, session=session_id)]
    return [opening, *own] if opening and opening.kind == SESSION else own


def shown(desk: Desk, entries: Iterable[Entry]) -> list[Entry]:
    """Those of the entries that anybody may still see: nobody whom they are by or about wants them erased."""
    gone = asked_away(desk)
    return [entry for entry in entries if entry.id not in gone]


def room(ws: Workspace, session: Session, past: Sequence[Held]) -> Room:
    """The surroundings of a session as the record has them now; `past` are the closed sessions before it."""
    ritual = session.ritual
    begun = session.stage.state != LOBBY
    return Room(
        lot=session.id,
        ritual=ritual,
        team=ws.team,
        weekday=DAYS[today(moment(session.at), ws.zone).weekday()],
        memory=memory(ritual.name, past, ws.team),
        pool=session.pool,
        ahead=ahead(ws, ritual),
        notes=notes(ws),
        promises=tuple(a.id for a in promises(ws) if text(a.data, "session") != session.id),
        answers=tuple(session.answers.values()),
        kept=tuple(entry.id for entry in left_behind(ws, session, past)) if begun else (),
        # What was said before the start holds to the end; taking it back holds at once.
        counts_points=counts_points(ws.record.settings()) and (session.counts or not begun),
        turn=None if begun else rota.leader_now(ws, ritual, past),
    )


def questions(ws: Workspace, ritual: Ritual, lot: str, past: Sequence[Held]) -> dict[str, tuple[Question, ...]]:
    """The questions of each step that draws from a deck, in the order drawn for this session."""
    before = asked(past)
    banned = banned_from(ws.record.settings())
    pools = {}
    for step in ritual.steps:
        deck = read_deck(ws.shelf, step.deck)[0] if step.deck else None
        if deck:
            pools[step.id] = draw(deck.questions, step.levels, before, banned, f"{lot}/{step.id}")
    return pools


def ahead(ws: Workspace, ritual: Ritual) -> dict[str, dict[str, str]]:
    """The newest answer that waits for each step of the ritual and each person; own words before noted ones."""
    found: dict[str, dict[str, str]] = {}
    for answer in sorted(waiting_ahead(ws, ritual.name), key=lambda a: (a.author == a.by, a.order)):
        found.setdefault(text(answer.data, "step"), {})[answer.by] = answer.id
    return found


def waiting_ahead(ws: Workspace, ritual: str = "") -> list[Entry]:
    """Answers written ahead in the last 36 hours that no session has claimed, for one ritual or for any."""
    early = claims.waiting(ws, since=iso(ws.now() - claims.WAITS))
    return [answer for answer in early if not ritual or text(answer.data, "ritual") == ritual]


def stale_ahead(desk: Desk) -> list[Entry]:
    """Answers written ahead that no session claimed in time; they are erased when the next one opens.

    In a shared team each machine does so with what was written at it, by the clock it was written by; a clock that is
    days fast takes nothing from anybody else. What somebody wrote who has left is everybody's to erase.
    """
    early = claims.waiting(desk, until=iso(desk.now() - claims.WAITS))
    return [each for each in early if each.data.get("kept") is not True and _may_erase(desk, each.author)]


def _may_erase(desk: Desk, author: str) -> bool:
    writer = desk.team.people.get(author)
    return not desk.is_shared or author == desk.me or writer is None or writer.left


def notes(ws: Workspace) -> tuple[Entry, ...]:
    """The thanks that no round has opened, oldest first."""
    return tuple(shown(ws, ws.record.unopened()))


def promises(ws: Workspace) -> tuple[Entry, ...]:
    """The promises that come back, oldest first."""
    actions = shown(ws, ws.record.unsettled())
    marks = ws.record.marks([action.id for action in actions])
    by_action: dict[str, list[Entry]] = {}
    for mark in marks:
        by_action.setdefault(text(mark.data, "on"), []).append(mark)
    return coming_back(actions, by_action)


def wins_since(ws: Workspace, ritual: str, past: Iterable[Held]) -> list[Entry]:
    """The wins that no earlier round of the ritual had in its recap, oldest first."""
    before = [session for session in past if session.ritual == ritual]
    told = {each for session in before for each in session.stage.kept}
    since = min([iso(ws.now() - WINS_FOR), *(session.at for session in before[-1:])])
    return [win for win in shown(ws, ws.record.entries(WIN, since=since)) if win.id not in told]


def left_behind(ws: Workspace, session: Session, past: Iterable[Held]) -> list[Entry]:
    """Everything but answers that this session leaves in the record: thanks opened, wins read, promises, parked."""
    marks = [mark for mark in session.marks if text(mark.data, "kind") in ("opened", "parked", "done", "dropped")]
    opened = [text(mark.data, "on") for mark in marks if text(mark.data, "kind") != "parked"]
    found = [entry for on in dict.fromkeys(opened) if (entry := ws.record.entry(on))]
    found += [mark for mark in marks if text(mark.data, "kind") == "parked"]
    for kind in ("kudos", WIN, ACTION):
        found += ws.record.entries(kind, session=session.id)
    if any(step.kind == "wins" and step.id in session.stage.queues for step in session.ritual.steps):
        found += wins_since(ws, session.ritual.name, past)
    return list({entry.id: entry for entry in found}.values())
