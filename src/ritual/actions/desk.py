"""Where something small is written down: a record, whose hand writes in it, and the people it is about.

Quick commands work at a desk alone; a workspace is a desk with the files around it.
"""

from collections.abc import Collection
from datetime import datetime

from ritual.actions.surroundings import Surroundings
from ritual.actions.team_settings import team_from
from ritual.model.event import Event, Pen
from ritual.model.instant import iso
from ritual.model.team import Team
from ritual.store.projection import Stale
from ritual.store.record import Record

ME, DEVICE = "me", "device"


class Desk:
    """One team's record. `me` is a person's id, "" where nobody has said who it is."""

    def __init__(self, around: Surroundings, record: Record, me: str, device: str) -> None:
        self.around = around
        self.record = record
        self.me = me
        self.device = device
        self._team: tuple[int, Team] | None = None

    @property
    def team(self) -> Team:
        """The team as the record has it now."""
        version = self.record.version()
        if self._team is None or self._team[0] != version:
            self._team = (version, team_from(self.record.settings()))
        return self._team[1]

    def now(self) -> datetime:
        """The time, aware, in UTC."""
        return self.around.now()

    def new_id(self) -> str:
        """A fresh UUIDv4."""
        return self.around.new_id()

    def pen(self) -> Pen:
        """My hand at this moment."""
        return Pen(self.me, self.device, iso(self.now()), self.around.zone)

    def write(self, *events: Event, sweep: bool = False, forget: Collection[str] = ()) -> bool:
        """Stores the events, all or none; False when somebody else changed an entry meanwhile.

        `sweep` leaves nothing of what was replaced in the files, `forget` no trace of these entries among those that
        the events erase; only what never left this machine may be forgotten.
        """
        return not isinstance(self.record.append(events, sweep=sweep, forget=forget), Stale)
