"""Which team is meant on this machine: the one asked for, else that of the nearest card, else the one used last."""

from contextlib import suppress

from ritual.actions.desk import DEVICE, ME, Desk
from ritual.actions.surroundings import Surroundings
from ritual.actions.team_settings import team_from
from ritual.errors import NotFound, StoreTrouble
from ritual.files import config, places, usual
from ritual.files.last_team import remember_team, remembered_team
from ritual.model.clean import line
from ritual.store.record import Record
from ritual.words import t


def open_desk(around: Surroundings, team: str = "") -> Desk:
    """The desk of the team meant; NotFound where there is none, StoreTrouble where its record can't be opened."""
    record = open_record(around, team)
    return Desk(around, record, record.meta(ME) or "", record.meta(DEVICE) or "")


def open_record(around: Surroundings, team: str = "", *, is_used: bool = True) -> Record:
    """The record of the team meant, which from now on is the one used last, where it is used."""
    team_id = _team_id(around, team)
    record = Record.open(places.team_record(around.env, team_id), create=False)
    if is_used:
        remember(around, team_id)
    return record


def remember(around: Surroundings, team_id: str) -> None:
    """Notes the team as the one used last; a state folder that can't be written costs only this convenience."""
    if remembered_team(around.env) != team_id:
        with suppress(StoreTrouble):
            remember_team(around.env, team_id)


def _team_id(around: Surroundings, team: str) -> str:
    here = places.team_ids(around.env)
    wanted = team or around.env.get("RITUAL_TEAM", "") or config.read_config(around.env)[0].team
    if wanted:
        return _named(around, wanted, here)
    for candidate in (_on_card(around), remembered_team(around.env)):
        if candidate in here:
            return candidate
    if len(here) == 1:
        return here[0]
    if _on_card(around):
        raise NotFound(
            t("This folder has a team card, but the team isn't on this machine yet."),
            t("`ritual init --me @you` joins it; `ritual start --with 'Ana, Bo'` needs no team."),
        )
    if here:
        raise NotFound(t("There are several teams here."), t("--team names one: {teams}.", teams=_all(around, here)))
    if closed := places.closed(around.env):
        raise StoreTrouble(
            t("{path} may not be looked into.", path=closed),
            t("Allow reading there, or set RITUAL_HOME to a folder of your own."),
        )
    raise NotFound(
        t("There is no team yet."),
        t(
            "`ritual init` makes one, `ritual join` comes into one by a link; "
            "`ritual start --with 'Ana, Bo'` needs none."
        ),
    )


def _named(around: Surroundings, wanted: str, here: tuple[str, ...]) -> str:
    names = names_here(around, here)
    for team_id, name in names.items():
        if wanted in (team_id, name) or wanted.casefold() == name.casefold():
            return team_id
    raise NotFound(
        t("No team here is called “{name}”.", name=wanted),
        t("There is: {teams}.", teams=_all(around, here)) if here else t("`ritual init` makes one."),
    )


def names_here(around: Surroundings, here: tuple[str, ...]) -> dict[str, str]:
    """The names of these teams by their ids; a team whose record can't be read has its id for a name."""
    names = {}
    for team_id in here:
        # A record that can't be read has no name, and must not keep anybody from the other teams.
        names[team_id] = team_id
        with suppress(StoreTrouble), Record.open(places.team_record(around.env, team_id), create=False) as record:
            names[team_id] = team_from(record.settings()).name
    return names


def _all(around: Surroundings, here: tuple[str, ...]) -> str:
    return ", ".join(sorted(line(name) for name in names_here(around, here).values()))


def _on_card(around: Surroundings) -> str:
    card = usual.card(around.folder)
    if not card:
        return ""
    from pathlib import Path  # only a folder with a card pays for reading TOML

    from ritual.files.card import read_card

    found, _problems = read_card(Path(card))
    return found.id if found else ""
