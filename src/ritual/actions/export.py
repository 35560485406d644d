"""All of a record as plain lines to take along: what I may see of it, and what was erased as ids."""

from collections.abc import Iterator

from ritual.actions.fleeting import fleeting
from ritual.actions.log import hidden_ids
from ritual.actions.mine import asked_away
from ritual.actions.workspace import Workspace
from ritual.model.carried import HEAD, TAIL, as_row
from ritual.model.entry import VERSION
from ritual.model.event import ERASE
from ritual.model.instant import iso


class Export:
    """One export; the counts are complete when all its rows have been taken.

    `entries` and `erased` are written, `sealed` and `fleeting` left out: notes of others that no round has opened, and
    what isn't kept after its round.
    """

    def __init__(self, ws: Workspace) -> None:
        self._ws = ws
        self.entries = self.erased = self.sealed = self.fleeting = 0

    def rows(self) -> Iterator[dict[str, object]]:
        """A head, an object for each event that still says something and each erasure, and an end."""
        ws = self._ws
        away, soon_gone = asked_away(ws), fleeting(ws)
        shut = hidden_ids(ws) - away
        team = ws.team
        yield {"v": VERSION, "type": HEAD, "team": team.id, "name": team.name, "me": ws.me, "at": iso(ws.now())}
        for event in ws.record.events():
            if event.entry in soon_gone:
                self.fleeting += 1
            elif event.entry in shut:
                self.sealed += 1
            elif event.entry not in away:
                self.erased += event.op == ERASE
                self.entries += event.op != ERASE
                yield as_row(event)
        yield {"v": VERSION, "type": TAIL, "entries": self.entries, "erased": self.erased}
