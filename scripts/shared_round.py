"""A round that two machines share, for the pictures: the sample team's, led at one and joined at the other.

There is no endpoint: the second machine has a copy of the record, and hears once who is there.
"""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from textual.pilot import Pilot

from ritual.actions import sync_words
from ritual.actions.company import BEAT, Company
from ritual.actions.desk import DEVICE, ME
from ritual.actions.surroundings import Surroundings
from ritual.actions.workspace import Workspace
from ritual.files import places
from ritual.model.presence import beat_data
from ritual.store.copies import copy
from ritual.store.outbox import Standing
from ritual.store.putting import ENDPOINT
from ritual.store.record import Record
from ritual.sync.state import LIVE, State
from ritual.tui.app import Opening, RitualApp
from ritual.tui.following import Following
from ritual.tui.ink import BLANK, Line
from ritual.tui.widgets.link import linked

LASTS = 3600


class Said(NamedTuple):
    """A live message."""

    author: str
    device: str
    data: Mapping[str, object]
    ttl: int = LASTS


class Way:
    """A way to the others on which all is well."""

    def __init__(self, since: datetime) -> None:
        self._since = since

    def tell(self, data: Mapping[str, object], ttl: int) -> None:
        """Nobody listens."""

    def state(self) -> State:
        """Everything is sent."""
        return State(LIVE, self._since, Standing(0, 0, 0, 0))


class Followed(Following):
    """Follows nothing, and says that all is well."""

    async def tend(self) -> None:
        """There is no endpoint."""

    def standing(self, *, in_a_round: bool = False) -> Line:
        """As it stands where all is well."""
        ws = self._app.ws
        told = sync_words.in_a_round if in_a_round else sync_words.quiet
        return linked(told(Way(ws.now()).state(), ws.now(), ws.zone)) if ws else BLANK


def shared(ws: Workspace) -> Workspace:
    """The workspace as one of a team that is shared."""
    ws.record.set_meta(ENDPOINT, "https://ritual.example.org")
    ws.company = Company(ws.device, ws.around.monotonic)
    ws.company.link = Way(ws.now())
    return ws


def at_another(ws: Workspace, around: Surroundings, who: str) -> Workspace:
    """The same team at somebody else's machine."""
    path = Path(places.team_record(around.env, ws.team.id))
    path.parent.mkdir(parents=True)
    copy(str(places.team_record(ws.around.env, ws.team.id)), str(path))
    record = Record.open(str(path))
    record.set_meta(ME, who)
    record.set_meta(DEVICE, who)
    return shared(Workspace(around, record, who, who))


def all_are_here(ws: Workspace, session: str) -> None:
    """Everybody's machine says that it is at the round."""
    for person in ws.team.members:
        if ws.company and person.id != ws.me:
            ws.company.hear(Said(person.id, person.id, {"kind": BEAT, BEAT: beat_data(session, (), leads=False)}))


@asynccontextmanager
async def followed(
    around: Surroundings, ws: Workspace, size: tuple[int, int]
) -> AsyncIterator[tuple[Pilot[str], RitualApp]]:
    """One machine of a shared round, with the app on it."""
    app = RitualApp(around, ws, Opening())
    app.following = Followed(app)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        yield pilot, app
