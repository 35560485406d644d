"""A team: its people, and what they are called on screen."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from ritual.hints import TYPE_CHECKING, NamedTuple
from ritual.model.clean import line
from ritual.model.days_off import DaysOff, days_off_data, days_off_from, is_off
from ritual.model.reading import flag, tables, text

if TYPE_CHECKING:
    from datetime import date  # quick commands do without it

GUEST = "~"


class Person(NamedTuple):
    """A member. `id` is a UUID for good; the handle may change. `away` is "", "yes" or the date of return; `leave` is
    listed ahead.

    `praise` is "aloud" or "quiet" (never read aloud); `reads` says whether the lot for reading includes this person.
    `joined` is RFC 3339 UTC.
    """

    id: str
    handle: str
    name: str
    zone: str = ""
    lead: bool = False
    away: str = ""
    praise: str = "aloud"
    reads: bool = True
    joined: str = ""
    left: bool = False
    leave: tuple[DaysOff, ...] = ()

    @property
    def is_guest(self) -> bool:
        """Whether the name is for one session only."""
        return self.id.startswith(GUEST)

    def is_away(self, today: "date") -> bool:
        """Whether this person is away on that day: until further notice, until a day of return, or on leave."""
        until = bool(self.away) and (not self.away[:1].isdigit() or self.away > today.isoformat())
        return until or is_off(self.leave, today)

    def back(self, today: "date") -> "date | None":
        """The day of return of somebody who is away on that day; None where nobody knows it."""
        from datetime import date, timedelta

        day = today
        try:
            if self.away:
                day = max(day, date.fromisoformat(self.away))
            for leave in sorted(self.leave):
                if leave.holds(day):
                    day = date.fromisoformat(leave.last) + timedelta(days=1)
        except (ValueError, OverflowError):
            return None
        return day if day > today else None


class Team(NamedTuple):
    """The people and how they speak, and the days on which they hold no round; `founded` is RFC 3339 UTC."""

    id: str
    name: str
    lang: str = "en"
    zone: str = ""
    founded: str = ""
    people: Mapping[str, Person] = MappingProxyType({})
    off: tuple[DaysOff, ...] = ()

    @property
    def members(self) -> tuple[Person, ...]:
        """Everybody who is in the team now, by name."""
        return tuple(sorted((p for p in self.people.values() if not p.left), key=lambda p: (p.name.casefold(), p.id)))

    @property
    def is_for_today(self) -> bool:
        """Whether these are the people of one round without a team: all of them guests, and nothing is kept."""
        return not self.people

    def person(self, person_id: str) -> Person:
        """The person of that id: a member, a guest, or somebody unknown who shows as "?"."""
        found = self.people.get(person_id)
        if found:
            return found
        name = line(person_id[len(GUEST) :]) if person_id.startswith(GUEST) else ""
        return Person(person_id, "", name or "?")


def guest(name: str) -> str:
    """The id of a guest, which is nothing but the name for one session."""
    return GUEST + name


def called(people: Iterable[Person]) -> dict[str, str]:
    """What each person is called on screen: the first name where it is unique, else the whole name."""
    every = list(people)
    firsts = [first(p.name) for p in every]
    return {p.id: short if firsts.count(short) == 1 else p.name for p, short in zip(every, firsts, strict=True)}


def first(name: str) -> str:
    """The first word of a name."""
    return name.split(" ", 1)[0]


def person_data(person: Person) -> dict[str, object]:
    """The plain data of a person's setting."""
    return {**person._asdict(), "leave": [days_off_data(leave) for leave in person.leave]}


def person_from(data: Mapping[str, object]) -> Person:
    """The person that `person_data` wrote, read leniently."""
    return Person(
        id=text(data, "id"),
        handle=line(text(data, "handle")),
        name=line(text(data, "name")) or line(text(data, "handle")),
        zone=text(data, "zone"),
        lead=flag(data, "lead"),
        away=text(data, "away"),
        praise="quiet" if data.get("praise") == "quiet" else "aloud",
        reads=flag(data, "reads", True),
        joined=text(data, "joined"),
        left=flag(data, "left"),
        leave=tuple(found for each in tables(data, "leave") if (found := days_off_from(each))),
    )
