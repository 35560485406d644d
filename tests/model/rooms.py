"""Small teams, rituals and rooms that the tests of the session machine lead."""

from collections.abc import Sequence
from dataclasses import replace

from ritual.model.command import Command, Why
from ritual.model.deck import Question
from ritual.model.entry import KUDOS, Entry
from ritual.model.reduce import reduce
from ritual.model.ritual import Ritual, Scale, Step
from ritual.model.room import Memory, Room
from ritual.model.stage import Seat, Stage
from ritual.model.team import Person, Team

ENERGY = Scale("energy", {"en": "Energy"}, ({"en": "empty"}, {"en": "low"}, {"en": "full"}))


def step(kind: str = "checkin", step_id: str = "", **fields: object) -> Step:
    """A step of that kind with short words."""
    name = step_id or kind
    plain = Step(name, kind, {"en": name.title()}, {"en": f"{name}?"}, {"en": "Passing is fine."})
    return plain._replace(**fields)  # type: ignore[arg-type]


def team(names: str = "abcde", **people: dict[str, object]) -> Team:
    """A team of one-letter people; keyword arguments change single ones."""
    members = {c: Person(c, c, c.upper(), joined="2026-01-01T09:00:00Z") for c in names}
    changed = {c: members[c]._replace(**fields) for c, fields in people.items()}  # type: ignore[arg-type]
    return Team("t", "Team", founded="2026-01-01T09:00:00Z", people={**members, **changed})


def room(*steps: Step, names: str = "abcde", lot: str = "lot", **fields: object) -> Room:
    """A room for a ritual of these steps."""
    ritual = Ritual("standup", {"en": "Standup"}, {"en": "To begin."}, steps or (step(),))
    return replace(Room(lot, ritual, team(names), "tue", Memory()), **fields)  # type: ignore[arg-type]


def note(note_id: str, by: str, to: Sequence[str], at: str = "2026-11-20T09:00:00Z", **data: object) -> Entry:
    """A kudos that waits."""
    said = {"by": by, "to": list(to), "words": f"words of {note_id}", **data}
    return Entry(note_id, KUDOS, at, "UTC", 0, by, "device", said)


def question(question_id: str, level: str = "light") -> Question:
    """A question of a deck."""
    return Question(question_id, level, {"en": f"{question_id}?"})


def lobby(names: str = "abcde", **fields: object) -> Stage:
    """A stage before the start with these people seated."""
    return replace(Stage(seats=tuple(Seat(c) for c in names), leader="a"), **fields)  # type: ignore[arg-type]


def led(where: Room, *verbs: str, start: Stage | None = None) -> Stage:
    """The stage after these commands ("verb", "verb who" or "verb step=x"), none of which may be refused."""
    stage = start or lobby("".join(sorted(where.team.people)))
    for verb in verbs:
        stage = moved(stage, verb, where)
    return stage


def moved(stage: Stage, verb: str, where: Room, took: float = 0.0) -> Stage:
    """The stage after one command, which may not be refused."""
    outcome = reduce(stage, command(verb), where, took)
    assert isinstance(outcome, Stage), (verb, outcome)
    return outcome


def refused(stage: Stage, verb: str, where: Room) -> str:
    """The code with which the rules refuse a command."""
    outcome = reduce(stage, command(verb), where)
    assert isinstance(outcome, Why), verb
    return outcome.code


def command(words: str) -> Command:
    """ "join x", "switch step=jar off" and the like."""
    verb, *rest = words.split()
    steps = [word[5:] for word in rest if word.startswith("step=")]
    who = [word for word in rest if not word.startswith("step=") and word != "off"]
    return Command(verb, "".join(who[:1]), "".join(steps), "off" not in rest)
