"""The full-screen front end: its theme, its keys, and which screen comes first."""

import os
import signal
from collections.abc import Mapping, Sequence

from textual.app import App
from textual.binding import Binding

from ritual.actions.workspace import Surroundings, Workspace
from ritual.errors import Problem
from ritual.files.config import read_config
from ritual.files.places import config_file
from ritual.files.shelf import Shelf, shelf
from ritual.files.themes import chosen
from ritual.model.palette import COLOURLESS, Palette
from ritual.tui.keymap import keymap
from ritual.tui.look import theme_of, variables
from ritual.words import speaking

_PRACTISED = 5
"""Sessions after which the footer of the circle shows only what everybody needs."""


class RitualApp(App[str]):
    """Holds what all screens need: the team opened here, the surroundings, the keys, and how it looks."""

    CSS_PATH = "ritual.tcss"
    ENABLE_COMMAND_PALETTE = False
    ALLOW_SELECT = False
    BINDINGS = [Binding("ctrl+c", "leave", show=False), Binding("ctrl+q", "leave", show=False, priority=True)]

    def __init__(self, around: Surroundings, ws: Workspace | None, opening: "Opening") -> None:
        self.around = around
        self.ws = ws
        self.opening = opening
        self.config, config_problems = read_config(around.env)
        self.shelf: Shelf = ws.shelf if ws else shelf(around.env, around.cwd)
        keys = keymap(self.config.keys, str(config_file(around.env)))
        self.keys = keys.keys
        colourless = "NO_COLOR" in around.env and not self.config.theme
        self.palette, theme_problems = chosen(self.shelf, COLOURLESS if colourless else self.config.theme)
        self.problems: tuple[Problem, ...] = (*config_problems, *keys.problems, *theme_problems)
        super().__init__()
        self.wear(self.palette)

    def get_theme_variable_defaults(self) -> Mapping[str, str]:  # type: ignore[override]
        """Our variables have a value under any theme."""
        return variables(self.palette)

    @property
    def smooth(self) -> bool:
        """Whether lines may move."""
        return self.config.motion and self.around.env.get("TEXTUAL_ANIMATIONS") != "none"

    def wear(self, palette: Palette) -> None:
        """Puts a palette on."""
        self.palette = palette
        self.register_theme(theme_of(palette))
        self.theme = palette.name
