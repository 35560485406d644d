"""The sessions that were held before, as the record has them."""

from datetime import timedelta

from ritual.actions.workspace import Workspace
from ritual.model import stage as stages
from ritual.model.entry import SESSION, STAGE, Entry
from ritual.model.instant import iso
from ritual.model.memory import Held
from ritual.model.reading import table, text
from ritual.model.session import winner

REMEMBERED = timedelta(days=120)
"""How far back the order of turns and the questions asked are remembered."""


def held(ws: Workspace, back: timedelta = REMEMBERED) -> tuple[Held, ...]:
    """The closed sessions of the last months, oldest first."""
    return tuple(session for session in _sessions(ws, back) if session.stage.state == stages.CLOSED)


def unclosed(ws: Workspace, back: timedelta = REMEMBERED) -> tuple[Held, ...]:
    """The sessions that were opened and never closed, oldest first."""
    return tuple(session for session in _sessions(ws, back) if session.stage.state != stages.CLOSED)


def _sessions(ws: Workspace, back: timedelta) -> list[Held]:
    since = iso(ws.now() - back)
    by_session: dict[str, list[Entry]] = {}
    for entry in ws.record.entries(STAGE, since=since):
        by_session.setdefault(text(entry.data, "session"), []).append(entry)
    sessions = []
    for opening in ws.record.entries(SESSION, since=since):
        won = winner(by_session.get(opening.id, ()))
        if won:
            name = text(table(opening.data, "ritual"), "name")
            sessions.append(Held(opening.id, opening.at, name, stages.from_data(won.data)))
    return sessions
