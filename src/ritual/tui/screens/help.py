"""The keys of the screen below, and the host's line of the step at hand."""

from typing import Any

from ritual.tui.commands import PLACES, Kind
from ritual.tui.ink import BLANK, Block, Line, filled, ink, joined, wrapped
from ritual.tui.keymap import KeysOf
from ritual.tui.screens.page import Page
from ritual.tui.widgets.keys import every_key
from ritual.words import t

_KEYS = 22


class HelpPage(Page[None]):
    """Every command the other screen offers, also those that make no sense this moment."""

    place = "help"

    def __init__(self, keys: KeysOf, below: Page[Any]) -> None:
        super().__init__(keys)
        self._below = below

    def heading(self, width: int) -> Line:
        """What this is."""
        return ink(t("Keys"), "title")

    def content(self, width: int, height: int) -> Block:
        """What the host says, then the keys."""
        about = self._below.about()
        head = [*wrapped(about, width), BLANK] if about else []
        return [*head, *(line for command in PLACES[self._below.place] for line in self._command(command, width))]

    def action_move(self, key: str) -> None:
        """Scrolls."""
        self.sheet("body").scroll_lines(-1 if key == "up" else 1)

    def action_page(self, key: str) -> None:
        """Scrolls further."""
        self.sheet("body").scroll_lines({"pageup": -10, "pagedown": 10, "home": -999}.get(key, 999))

    def action_close(self) -> None:
        """Back to the screen."""
        self.app.pop_screen()

    def _command(self, command: Kind, width: int) -> Block:
        words = wrapped(ink(t(command.help)), width - _KEYS)
        head = filled(ink(every_key(command, self.keys), "key"), _KEYS)
        return [joined(head, words[0]), *(line.pad_left(_KEYS) for line in words[1:])]
