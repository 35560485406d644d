"""The team card, `.ritual/team.toml`: ids and names that make every machine with the card the same team; no secrets."""

from datetime import datetime
from pathlib import Path
from uuid import UUID

from ritual.errors import Problem
from ritual.files.fields import Table
from ritual.files.handles import EVERYBODY, HANDLE
from ritual.files.shelf import load
from ritual.files.writing import write
from ritual.files.zones import is_zone
from ritual.model.team import Person, Team
from ritual.words import LANGUAGES, t

_HEAD = "# The team card of ritual: who we are, on every machine. Names and ids, nothing secret.\n\n"


def read_card(path: Path) -> tuple[Team | None, tuple[Problem, ...]]:
    """The team on the card, or None and everything that is wrong with it."""
    data, unreadable = load(path)
    if unreadable:
        return None, unreadable
    problems: list[Problem] = []
    team = _team(Table(str(path), data, problems))
    return (None if problems else team), tuple(problems)


def write_card(path: Path, team: Team) -> None:
    """Writes the card; what is a person's own choice (away, praise, reading) stays off it."""
    import tomli_w

    facts = {"id": team.id, "name": team.name, "lang": team.lang, "zone": team.zone, "founded": team.founded}
    card: dict[str, object] = {key: value for key, value in facts.items() if value}
    card["person"] = [_card_person(person) for person in team.people.values()]
    write(path, _HEAD + tomli_w.dumps(card))


def _team(table: Table) -> Team:
    team_id = _uuid(table, set())
    name = table.needed("name")
    lang = table.choice("lang", LANGUAGES, "en")
    zone, founded = _zone(table), _moment(table, "founded")
    ids: set[str] = set()
    handles: set[str] = set()
    people = [_person(person, ids, handles) for person in table.tables("person")]
    if not people:
        table.wrong("person", t("A team has at least one person."), "[[person]]")
    table.finish()
    return Team(team_id, name, lang, zone, founded, {person.id: person for person in people})


def _person(table: Table, ids: set[str], handles: set[str]) -> Person:
    person = Person(
        id=_uuid(table, ids),
        handle=_handle(table, handles),
        name=table.needed("name"),
        zone=_zone(table),
        lead=table.flag("lead"),
        joined=_moment(table, "joined"),
        left=table.flag("left"),
    )
    table.finish()
    return person


def _card_person(person: Person) -> dict[str, object]:
    every = {name: getattr(person, name) for name in ("id", "handle", "name", "zone", "lead", "joined", "left")}
    return {name: value for name, value in every.items() if value}


def _uuid(table: Table, taken: set[str]) -> str:
    value = table.unique("id", taken)
    if value and not _is_uuid(value):
        hint = t("`ritual members add` makes one.")
        table.wrong("id", t("“{value}” isn't an id that ritual made.", value=value), hint)
    return value


def _is_uuid(value: str) -> bool:
    try:
        return str(UUID(value)) == value
    except ValueError:
        return False


def _handle(table: Table, taken: set[str]) -> str:
    value = table.unique("handle", taken)
    if value == EVERYBODY or (value and not HANDLE.fullmatch(value)):
        table.wrong("handle", t("“{value}” can't be a handle.", value=value), t("Small letters, digits, - and _."))
    return value


def _zone(table: Table) -> str:
    zone = table.text("zone")
    if zone and not is_zone(zone):
        hint = t("Like “{example}”.", example="Europe/Madrid")
        table.wrong("zone", t("“{value}” isn't a time zone.", value=zone), hint)
    return zone


def _moment(table: Table, key: str) -> str:
    value = table.text(key)
    if value and not _is_moment(value):
        table.wrong(key, t("This has to be a time like {example}.", example="2026-11-24T09:30:00Z"))
    return value


def _is_moment(value: str) -> bool:
    try:
        return datetime.fromisoformat(value).tzinfo is not None
    except ValueError:
        return False
