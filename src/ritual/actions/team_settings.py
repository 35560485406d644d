"""The team itself, its people and its days off, as shared settings."""

from collections.abc import Mapping

from ritual.model.days_off import DaysOff, days_off_from
from ritual.model.reading import Object, table, text
from ritual.model.team import Person, Team, person_data, person_from

TEAM = "team"
PERSON = "person/"
OFF = "off/"


def team_from(settings: Mapping[str, object]) -> Team:
    """The team that the settings describe."""
    about = table(settings, TEAM)
    people = [
        person_from(value) for key, value in settings.items() if key.startswith(PERSON) and isinstance(value, dict)
    ]
    return Team(
        id=text(about, "id"),
        name=text(about, "name"),
        lang=text(about, "lang", "en"),
        zone=text(about, "zone"),
        founded=text(about, "founded"),
        people={person.id: person for person in _unlike(people)},
        off=_off_from(settings),
    )


def _off_from(settings: Mapping[str, object]) -> tuple[DaysOff, ...]:
    """The days on which the team holds no round, in their order."""
    listed = (value for key, value in settings.items() if key.startswith(OFF) and isinstance(value, dict))
    return tuple(sorted(off for value in listed if (off := days_off_from(value))))


def team_value(team: Team) -> Object:
    """The setting of the team itself, without its people."""
    return {"id": team.id, "name": team.name, "lang": team.lang, "zone": team.zone, "founded": team.founded}


def person_value(person: Person) -> Object:
    """The setting of one person."""
    return person_data(person)


def _unlike(people: list[Person]) -> list[Person]:
    """People with handles that are all different: of two alike, the greater id shows with a suffix until renamed."""
    taken: set[str] = set()
    unlike = []
    for person in sorted(people, key=lambda p: (p.left, p.id)):
        handle, n = person.handle, 2
        while handle in taken and not person.left:
            handle, n = f"{person.handle}{n}", n + 1
        taken.add(handle)
        unlike.append(_renamed(person, handle))
    return unlike


def _renamed(person: Person, handle: str) -> Person:
    return person if person.handle == handle else person_from({**person_data(person), "handle": handle})
