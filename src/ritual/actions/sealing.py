"""Which notes are still sealed: what a round has to open first, and nobody but the giver sees before."""

from collections.abc import Iterable
from datetime import timedelta

from ritual.actions.desk import Desk
from ritual.actions.settings import rituals_from
from ritual.model.entry import Entry
from ritual.model.instant import iso, moment
from ritual.model.ritual import Ritual
from ritual.model.schedule import schedule_of
from ritual.model.waiting import Jar, sealed_since, still_sealed
from ritual.store.reading import Opening

REMEMBERED = timedelta(days=120)
"""How far back rounds are remembered: for the jar, the order of turns and the questions asked."""


def jar(desk: Desk) -> Jar:
    """What decides whether a note is still sealed."""
    jars = {name: ritual for name, ritual in rituals_from(desk.settings).items() if opens_jar(ritual)}
    schedules = [schedule_of(ritual, desk.zone, desk.team.off) for ritual in jars.values()]
    held = tuple(moment(opening.at) for opening in _rounds(desk) if opening.ritual in jars)
    return Jar(frozenset(), tuple(schedule for schedule in schedules if schedule), held)


def opens_jar(ritual: Ritual) -> bool:
    """Whether the ritual has a step that opens the jar."""
    return any(step.kind == "gratitude" for step in ritual.steps)


def sealed(desk: Desk) -> list[Entry]:
    """The notes that nobody but their giver may see before a round opens them, oldest first."""
    found, now = jar(desk), desk.now()
    since = sealed_since(found, now)
    return still_sealed(desk.record.unopened(iso(since) if since else ""), found, now)


def sealed_ids(desk: Desk, show_to: str = "") -> frozenset[str]:
    """The ids of sealed notes and of answers not revealed yet, without those that `show_to` gave."""
    notes = frozenset(note.id for note in sealed(desk) if not show_to or note.by != show_to)
    return notes | unrevealed(desk, show_to)


def unrevealed(desk: Desk, show_to: str = "") -> frozenset[str]:
    """The ids of answers that everybody gives together, of rounds that haven't shown them yet; without one's own."""
    left = desk.record.unclosed(iso(desk.now() - REMEMBERED))
    if not left:
        return frozenset()
    from ritual.actions.history import hidden_in  # only a round under way needs to be looked into

    return frozenset(each for session in left for each in hidden_in(desk, session, show_to))


def _rounds(desk: Desk) -> Iterable[Opening]:
    since = iso(desk.now() - REMEMBERED)
    if not desk.record.unclosed(since):
        return desk.record.openings(since)
    from ritual.actions.history import rounds  # only a session that somebody left needs to be looked into

    return rounds(desk, REMEMBERED)
