"""Teams and surroundings for the tests of the screens: real records, clocks that stand where they are put."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from ritual.actions.founding import found, new_team
from ritual.actions.surroundings import Surroundings
from ritual.actions.workspace import Workspace
from ritual.files.people import people
from ritual.model.entry import ACTION, KUDOS, WIN, put
from ritual.model.event import Pen

SEVEN = "Ana Ruiz @ana lead\nBo\nChris\nDai\nInes\nJo\nWei\n"
TUESDAY = datetime(2026, 11, 24, 9, 28, tzinfo=UTC)


@dataclass
class Clock:
    """A time that moves only when it is told to; ids count up."""

    at: datetime = TUESDAY
    seconds: float = 1000.0
    ids: Iterator[int] = field(default_factory=lambda: iter(range(1, 100_000)))

    def now(self) -> datetime:
        """The time."""
        return self.at

    def monotonic(self) -> float:
        """Seconds."""
        return self.seconds

    def new_id(self) -> str:
        """The next id, shaped like a UUIDv4."""
        return f"00000000-0000-4000-8000-{next(self.ids):012x}"

    def go_on(self, seconds: float) -> None:
        """Lets time pass."""
        self.seconds += seconds
        self.at += timedelta(seconds=seconds)


def surroundings(home: Path, clock: Clock, **env: str) -> Surroundings:
    """The surroundings of a test with its own home."""
    return Surroundings({"RITUAL_HOME": str(home), **env}, str(home), clock.now, clock.monotonic, clock.new_id, "UTC")


def team(around: Surroundings, listed: str = SEVEN, lang: str = "en", name: str = "Platform") -> Workspace:
    """A team of these people, with standup and weekly; the first one sits here."""
    every = people(listed)[0]
    return found(around, new_team(around, name, every, lang), every[0].handle)


def by(ws: Workspace, name: str) -> Pen:
    """The hand of somebody of that first name."""
    return ws.pen()._replace(author=who(ws, name))


def who(ws: Workspace, name: str) -> str:
    """The id of the person whose name begins so."""
    return next(person.id for person in ws.team.members if person.name.startswith(name))


def thank(ws: Workspace, to: str, by: str, words: str, *, now: bool = False, **more: str) -> str:
    """Puts a note into the jar, or gives it openly."""
    data = {"to": [who(ws, to)], "by": who(ws, by), "words": words, "now": now, **more}
    event = put(ws.new_id(), ws.pen(), KUDOS, data)
    ws.write(event)
    return event.id


def win(ws: Workspace, by: str, words: str) -> str:
    """Logs a win."""
    event = put(ws.new_id(), ws.pen(), WIN, {"by": who(ws, by), "with": [], "words": words})
    ws.write(event)
    return event.id


def promise(ws: Workspace, owner: str, words: str) -> str:
    """Promises something."""
    data = {"by": who(ws, owner), "words": words, "due": "", "state": "open"}
    event = put(ws.new_id(), ws.pen(), ACTION, data)
    ws.write(event)
    return event.id
