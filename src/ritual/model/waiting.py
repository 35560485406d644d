"""How long a kudos waits: until a round opens it, and no longer than a day after a missed one."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from ritual.hints import NamedTuple
from ritual.model.entry import Entry
from ritual.model.instant import moment
from ritual.model.reading import flag
from ritual.model.schedule import Schedule, next_time, times_between

GRACE = timedelta(days=1)
"""How long after the first round that should have opened it a note opens by itself."""
UNSCHEDULED = timedelta(days=7)
"""The same for a team whose rounds have no schedule."""

_LOOKED_BACK = timedelta(days=35)
_MARGIN = timedelta(days=1)


class Jar(NamedTuple):
    """What decides whether notes are still sealed.

    `opened` are the ids of notes whose words a round has shown; `rounds` the schedules of the rituals that open the
    jar; `held` when such rounds were held, as aware times.
    """

    opened: frozenset[str]
    rounds: tuple[Schedule, ...]
    held: tuple[datetime, ...]


def still_sealed(notes: Iterable[Entry], jar: Jar, now: datetime) -> list[Entry]:
    """Those of the notes that ritual doesn't show yet, except to their giver; a note opens by itself in the end."""
    last = max(jar.held, default=None)
    # Most notes wait for the same round, and when that is takes longest to say: the first after `asked`.
    asked: datetime | None = None
    first: datetime | None = None
    found = []
    for note in notes:
        written = moment(note.at)
        since = max(written, last) if last else written
        if since != asked and not (asked and first and asked <= since < first):
            asked, first = since, _first_round(jar, since)
        is_open = flag(note.data, "now") or note.id in jar.opened
        if not is_open and now < _opens(written, first):
            found.append(note)
    return found


def _opens(written: datetime, first: datetime | None) -> datetime:
    """When a note opens without a round: computed on reading, never written.

    A day after the first round that should have opened it was missed; every round held since starts this anew,
    because the note then waits for the next one. Without a schedule a week after it was written.
    """
    return first + GRACE if first else written + UNSCHEDULED


def _first_round(jar: Jar, since: datetime) -> datetime | None:
    rounds = [time for schedule in jar.rounds if (time := next_time(schedule, since))]
    return min(rounds, default=None)


def sealed_since(jar: Jar, now: datetime) -> datetime | None:
    """A moment before which no note was written that is still sealed; None where there may be some of any age.

    Looking there spares reading all notes of a team that never holds its rounds.
    """
    if not jar.rounds:
        return now - UNSCHEDULED - _MARGIN
    over = now - GRACE
    missed = [times[-1] for each in jar.rounds if (times := times_between(each, over - _LOOKED_BACK, over))]
    if not missed or any(held >= max(missed) for held in jar.held):
        return None
    return max(missed) - _MARGIN
