"""A team that comes onto this machine as a whole: filled where nobody sees it, then there at once or not at all."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from ritual.actions.backup import clear
from ritual.actions.choosing import remember
from ritual.actions.desk import DEVICE, ME
from ritual.actions.people import person
from ritual.actions.surroundings import Surroundings
from ritual.actions.team_settings import team_from
from ritual.files import places
from ritual.store import copies
from ritual.store.record import Record


class Joining:
    """A new team's record, which counts only once it is kept."""

    def __init__(self, around: Surroundings, team: str, path: Path) -> None:
        self.record = Record.open(str(path))
        self._around = around
        self._team = team
        self._path = path

    def keep(self, me: str) -> None:
        """Puts the record in its place, with the person of that handle at this machine; NotFound for nobody's."""
        mine = person(team_from(self.record.settings()), me)
        self.record.set_meta(ME, mine.id)
        self.record.set_meta(DEVICE, self._around.new_id())
        self.record.close()
        copies.put_in_place(str(self._path), places.team_record(self._around.env, self._team))
        remember(self._around, self._team)


@contextmanager
def joined(around: Surroundings, team: str) -> Iterator[Joining]:
    """A record to fill for a team that isn't here; nothing of it stays unless it is kept before the block ends."""
    path = Path(places.team_record(around.env, team)).with_name("record.db.new")
    clear(path)
    joining = Joining(around, team, path)
    try:
        yield joining
    finally:
        joining.record.close()
        clear(path)
        with suppress(OSError):
            path.parent.rmdir()
