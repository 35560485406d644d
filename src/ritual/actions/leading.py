"""How a session comes to be led here: prepared, resumed after it stopped, or dropped."""

from collections.abc import Sequence
from difflib import get_close_matches
from typing import NamedTuple

from ritual.actions import gather, history
from ritual.actions.circle import Circle
from ritual.actions.history import led_elsewhere
from ritual.actions.settings import rituals_from
from ritual.actions.workspace import Workspace
from ritual.errors import BadFile, NotFound, Refused
from ritual.files.rituals import read_ritual
from ritual.files.shelf import listing
from ritual.model.clean import line
from ritual.model.dealing import deal
from ritual.model.entry import erase
from ritual.model.instant import iso, moment
from ritual.model.memory import Held
from ritual.model.moments import today
from ritual.model.phrase import said
from ritual.model.ritual import Ritual
from ritual.model.session import Session
from ritual.model.stage import Seat, Stage
from ritual.model.team import guest
from ritual.words import t

SOON = 30 * 60
"""Seconds after which an unfinished session is closed rather than gone on with."""


class Unfinished(NamedTuple):
    """A session that was opened and never closed: where it stopped, and how many seconds ago."""

    id: str
    title: str
    at: str
    stopped_at: str
    ago: float

    @property
    def is_fresh(self) -> bool:
        """Whether going on is what people would want."""
        return self.ago < SOON


def definition(ws: Workspace, name: str) -> Ritual:
    """The ritual of that name: as the team adopted it, else from the shelf. Raises NotFound or BadFile."""
    adopted = rituals_from(ws.record.settings())
    if name in adopted:
        return adopted[name]
    every = sorted({*adopted, *(file.name for file in listing(ws.shelf, "rituals"))})
    if name not in every:
        near = get_close_matches(name, every, n=1)
        hint = (
            t("Did you mean “{name}”?", name=near[0]) if near else t("There is: {rituals}.", rituals=", ".join(every))
        )
        raise NotFound(t("There is no ritual called “{name}”.", name=name), hint)
    found, problems = read_ritual(ws.shelf, name)
    if found is None:
        raise BadFile(t("The ritual “{name}” can't be used.", name=name), problems)
    return found


def prepare(ws: Workspace, name: str, absent: Sequence[str] = ()) -> Circle:
    """A session before its start, with everybody seated who isn't away; nothing of it is written yet."""
    ritual = definition(ws, name)
    day = today(ws.now(), ws.zone)
    seats = [Seat(p.id, p.id not in absent and not p.is_away(day)) for p in ws.team.members]
    if not seats:
        raise Refused(t("Nobody is in this team yet."), t("`ritual members add 'Ana Ruiz @ana'` adds somebody."))
    return _prepared(ws, ritual, tuple(seats), ws.me)


def prepare_passing(ws: Workspace, name: str, names: Sequence[str]) -> Circle:
    """A round for people who are no team: everybody is a guest, and nothing is kept."""
    seats = tuple(Seat(guest(each)) for each in dict.fromkeys(map(line, names)) if each)
    if not seats:
        raise Refused(t("Nobody is named for this round."), t("`ritual start --with 'Ana, Bo'` says who is there."))
    return _prepared(ws, definition(ws, name), seats, "")


def unfinished(ws: Workspace) -> Unfinished | None:
    """The newest session that was opened and never closed, if there is one."""
    away = {opening.id for opening, _ in led_elsewhere(ws)}
    left = [session for session in history.unclosed(ws) if session.stage.leader in ("", ws.me) or not ws.me]
    left = [session for session in left if session.id not in away]
    if not left:
        return None
    return _unfinished(ws, left[-1])


def resume(ws: Workspace, session_id: str, speaks: Sequence[str] = ()) -> Circle:
    """A session that was opened before, as it stands; `do("resume")` goes on with one that stopped. Raises NotFound.

    `speaks` are others whose words are written at this machine.
    """
    past = tuple(session for session in history.held(ws) if session.id != session_id)
    circle = Circle(ws, Session(session_id, "", "", Ritual("", {}, {}, ()), {}, Stage()), past, speaks)
    circle.refresh()
    if circle.session.winner is None:
        raise NotFound(t("There is no session with the id {id}.", id=session_id))
    return circle


def drop(ws: Workspace, session_id: str) -> None:
    """Erases a session as if it had never been opened: what it opened is sealed again, what it claimed waits again.

    Thanks, wins and promises that were written down in it stay: they are the team's, not the session's.
    """
    own = gather.own_entries(ws, session_id)
    ws.write(*(erase(ws.new_id(), ws.pen(), entry) for entry in own), forget=[entry.id for entry in own])


def _prepared(ws: Workspace, ritual: Ritual, seats: tuple[Seat, ...], leader: str) -> Circle:
    past = history.held(ws)
    session_id = ws.new_id()
    pool = gather.questions(ws, ritual, session_id, past)
    session = Session(session_id, iso(ws.now()), ws.around.zone, ritual, pool, Stage(seats=seats, leader=leader))
    circle = Circle(ws, session, past)
    circle.place(deal(circle.stage, circle.room()))
    return circle


def _unfinished(ws: Workspace, left: Held) -> Unfinished:
    circle = resume(ws, left.id)
    scene = circle.scene()
    where = (scene.speaker or scene.title) if scene else ""
    ago = (ws.now() - moment(left.stage.written or left.at)).total_seconds()
    return Unfinished(left.id, said(circle.ritual.title, ws.lang), left.at, where, max(0.0, ago))
