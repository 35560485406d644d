"""The full-screen front end: its theme, its keys, and which screen comes first."""

import asyncio
import gc
import os
import signal
import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from textual.app import App
from textual.binding import Binding
from textual.dom import DOMNode
from textual.screen import Screen

from ritual.actions.company import expect
from ritual.actions.workspace import Surroundings, Workspace, open_workspace
from ritual.errors import NotFound, Problem, RitualError
from ritual.files.config import read_config
from ritual.files.places import config_file
from ritual.files.shelf import Shelf, shelf
from ritual.files.themes import chosen, wanted
from ritual.model.palette import Palette
from ritual.tui import way
from ritual.tui.following import Following
from ritual.tui.ink import Line
from ritual.tui.keymap import keymap
from ritual.tui.look import settle, theme_of, variables, wear
from ritual.tui.screens.page import Page
from ritual.words import language, speaking

if TYPE_CHECKING:
    from textual.actions import ActionParseResult

_DRAWN = 0.1
"""Seconds after which the first screen is surely drawn."""
_ATTENDS = 0.5
"""Seconds between two moments at which a shared round says what is due, whatever screen is in front."""
_SIGNALS = (signal.SIGTERM, signal.SIGHUP)


class Opening(NamedTuple):
    """What is opened: Home, or the screen before the start of a ritual; `names` is a round without a team, `joins` the
    round that somebody else leads, in which this machine speaks for `speaks` too."""

    ritual: str = ""
    names: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    joins: bool = False
    speaks: tuple[str, ...] = ()


class RitualApp(App[str]):
    """Holds what all screens need: the team opened here, the surroundings, the keys, and how it looks.

    `farewell` is what stays in the terminal afterwards: the recap of the last round that was closed here. `pressed` is
    the last key and when it was pressed.
    """

    CSS_PATH = "ritual.tcss"
    ENABLE_COMMAND_PALETTE = False
    ALLOW_SELECT = False
    BINDINGS = [
        Binding("ctrl+c", "leave(130)", show=False, priority=True),
        Binding("ctrl+q", "leave(0)", show=False, priority=True),
    ]

    def __init__(
        self, around: Surroundings, ws: Workspace | None, opening: Opening, ansi_color: bool | None = None
    ) -> None:
        self.around = around
        self.ws = ws
        self.opening = opening
        self.farewell = ""
        self.pressed = ("", 0.0)
        self.following = Following(self)
        if ws:
            expect(ws)
        self.config, problems = read_config(around.env)
        self.shelf: Shelf = ws.shelf if ws else shelf(around.env, around.cwd)
        chosen_keys = keymap(self.config.keys, config_file(around.env))
        self.keys = chosen_keys.keys
        self.palette, faults = chosen(self.shelf, wanted(around.env, self.config.theme))
        self.problems: tuple[Problem, ...] = (*problems, *chosen_keys.problems, *faults)
        super().__init__(ansi_color=self.palette.ansi or ansi_color)
        self._dress(ansi_color)
        self._first = way.first_page(self)  # before the terminal is taken, so that a refusal is told in the shell

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Our variables have a value under any theme."""
        return variables(self.palette)

    def get_default_screen(self) -> Screen[object]:
        """The first screen is drawn at once, without an empty one before it."""
        return self._first

    async def run_action(
        self,
        action: "str | ActionParseResult",
        default_namespace: DOMNode | None = None,
        namespaces: Mapping[str, DOMNode] | None = None,
    ) -> bool:
        """What goes wrong in doing what a key asks for is said on the screen, and the program goes on."""
        try:
            return await super().run_action(action, default_namespace, namespaces)
        except RitualError as error:
            if isinstance(self.screen, Page):
                self.screen.tell(error)
            return True

    @property
    def smooth(self) -> bool:
        """Whether lines may move."""
        return self.config.motion and self.around.env.get("TEXTUAL_ANIMATIONS") != "none"

    def on_mount(self) -> None:
        """Ends cleanly when the machine or the terminal goes away."""
        # By a timer: what is called after a refresh waits for the first screen, which another may cover at once.
        self.set_timer(_DRAWN, _collect_from_now_on)
        self.set_timer(_DRAWN, self.tend)
        self.set_interval(_ATTENDS, self.following.attend)
        for each in _SIGNALS:
            asyncio.get_running_loop().add_signal_handler(each, self.action_leave, 128 + each)

    def tend(self) -> None:
        """Follows the open team, where it is shared."""
        self.run_worker(self.following.tend())

    def standing(self, *, in_a_round: bool = False) -> Line:
        """How a shared team stands."""
        return self.following.standing(in_a_round=in_a_round)

    def wear(self, palette: Palette) -> None:
        """Puts another palette on."""
        self.palette = palette
        wear(self, palette)

    def _dress(self, ansi_color: bool | None) -> None:
        """Puts the first theme on without the watchers of later ones, so that the stylesheet is read only once."""
        self.register_theme(theme_of(self.palette))
        self.set_reactive(App.theme, self.palette.name)
        self.set_reactive(App.ansi_color, ansi_color)
        self.stylesheet.set_variables(self.get_css_variables())

    def action_leave(self, code: int) -> None:
        """Leaves at once, with an exit code; a round that runs waits."""
        for screen in self.screen_stack:
            if isinstance(screen, Page):
                screen.leaving()
        self.exit(self.farewell, code)


def _collect_from_now_on() -> None:
    """What the start has made stays to the end: looking through all of that again and again would hold up a key."""
    gc.freeze()
    gc.enable()


def run(
    around: Surroundings,
    *,
    team: str = "",
    ritual: str = "",
    names: tuple[str, ...] = (),
    absent: tuple[str, ...] = (),
    joins: bool = False,
    speaks: tuple[str, ...] = (),
) -> int:
    """Runs the screens, leaves the recap of a round that was closed here in the terminal, and gives the exit code."""
    opening = Opening(ritual, names, absent, joins, speaks)
    try:
        ws = None if names else open_workspace(around, team)
    except NotFound:
        if team or joins:
            raise
        ws = None
    app = RitualApp(around, ws, opening, settle(os.environ))
    with speaking(ws.lang if ws else language()):
        try:
            left = app.run()
        finally:
            app.following.end()
    if left:
        sys.stdout.write(left)
    return app.return_code or 0
