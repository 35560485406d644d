"""A team opened on this machine with the files around it; the only place that picks real parts."""

from ritual.actions.choosing import open_record
from ritual.actions.desk import DEVICE, ME, Desk
from ritual.actions.surroundings import Surroundings as Surroundings
from ritual.files import shelf
from ritual.files.config import Config, read_config
from ritual.files.shelf import Shelf
from ritual.store.record import Record
from ritual.words import language

MEMORY = ":memory:"


class Workspace(Desk):
    """One team's desk, the files that people write by hand, and what this person has set."""

    def __init__(self, around: Surroundings, record: Record, me: str, device: str) -> None:
        super().__init__(around, record, me, device)
        self.shelf: Shelf = shelf.shelf(around.env, around.cwd)
        self.config: Config = read_config(around.env)[0]

    @property
    def lang(self) -> str:
        """The language of the circle and the recap; where there is no team, the one that is spoken."""
        return self.team.lang if self.team.id else language()

    @property
    def zone(self) -> str:
        """The time zone that the team's schedule is written in."""
        return self.team.zone or self.around.zone


def open_workspace(around: Surroundings, team: str = "") -> Workspace:
    """The team asked for, else the one whose card is nearest, else the one used last.

    Raises NotFound where there is none, and StoreTrouble where its record can't be opened.
    """
    record = open_record(around, team)
    return Workspace(around, record, record.meta(ME) or "", record.meta(DEVICE) or "")


def passing_workspace(around: Surroundings) -> Workspace:
    """A workspace for a round without a team: it speaks my language, and nothing of it ever reaches a disk."""
    return Workspace(around, Record.open(MEMORY), "", around.new_id())
