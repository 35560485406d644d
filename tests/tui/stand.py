"""Runs the app in a terminal of the pilot's, and reads the screen as lines of text."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from textual.events import Key
from textual.pilot import Pilot

from ritual.actions.surroundings import Surroundings
from ritual.actions.workspace import Workspace
from ritual.tui.app import Opening, RitualApp
from ritual.tui.screens.page import Page
from tests.tui.teams import Clock, surroundings, team


class Stand:
    """One app on one team, with a clock that the test moves."""

    def __init__(self, pilot: Pilot[str], app: RitualApp, clock: Clock) -> None:
        self.pilot = pilot
        self.app = app
        self.clock = clock

    async def press(self, *keys: str) -> None:
        """Presses keys, a second apart, so that none counts as held down."""
        for key in keys:
            self.clock.go_on(1)
            self.app.post_message(Key(key, key if len(key) == 1 else None))
            await self.settle()
        await self.pilot.pause()  # a list that has grown is laid out anew

    async def hold(self, key: str, times: int) -> None:
        """A key that is held down, 50 ms between one and the next."""
        for _ in range(times):
            self.clock.go_on(0.05)
            self.app.post_message(Key(key, None))
            await self.settle()

    async def type(self, words: str) -> None:
        """Types words into the line that has the focus."""
        for letter in words:
            self.app.post_message(Key({" ": "space", ":": "colon", ",": "comma"}.get(letter, letter), letter))
        await self.settle()

    async def settle(self) -> None:
        """Waits until everything that follows from a key has happened: a new screen takes a few rounds.

        The pilot's own `press` sleeps for a twentieth of a second instead.
        """
        for _ in range(5):
            await self.pilot._wait_for_screen()

    async def tick(self) -> None:
        """What happens a few times a second."""
        page = self.app.screen
        assert isinstance(page, Page)
        page.tick()
        await self.settle()

    def lines(self) -> list[str]:
        """The screen as it stands, one string a row."""
        return [strip.text.rstrip() for strip in self.app.screen._compositor.render_strips()]

    def text(self) -> str:
        """The whole screen as one string."""
        return "\n".join(self.lines())


@asynccontextmanager
async def stand(
    ws: Workspace | None,
    around: Surroundings,
    clock: Clock,
    opening: Opening = Opening(),  # noqa: B008  immutable
    size: tuple[int, int] = (80, 24),
) -> AsyncIterator[Stand]:
    """The app, running."""
    app = RitualApp(around, ws, opening)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        yield Stand(pilot, app, clock)


def a_team(home: Path, listed: str = "", lang: str = "en", **env: str) -> tuple[Workspace, Surroundings, Clock]:
    """A team in its own home, its surroundings and its clock."""
    clock = Clock()
    around = surroundings(home, clock, **env)
    ws = team(around, listed, lang) if listed else team(around, lang=lang)
    return ws, around, clock
