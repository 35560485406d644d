"""The jar: where kudos wait, sealed, until a round opens them, and who reads them."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from ritual.model.entry import Entry
from ritual.model.lot import shuffled
from ritual.model.moments import from_iso
from ritual.model.reading import flag, texts
from ritual.model.schedule import Schedule, next_time
from ritual.model.team import Team

GRACE = timedelta(days=1)
"""How long after the first round that should have opened it a note opens by itself."""
UNSCHEDULED = timedelta(days=7)
"""The same for a team whose rounds have no schedule."""


class Jar(NamedTuple):
    """What decides whether notes are still sealed.

    `opened` are the ids of notes whose words a round has shown; `rounds` the schedules of the rituals that open the
    jar; `held` when such rounds were held, as aware times.
    """

    opened: frozenset[str]
    rounds: tuple[Schedule, ...]
    held: tuple[datetime, ...]


def receivers(note: Entry, team: Team) -> tuple[str, ...]:
    """Everybody whom the note thanks; a note for all thanks every member but its giver."""
    if flag(note.data, "all"):
        return tuple(person.id for person in team.members if person.id != note.by)
    return texts(note.data, "to")


def is_sealed(note: Entry, jar: Jar, now: datetime) -> bool:
    """Whether ritual doesn't show the note yet, except to its giver."""
    if flag(note.data, "now") or note.id in jar.opened:
        return False
    return now < opens_by_itself(note, jar)


def opens_by_itself(note: Entry, jar: Jar) -> datetime:
    """When the note opens without a round: computed on reading, never written.

    A day after the first round that should have opened it was missed; every round held since starts this anew,
    because the note then waits for the next one. Without a schedule a week after it was written.
    """
    written = from_iso(note.at)
    since = max((written, *jar.held))
    rounds = [time for schedule in jar.rounds if (time := next_time(schedule, since))]
    return min(rounds) + GRACE if rounds else written + UNSCHEDULED


def due(notes: Iterable[Entry], here: Collection[str], team: Team, most: int = 0) -> tuple[Entry, ...]:
    """The notes that a round with these people reads aloud, oldest first, at most `most` unless that is 0."""
    readable = [n for n in notes if not is_quiet(n, team) and any(who in here for who in receivers(n, team))]
    return tuple(sorted(readable, key=lambda note: note.order)[: most or None])


def is_quiet(note: Entry, team: Team) -> bool:
    """Whether the note is never read aloud, only in the recap, because somebody it thanks wants that."""
    return any(team.person(who).praise == "quiet" for who in receivers(note, team))


def quiet_notes(notes: Iterable[Entry], here: Collection[str], team: Team) -> tuple[Entry, ...]:
    """The notes that this round's recap brings without a reading."""
    return tuple(n for n in notes if is_quiet(n, team) and any(who in here for who in receivers(n, team)))


def reader(
    note: Entry, here: Sequence[str], team: Team, newcomers: Collection[str], lot: str, passes: int = 0, host: str = ""
) -> str:
    """Who reads the note aloud: drawn among the others here, neither giver nor receiver.

    `passes` says how often the reading was passed on. A newcomer reads only if nobody else can; with no third person
    the giver reads, or the host when the giver isn't here.
    """
    thanked = receivers(note, team)
    others = [who for who in here if who != note.by and who not in thanked and team.person(who).reads]
    known = [who for who in others if who not in newcomers] or others
    if not known:
        return note.by if note.by in here else host
    drawn = shuffled(known, lot, note.id)
    return drawn[passes % len(drawn)]
