"""The open team's follower: begun and ended as the team is shared or not, its news passed on to the screens."""

import asyncio
from contextlib import nullcontext, suppress
from contextvars import Context, copy_context
from importlib import import_module
from typing import TYPE_CHECKING

from ritual.tui.ink import BLANK, Line
from ritual.tui.screens.page import Page
from ritual.tui.widgets.link import linked

if TYPE_CHECKING:
    from collections.abc import Callable

    from ritual.actions.following import Follower
    from ritual.actions.workspace import Workspace
    from ritual.tui.app import RitualApp

_ACTIONS = "ritual.actions.following"


class Following:
    """One app's follower, if any."""

    def __init__(self, app: "RitualApp") -> None:
        self._app = app
        self._loop: asyncio.AbstractEventLoop | None = None
        self._context: Context | None = None
        self._ws: Workspace | None = None
        self._has_news = False
        self.follower: Follower | None = None

    async def tend(self) -> None:
        """Begins where the open team is shared, and ends where it no longer is; says what goes wrong with it."""
        screen = self._app.screen
        with screen.telling() if isinstance(screen, Page) else nullcontext():
            await self._tend(self._app.ws)

    async def _tend(self, ws: "Workspace | None") -> None:
        shared = ws if ws and ws.is_shared else None
        if shared is not self._ws:
            self.end()
        if self._ws or shared is None:
            return
        self._ws, self._loop, self._context = shared, asyncio.get_running_loop(), copy_context()
        # What speaks HTTP takes a moment to load: the screen is drawn and answers meanwhile.
        await asyncio.to_thread(import_module, _ACTIONS)
        from ritual.actions.following import follow

        self.follower = follow(shared)
        if shared.company:
            shared.company.moved = self._moved

    def end(self) -> None:
        """Ends it; what waits goes out in a process of its own."""
        if self.follower and self._ws:
            from ritual.actions.following import unfollow

            unfollow(self._ws, self.follower)
        self.follower = self._ws = None

    def standing(self, *, in_a_round: bool = False) -> Line:
        """How the team stands, nothing for one that isn't shared; shorter in a round, which says some of it itself."""
        if self.follower is None or self._ws is None:
            return BLANK
        from ritual.actions import sync_words

        told = sync_words.in_a_round if in_a_round else sync_words.quiet
        return linked(told(self.follower.state(), self._ws.now(), self._ws.zone))

    def _moved(self) -> None:
        """Called in the follower's threads: one look for all that happens until then."""
        if not self._has_news:
            self._has_news = True
            self._call(self._look)

    def _look(self) -> None:
        self._has_news = False
        self.attend()
        if isinstance(self._app.screen, Page):
            self._app.screen.look()

    def attend(self) -> None:
        """What others say is heard and answered by every open screen, in front or not."""
        for screen in self._app.screen_stack:
            if isinstance(screen, Page):
                screen.attend()

    def _call(self, what: "Callable[..., object]", *given: object) -> None:
        """Calls it where the screens live; nothing where those are gone."""
        if self._loop:
            with suppress(RuntimeError):
                self._loop.call_soon_threadsafe(what, *given, context=self._context)
