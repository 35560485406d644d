"""Where something small is written down: a record, whose hand writes in it, and the people it is about.

Quick commands work at a desk alone; a workspace is a desk with the files around it.
"""

from collections.abc import Callable, Collection, Mapping
from datetime import datetime

from ritual.actions.surroundings import Surroundings
from ritual.actions.team_settings import team_from
from ritual.model.event import Event, Pen
from ritual.model.instant import iso
from ritual.model.team import Team
from ritual.store.putting import ENDPOINT
from ritual.store.record import Record
from ritual.words import language

ME, DEVICE = "me", "device"


class Desk:
    """One team's record. `me` is a person's id, "" where nobody has said who it is."""

    def __init__(self, around: Surroundings, record: Record, me: str, device: str) -> None:
        self.around = around
        self.record = record
        self.me = me
        self.device = device
        self.wrote: Callable[[], None] = lambda: None
        """Called after each write."""
        self._agreed: tuple[int, Mapping[str, object], Team] | None = None

    @property
    def team(self) -> Team:
        """The team as the record has it now."""
        return self._now_agreed()[2]

    @property
    def settings(self) -> Mapping[str, object]:
        """What the team has agreed on, as the record has it now."""
        return self._now_agreed()[1]

    @property
    def is_shared(self) -> bool:
        """Whether the team is shared from this machine through an endpoint."""
        return bool(self.record.meta(ENDPOINT))

    @property
    def lang(self) -> str:
        """The language of circle and recap: the one asked for, else the team's; without a team the one spoken."""
        return self.around.lang or (self.team.lang if self.team.id else language())

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

    def write(self, *events: Event, sweep: bool = False, forget: Collection[str] = ()) -> bool:
        """Stores the events, all or none; False when somebody else changed an entry meanwhile.

        `sweep` leaves nothing of what was replaced in the files, `forget` no trace of these entries among those that
        the events erase; only what never left this machine may be forgotten.
        """
        from ritual.store.projection import Stale  # reading does without it

        if isinstance(self.record.append(events, sweep=sweep, forget=forget), Stale):
            return False
        self.wrote()
        return True

    def _now_agreed(self) -> tuple[int, Mapping[str, object], Team]:
        version = self.record.version()
        if self._agreed is None or self._agreed[0] != version:
            settings = self.record.settings()
            self._agreed = (version, settings, team_from(settings))
        return self._agreed
