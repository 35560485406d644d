"""Makes a team on this machine: its people, its first rituals and its record, the same on every machine of a card."""

from collections.abc import Sequence
from pathlib import Path

from ritual.actions.choosing import remember
from ritual.actions.desk import DEVICE, ME
from ritual.actions.people import person
from ritual.actions.settings import RITUAL, change, ritual_value
from ritual.actions.surroundings import Surroundings
from ritual.actions.team_settings import PERSON, TEAM, person_value, team_value
from ritual.actions.workspace import Workspace
from ritual.errors import BadFile, Refused
from ritual.files import places
from ritual.files.card import read_card
from ritual.files.people import Listed
from ritual.files.rituals import read_ritual
from ritual.files.shelf import shelf
from ritual.model.instant import iso
from ritual.model.team import Person, Team
from ritual.store.record import Record
from ritual.words import t

FIRST_RITUALS = ("standup", "weekly")


def card_here(around: Surroundings) -> Team | None:
    """The team on the nearest card, None where there is none; BadFile for a card that can't be read."""
    folder = places.team_folder(around.cwd)
    if folder is None or not places.team_card(folder).exists():
        return None
    found, problems = read_card(places.team_card(folder))
    if found is None:
        raise BadFile(t("The team card can't be used."), problems)
    return found


def new_team(around: Surroundings, name: str, people: Sequence[Listed], lang: str) -> Team:
    """A team that nobody has heard of yet; everybody in it gets an id for good."""
    now = iso(around.now())
    every = [Person(around.new_id(), p.handle, p.name, zone=p.zone, lead=p.lead, joined=now) for p in people]
    zone = next((p.zone for p in every if p.zone), "") or around.zone
    return Team(around.new_id(), name, lang, zone, now, {person.id: person for person in every})


def found(around: Surroundings, team: Team, me: str) -> Workspace:
    """Makes the team's record on this machine; `me` is a handle, "" where nobody says who sits here.

    Where the team is here already and nobody has said who sits here, it only notes that. Raises Refused where there is
    nothing left to do, NotFound for a handle that nobody has.
    """
    mine = person(team, me).id if me else ""
    agreed = _agreed(around, team)
    record = Record.open(places.team_record(around.env, team.id))
    # A record without a team is what a founding that was cut short leaves behind.
    known = TEAM in record.settings()
    if known and (record.meta(ME) or not mine):
        record.close()
        raise Refused(
            t("The team “{name}” is on this machine already.", name=team.name),
            t("`ritual members` lists it; `ritual locate` says where it is."),
        )
    ws = Workspace(around, record, mine, record.meta(DEVICE) or around.new_id())
    record.set_meta(ME, mine)
    record.set_meta(DEVICE, ws.device)
    if not known:
        ws.write(*(change(record, ws.pen(), ws.new_id(), key, value) for key, value in agreed.items()))
    remember(around, team.id)
    return ws


def card_place(around: Surroundings, team: Team) -> Path:
    """Where the team's card belongs: the nearest `.ritual` folder, or a new one here.

    Raises Refused where the card of another team lies there, BadFile where it can't be read.
    """
    path = places.team_card(places.team_folder(around.cwd) or around.cwd / places.TEAM_FOLDER)
    there = card_here(around)
    if there and there.id != team.id:
        raise Refused(
            t("{path} is the card of another team, “{name}”.", path=path, name=there.name),
            t("Go to another folder, or move that card away."),
        )
    return path


def _agreed(around: Surroundings, team: Team) -> dict[str, object]:
    """The settings that a team begins with."""
    settings: dict[str, object] = {TEAM: team_value(team)}
    settings |= {PERSON + person.id: person_value(person) for person in team.people.values()}
    where = shelf(around.env, around.cwd)
    for name in FIRST_RITUALS:
        ritual, problems = read_ritual(where, name)
        if ritual is None:
            raise BadFile(t("The ritual “{name}” can't be used.", name=name), problems)
        settings[RITUAL + name] = ritual_value(ritual)
    return settings
