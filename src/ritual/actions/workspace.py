"""A team opened on this machine; the only place that picks real parts."""

from contextlib import suppress
from datetime import datetime

from ritual.actions.settings import team_from
from ritual.actions.surroundings import Surroundings
from ritual.errors import NotFound, StoreTrouble
from ritual.files import card, config, places, shelf
from ritual.files.config import Config
from ritual.files.last_team import remember_team, remembered_team
from ritual.files.shelf import Shelf
from ritual.model.event import Event, Pen
from ritual.model.moments import iso
from ritual.model.team import Team
from ritual.store.projection import Stale
from ritual.store.record import Record
from ritual.words import t

ME, DEVICE, TEAM = "me", "device", "team"
MEMORY = ":memory:"


class Workspace:
    """One team's record with the files around it. `me` is a person's id, "" where nobody has said who it is."""

    def __init__(self, around: Surroundings, record: Record, me: str, device: str) -> None:
        self.around = around
        self.record = record
        self.me = me
        self.device = device
        self.shelf: Shelf = shelf.shelf(around.env, around.cwd)
        self.config: Config = config.read_config(around.env)[0]
        self._team: tuple[int, Team] | None = None

    @property
    def team(self) -> Team:
        """The team as the record has it now."""
        version = self.record.version()
        if self._team is None or self._team[0] != version:
            self._team = (version, team_from(self.record.settings()))
        return self._team[1]

    @property
    def lang(self) -> str:
        """The language of the circle and the recap."""
        return self.team.lang

    @property
    def zone(self) -> str:
        """The time zone that the team's schedule is written in."""
        return self.team.zone or self.around.zone

    def now(self) -> datetime:
        """The time, aware, in UTC."""
        return self.around.now()

    def new_id(self) -> str:
        """A fresh UUIDv4."""
        return self.around.new_id()

    def pen(self) -> Pen:
        """My hand at this moment."""
        return Pen(self.me, self.device, iso(self.now()), self.around.zone)

    def write(self, *events: Event) -> bool:
        """Stores the events, all or none; False when somebody else changed an entry meanwhile."""
        return not isinstance(self.record.append(events), Stale)


def open_workspace(around: Surroundings, team: str = "") -> Workspace:
    """The team asked for, else the one whose card is nearest, else the one used last.

    Raises NotFound where there is none, and StoreTrouble where its record can't be opened.
    """
    team_id = _team_id(around, team)
    record = Record.open(str(places.team_record(around.env, team_id)), create=False)
    found = Workspace(around, record, record.meta(ME) or "", record.meta(DEVICE) or "")
    if remembered_team(around.env) != team_id:
        with suppress(StoreTrouble):  # a state folder that can't be written costs only this convenience
            remember_team(around.env, team_id)
    return found


def passing_workspace(around: Surroundings) -> Workspace:
    """A workspace for a round without a team: nothing of it ever reaches a disk."""
    return Workspace(around, Record.open(MEMORY), "", around.new_id())


def team_ids(around: Surroundings) -> tuple[str, ...]:
    """The ids of all teams with a record on this machine."""
    return places.team_ids(around.env)


def _team_id(around: Surroundings, team: str) -> str:
    here = team_ids(around)
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
    raise NotFound(
        t("There is no team yet."), t("`ritual init` makes one; `ritual start --with 'Ana, Bo'` needs none.")
    )


def _named(around: Surroundings, wanted: str, here: tuple[str, ...]) -> str:
    names = {}
    for team_id in here:
        with Record.open(str(places.team_record(around.env, team_id)), create=False) as record:
            names[team_id] = team_from(record.settings()).name
    for team_id, name in names.items():
        if wanted in (team_id, name) or wanted.casefold() == name.casefold():
            return team_id
    known = ", ".join(sorted(names.values()))
    raise NotFound(
        t("No team here is called “{name}”.", name=wanted),
        t("There is: {teams}.", teams=known) if known else t("`ritual init` makes one."),
    )


def _on_card(around: Surroundings) -> str:
    folder = places.team_folder(around.cwd)
    found = card.read_card(places.team_card(folder))[0] if folder and places.team_card(folder).exists() else None
    return found.id if found else ""
