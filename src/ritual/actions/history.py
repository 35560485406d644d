"""The sessions that were held before, as the record has them."""

from collections.abc import Iterable
from datetime import timedelta

from ritual.actions.desk import Desk
from ritual.actions.sealing import REMEMBERED
from ritual.actions.settings import definitions as definitions
from ritual.model import stage as stages
from ritual.model.entry import ACTION, ANSWER, STAGE, Entry
from ritual.model.instant import iso
from ritual.model.memory import Held
from ritual.model.reading import text
from ritual.model.session import fold, is_visible, winner
from ritual.store.reading import Opening

GOES_ON = timedelta(hours=12)
"""A round that nobody closed in all this time isn't going on any more."""


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


def led_elsewhere(desk: Desk) -> list[tuple[Entry, stages.Stage]]:
    """The openings of rounds that aren't over and that another machine leads, oldest first, with where they stand."""
    if not desk.is_shared:
        return []
    since, found = iso(desk.now() - GOES_ON), []
    for session in desk.record.unclosed():
        opening = desk.record.entry(session)
        won = winner(desk.record.entries(STAGE, session=session))
        if opening and won and won.device != desk.device and opening.at >= since:
            found.append((opening, stages.from_data(won.data)))
    return sorted((each for each in found if each[1].state != stages.CLOSED), key=lambda each: each[0].order)


def hidden_in(desk: Desk, session_id: str, me: str) -> list[str]:
    """The ids of answers and promises that are hidden until the reveal, from everybody but whose they are."""
    opening, record = desk.record.entry(session_id), desk.record
    entries = [entry for kind in (STAGE, ANSWER, ACTION) for entry in record.entries(kind, session=session_id)]
    session = fold(session_id, [*entries, *([opening] if opening else [])])
    return [e.id for e in entries if session and e.kind != STAGE and not is_visible(session, e, me)]


def _with_stages(openings: Iterable[Opening], written: Iterable[Entry]) -> list[Held]:
    by_session: dict[str, list[Entry]] = {}
    for entry in written:
        by_session.setdefault(text(entry.data, "session"), []).append(entry)
    won = ((opening, winner(by_session.get(opening.id, ()))) for opening in openings)
    return [Held(*opening, stages.from_data(stage.data)) for opening, stage in won if stage]
