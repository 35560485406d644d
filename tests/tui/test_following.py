"""Following on the screens: what comes shows by itself, and how a shared team stands is always told."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest

from ritual.actions.following import Follower
from ritual.actions.syncing import sync
from ritual.errors import SyncTrouble
from ritual.files import places
from ritual.model.moments import clock
from ritual.store.outbox import Standing
from ritual.sync.saying import UNREACHABLE
from ritual.sync.state import OFFLINE, State
from ritual.tui.app import RitualApp
from ritual.tui.following import Following
from ritual.tui.screens.page import Page
from tests.actions.teams import founded
from tests.endpoint.running import endpoint
from tests.sync.machines import Machine, shared
from tests.tui.stand import Stand, a_team, stand
from tests.tui.teams import Clock


class Watched:
    """The screens of one machine, which a test can wait for."""

    def __init__(self, at: Stand, moved: asyncio.Event) -> None:
        self.at = at
        self._moved = moved

    async def until(self, holds: Callable[[str], bool]) -> None:
        """Waits until the screen says so."""
        async with asyncio.timeout(20):
            while not holds(self.at.text()):
                await self._moved.wait()
                self._moved.clear()
                await self.at.settle()

    async def shows(self, words: str) -> None:
        await self.until(lambda text: words in text)


@pytest.fixture
def moved(monkeypatch: pytest.MonkeyPatch) -> asyncio.Event:
    """Set whenever a screen has looked."""
    event, look = asyncio.Event(), Page.look

    def looked(page: Page[object]) -> None:
        look(page)
        event.set()

    monkeypatch.setattr(Page, "look", looked)
    return event


@asynccontextmanager
async def screens(machine: Machine, moved: asyncio.Event) -> AsyncIterator[Watched]:
    async with stand(machine.ws, machine.around, Clock()) as at:
        try:
            yield Watched(at, moved)
        finally:
            at.app.following.end()


async def test_what_others_write_appears_by_itself(tmp_path: Path, moved: asyncio.Event) -> None:
    with endpoint(tmp_path / "endpoint") as address:
        ana, bo = shared(tmp_path, address, "bo")
        async with screens(ana, moved) as at:
            await at.shows("Shared · all sent · live")
            bo.win("the pump runs")
            sync(bo.ws)
            await at.shows("the pump runs")
            ana.win("and the tap")
            await at.shows("and the tap")
            await at.shows("all sent · live")
            sync(bo.ws)
            assert bo.wins() == ["and the tap", "the pump runs"]


async def test_an_endpoint_out_of_reach_is_told_here_and_in_the_circle(tmp_path: Path, moved: asyncio.Event) -> None:
    with endpoint(tmp_path / "endpoint") as address:
        (ana,) = shared(tmp_path, address)
    async with screens(ana, moved) as at:
        await at.shows("offline since")
        ana.win("meanwhile")
        await at.shows("Shared · 1 waiting · offline since")
        await at.at.press("enter", "enter")
        await at.until(lambda text: " · 1 of " in text and " since " in text)


def test_the_line_goes_by_the_teams_clock_like_all_else_on_the_screen(tmp_path: Path) -> None:
    _, ws = founded(tmp_path)
    state = State(OFFLINE, ws.now(), Standing(0, 0, 0, 0), SyncTrouble("A sentence.", "", UNREACHABLE))
    following = Following(cast(RitualApp, None))
    following._ws, following.follower = ws, cast(Follower, SimpleNamespace(state=lambda: state))
    assert (ws.zone, ws.around.zone) == ("Europe/Madrid", "UTC")
    assert following.standing().plain.endswith(f"offline since {clock(ws.now(), 'Europe/Madrid')}")


async def test_a_team_that_is_shared_or_left_meanwhile(tmp_path: Path, moved: asyncio.Event) -> None:
    with endpoint(tmp_path / "endpoint") as address:
        (ana,) = shared(tmp_path, address)
    ana.ws.record.set_meta("sync.endpoint", None)
    async with screens(ana, moved) as at:
        await at.at.tick()
        assert "Shared" not in at.at.text()
        ana.ws.record.set_meta("sync.endpoint", address)
        await at.at.tick()
        await at.shows("offline since")
        ana.ws.record.set_meta("sync.endpoint", None)
        await at.at.tick()
        await at.at.tick()
        assert at.at.app.following.follower is None
        assert "Shared" not in at.at.text()


async def test_keys_that_can_not_be_read_are_told(tmp_path: Path, moved: asyncio.Event) -> None:
    with endpoint(tmp_path / "endpoint") as address:
        (ana,) = shared(tmp_path, address)
    places.team_keys(ana.around.env, ana.ws.team.id).write_text("{")
    async with screens(ana, moved) as at:
        async with asyncio.timeout(20):
            while "The keys of the team in" not in at.at.text():
                await at.at.pilot.pause(0.05)


async def test_a_team_of_this_machine_alone_says_nothing(home: Path) -> None:
    ws, around, clock = a_team(home)
    async with stand(ws, around, clock) as at:
        await at.tick()
        assert at.app.following.follower is None
        assert not at.app.standing()
