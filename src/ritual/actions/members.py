"""The people of a team: added and changed, in the record and on the card that lies here."""

from collections.abc import Iterable
from pathlib import Path

from ritual.actions.settings import change
from ritual.actions.team_settings import PERSON, person_value
from ritual.actions.workspace import Workspace
from ritual.errors import BadFile, Problem, Refused
from ritual.files import places
from ritual.files.card import read_card, write_card
from ritual.files.handles import EVERYBODY, HANDLE
from ritual.files.people import Listed
from ritual.files.zones import is_zone
from ritual.model.instant import iso
from ritual.model.team import Person
from ritual.words import t

AWAY = "yes"
"""Away until further notice; otherwise the day of return stands there."""


def add(ws: Workspace, listed: Iterable[Listed]) -> tuple[Person, ...]:
    """Adds these people, each with an id for good; Refused for a handle that is taken."""
    taken = {person.handle for person in ws.team.members}
    joined = iso(ws.now())
    people = []
    for each in listed:
        if each.handle in taken:
            raise Refused(
                t("@{handle} is taken.", handle=each.handle),
                t("Give another handle, like “{example}”.", example="Bo Lind @bo2"),
            )
        taken.add(each.handle)
        people.append(Person(ws.new_id(), each.handle, each.name, each.zone, each.lead, joined=joined))
    _write(ws, people)
    return tuple(people)


def save(ws: Workspace, person: Person) -> None:
    """Puts a changed person in place; BadFile with everything that can't be so."""
    others = {each.handle for each in ws.team.members if each.id != person.id}
    problems = []
    if person.handle in others | {EVERYBODY} or not HANDLE.fullmatch(person.handle):
        problems.append(_problem(t("@{handle} is taken or no handle.", handle=person.handle)))
    if person.zone and not is_zone(person.zone):
        problems.append(_problem(t("“{value}” isn't a time zone.", value=person.zone)))
    if not person.name:
        problems.append(_problem(t("There is no name.")))
    if problems:
        raise BadFile(t("This can't be changed."), problems)
    _write(ws, [person])


def own_card(ws: Workspace) -> Path | None:
    """The card of this team that lies here or above, None where there is none."""
    folder = places.team_folder(ws.around.cwd)
    if folder is None or not places.team_card(folder).exists():
        return None
    there, _problems = read_card(places.team_card(folder))
    return places.team_card(folder) if there and there.id == ws.team.id else None


def _write(ws: Workspace, people: Iterable[Person]) -> None:
    pen = ws.pen()
    ws.write(*(change(ws.record, pen, ws.new_id(), PERSON + p.id, person_value(p)) for p in people))
    if path := own_card(ws):
        write_card(path, ws.team)


def _problem(sentence: str) -> Problem:
    return Problem("members", "", sentence)
