"""The sessions that were held before, as the record has them."""

from collections.abc import Iterable
from datetime import timedelta

from ritual.actions.settings import rituals_from
from ritual.actions.workspace import Workspace
from ritual.model import stage as stages
from ritual.model.entry import ANSWER, STAGE, Entry
from ritual.model.instant import iso
from ritual.model.memory import Held
from ritual.model.reading import table, text
from ritual.model.ritual import Ritual, from_data
from ritual.model.session import winner
from ritual.store.reading import Opening

REMEMBERED = timedelta(days=120)
"""How far back the order of turns and the questions asked are remembered."""


def held(ws: Workspace, back: timedelta = REMEMBERED) -> tuple[Held, ...]:
    """The closed sessions of the last months, oldest first."""
    since = iso(ws.now() - back)
    found = _with_stages(ws.record.openings(since), ws.record.entries(STAGE, since=since))
    return tuple(session for session in found if session.stage.state == stages.CLOSED)


def unclosed(ws: Workspace, back: timedelta = REMEMBERED) -> tuple[Held, ...]:
    """The sessions that were opened and never closed, oldest first."""
    since = iso(ws.now() - back)
    left = set(ws.record.unclosed(since))
    openings = [opening for opening in ws.record.openings(since) if opening.id in left] if left else []
    written = [entry for opening in openings for entry in ws.record.entries(STAGE, session=opening.id)]
    return tuple(s for s in _with_stages(openings, written) if s.stage.state != stages.CLOSED)


def rounds(ws: Workspace, back: timedelta = REMEMBERED) -> tuple[Opening, ...]:
    """When the closed sessions of the last months were opened, oldest first: `held` without what they left."""
    left = {session.id for session in unclosed(ws, back)}
    return tuple(opening for opening in ws.record.openings(iso(ws.now() - back)) if opening.id not in left)


def definitions(ws: Workspace, answers: Iterable[Entry]) -> list[Ritual]:
    """The rituals as the team has adopted them, and before each as it was where these answers were given."""
    ids = dict.fromkeys(text(answer.data, "session") for answer in answers if answer.kind == ANSWER)
    opened = [opening for each in ids if each and (opening := ws.record.entry(each))]
    adopted = rituals_from(ws.record.settings()).values()
    return [*adopted, *(from_data(table(opening.data, "ritual")) for opening in opened)]


def _with_stages(openings: Iterable[Opening], written: Iterable[Entry]) -> list[Held]:
    by_session: dict[str, list[Entry]] = {}
    for entry in written:
        by_session.setdefault(text(entry.data, "session"), []).append(entry)
    won = ((opening, winner(by_session.get(opening.id, ()))) for opening in openings)
    return [Held(*opening, stages.from_data(stage.data)) for opening, stage in won if stage]
