"""What a team has agreed on, as shared settings: the team itself, its people, its rituals, what it banned."""

from collections.abc import Mapping

from ritual.model.entry import SETTING, put
from ritual.model.event import Event, Pen
from ritual.model.reading import Object, flag, table, text
from ritual.model.ritual import Ritual, from_data, to_data
from ritual.model.team import Person, Team, person_data, person_from
from ritual.store.record import Record

TEAM = "team"
PERSON = "person/"
RITUAL = "ritual/"
BANNED = "banned/"
COUNTS = "counts"

Settings = Mapping[str, object]


def team_from(settings: Settings) -> Team:
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
    )


def team_value(team: Team) -> Object:
    """The setting of the team itself, without its people."""
    return {"id": team.id, "name": team.name, "lang": team.lang, "zone": team.zone, "founded": team.founded}


def person_value(person: Person) -> Object:
    """The setting of one person."""
    return person_data(person)


def rituals_from(settings: Settings) -> dict[str, Ritual]:
    """The rituals that the team has adopted, by name."""
    found = {key[len(RITUAL) :]: value for key, value in settings.items() if key.startswith(RITUAL)}
    return {name: from_data(value) for name, value in sorted(found.items()) if isinstance(value, dict)}


def ritual_value(ritual: Ritual) -> Object:
    """The setting of an adopted ritual: the whole definition, all languages."""
    return to_data(ritual)


def banned_from(settings: Settings) -> frozenset[str]:
    """The ids of the questions that the team doesn't want to be asked."""
    return frozenset(key[len(BANNED) :] for key in settings if key.startswith(BANNED) and flag(settings, key))


def change(record: Record, pen: Pen, event_id: str, key: str, value: object) -> Event:
    """The event that changes one setting: its count is one more than any before, so that it wins."""
    counts = [entry.data.get("count") for entry in record.entries(SETTING) if entry.data.get("key") == key]
    count = max((count for count in counts if isinstance(count, int)), default=0) + 1
    return put(event_id, pen, SETTING, {"key": key, "value": value, "count": count})


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
