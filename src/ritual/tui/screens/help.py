"""The keys of the screen below, and the host's line of the step at hand."""

from typing import Any

from ritual.tui.commands import PLACES, Kind, Wishes
from ritual.tui.ink import BLANK, Block, Line, filled, fit, ink, joined, wrapped
from ritual.tui.keymap import KeysOf
from ritual.tui.screens.keyed import Keyed
from ritual.tui.screens.page import Page
from ritual.tui.widgets.keys import every_key, written
from ritual.words import t, tn

_KEYS = 23


class HelpPage(Page[None]):
    """Every command the other screen offers: what can be done now, then what makes sense at another moment."""

    place = "help"

    def __init__(self, keys: KeysOf, below: Keyed[Any]) -> None:
        super().__init__(keys)
        self._below = below
        self._open = False

    def heading(self, width: int) -> Line:
        """What this is."""
        return ink(t("Keys"), "title")

    def content(self, width: int, height: int) -> Block:
        """What the host says, then the keys."""
        about = self._below.about()
        head = [*wrapped(about, width), BLANK] if about else []
        return [
            *head,
            *self._wishes(width),
            *(line for command in self._commands() for line in self._command(command, width)),
        ]

    def can(self, command: Kind) -> bool:
        """There may be no wish, and one look is enough."""
        return command is not Wishes or (bool(self._below.wishes()) and not self._open)

    def action_wishes(self) -> None:
        """Shown on purpose only: everybody may see this screen."""
        self._open = True
        self.redraw()

    def action_move(self, key: str) -> None:
        """Scrolls."""
        self.sheet("body").scroll_lines(-1 if key == "up" else 1)

    def action_page(self, key: str) -> None:
        """Scrolls further."""
        self.sheet("body").scroll_lines({"pageup": -10, "pagedown": 10, "home": -999}.get(key, 999))

    def action_close(self) -> None:
        """Back to the screen."""
        self.app.pop_screen()

    def _wishes(self, width: int) -> Block:
        wishes = self._below.wishes()
        if not wishes:
            return []
        if not self._open:
            key = ink(written(Wishes, self.keys), "key")
            many = tn("{n} wish for whoever leads", "{n} wishes for whoever leads", len(wishes))
            return [
                fit(joined(ink(f"{many}: ", "accent"), key, ink("  " + t("when nobody looks on"), "muted")), width),
                BLANK,
            ]
        lines = [
            line for name, words in wishes for line in wrapped(joined(ink(name, "title"), "  ", ink(words)), width)
        ]
        return [*lines, BLANK]

    def _commands(self) -> list[Kind]:
        known = [command for command in PLACES[self._below.place] if self._below.has(command)]
        return sorted(known, key=lambda command: not self._below.can(command))

    def _command(self, command: Kind, width: int) -> Block:
        words = wrapped(ink(self._below.tells(command)), width - _KEYS)
        head = filled(ink(every_key(command, self.keys), "key"), _KEYS - 2).pad_right(2)
        return [joined(head, words[0]), *(line.pad_left(_KEYS) for line in words[1:])]
