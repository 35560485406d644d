"""The sessions that were held before, as the record has them."""

from collections.abc import Iterable
from datetime import timedelta

from ritual.actions.desk import Desk
from ritual.actions.sealing import REMEMBERED
from ritual.actions.settings import definitions as definitions
from ritual.model import stage as stages
from ritual.model.entry import STAGE, Entry
from ritual.model.instant import iso
from ritual.model.memory import Held
from ritual.model.reading import text
from ritual.model.session import winner
from ritual.store.reading import Opening


def held(desk: Desk, back: timedelta = REMEMBERED) -> tuple[Held, ...]:
    """The closed sessions of the last months, oldest first."""
    since = iso(desk.now() - back)
    found = _with_stages(desk.record.openings(since), desk.record.entries(STAGE, since=since))
    return tuple(session for session in found if session.stage.state == stages.CLOSED)


def unclosed(desk: Desk, back: timedelta = REMEMBERED) -> tuple[Held, ...]:
    """The sessions that were opened and never closed, oldest first."""
    since = iso(desk.now() - back)
    left = set(desk.record.unclosed(since))
    openings = [opening for opening in desk.record.openings(since) if opening.id in left] if left else []
    written = [entry for opening in openings for entry in desk.record.entries(STAGE, session=opening.id)]
    return tuple(s for s in _with_stages(openings, written) if s.stage.state != stages.CLOSED)


def rounds(desk: Desk, back: timedelta = REMEMBERED) -> tuple[Opening, ...]:
    """When the closed sessions of the last months were opened, oldest first: `held` without what they left."""
    left = {session.id for session in unclosed(desk, back)}
    return tuple(opening for opening in desk.record.openings(iso(desk.now() - back)) if opening.id not in left)


def _with_stages(openings: Iterable[Opening], written: Iterable[Entry]) -> list[Held]:
    by_session: dict[str, list[Entry]] = {}
    for entry in written:
        by_session.setdefault(text(entry.data, "session"), []).append(entry)
    won = ((opening, winner(by_session.get(opening.id, ()))) for opening in openings)
    return [Held(*opening, stages.from_data(stage.data)) for opening, stage in won if stage]
