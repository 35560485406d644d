"""A team opened on this machine with the files around it; the only place that picks real parts."""

from typing import TYPE_CHECKING

from ritual.actions.choosing import open_record
from ritual.actions.desk import DEVICE, ME, Desk
from ritual.actions.surroundings import Surroundings as Surroundings
from ritual.files import shelf
from ritual.files.config import Config, read_config
from ritual.files.shelf import Shelf
from ritual.store.record import Record

if TYPE_CHECKING:
    from ritual.actions.company import Company

MEMORY = ":memory:"


class Workspace(Desk):
    """One team's desk, the files that people write by hand, and what this person has set."""

    def __init__(self, around: Surroundings, record: Record, me: str, device: str) -> None:
        super().__init__(around, record, me, device)
        self.shelf: Shelf = shelf.shelf(around.env, around.cwd)
        self.config: Config = read_config(around.env)[0]
        self.company: Company | None = None
        """The other machines of the team, where this one hears them."""


def open_workspace(around: Surroundings, team: str = "") -> Workspace:
    """The team asked for, else the one whose card is nearest, else the one used last.

    Raises NotFound where there is none, and StoreTrouble where its record can't be opened.
    """
    record = open_record(around, team)
    return Workspace(around, record, record.meta(ME) or "", record.meta(DEVICE) or "")


def glanced(around: Surroundings, team: str = "") -> Workspace:
    """The team meant, which isn't the one used last for that: a prompt and the Tab key look wherever their shell goes.

    Raises as `open_workspace` does.
    """
    record = open_record(around, team, is_used=False)
    return Workspace(around, record, record.meta(ME) or "", record.meta(DEVICE) or "")


def passing_workspace(around: Surroundings) -> Workspace:
    """A workspace for a round without a team: it speaks my language, and nothing of it ever reaches a disk."""
    return Workspace(around, Record.open(MEMORY), "", around.new_id())
