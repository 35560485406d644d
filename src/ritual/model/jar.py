"""The jar: which kudos a round reads aloud, and who reads them."""

from collections.abc import Collection, Iterable

from ritual.model.entry import Entry
from ritual.model.lot import shuffled
from ritual.model.reading import flag, texts
from ritual.model.room import Room
from ritual.model.stage import Stage
from ritual.model.team import Team


def receivers(note: Entry, team: Team) -> tuple[str, ...]:
    """Everybody whom the note thanks; a note for all thanks every member but its giver."""
    if flag(note.data, "all"):
        return tuple(person.id for person in team.members if person.id != note.by)
    return texts(note.data, "to")


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


def reader(note: Entry, stage: Stage, room: Room) -> str:
    """Who reads the note aloud: drawn by lot among the others here, neither giver nor receiver.

    A newcomer reads only if nobody else can; with no third person the giver reads, or who leads when the giver isn't
    here.
    """
    thanked = receivers(note, room.team)
    others = [who for who in stage.here if who not in (note.by, *thanked) and room.team.person(who).reads]
    known = [who for who in others if who not in room.memory.newcomers] or others
    if not known:
        return note.by if note.by in stage.here else stage.leader
    drawn = shuffled(known, room.lot, note.id)
    return drawn[stage.passes % len(drawn)]
