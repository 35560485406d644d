"""Everything a screen can do, found by typing a part of its name."""

from typing import Any

from textual import on
from textual.app import ComposeResult
from textual.fuzzy import Matcher
from textual.widgets._input import Input

from ritual.tui.commands import PLACES, Kind, Palette
from ritual.tui.ink import Block, Line, apart, ink
from ritual.tui.keymap import KeysOf
from ritual.tui.margins import columns
from ritual.tui.screens.keyed import Keyed
from ritual.tui.screens.over import Over
from ritual.tui.widgets.entry import entry
from ritual.tui.widgets.keys import written
from ritual.tui.widgets.listing import listing, moved
from ritual.words import t

_ROWS = 8


class PalettePage(Over[str | None]):
    """Answers with the action of the chosen command."""

    AUTO_FOCUS = "Input"
    place = "palette"

    def __init__(self, keys: KeysOf, below: Keyed[Any]) -> None:
        super().__init__(keys)
        offered = [c for c in PLACES[below.place] if not c.numbered and c is not Palette and below.can(c)]
        self._every = [(command, below.tells(command)) for command in offered]
        self._found: list[tuple[Kind, str]] = self._every
        self._at = 0

    def tall(self) -> int:
        """A few rows, always the same, so that nothing jumps."""
        return _ROWS

    def heading(self, width: int) -> Line:
        """What this is."""
        return ink(t("What would you like to do?"), "title")

    def more(self) -> ComposeResult:
        """The line to type in."""
        yield from entry(columns(self.app.size.width)[0])

    def content(self, width: int, height: int) -> Block:
        """The commands that match."""
        rows = [apart(ink(help_line), ink(written(c, self.keys), "key"), width - 4) for c, help_line in self._found]
        return listing(rows, self._at, width, _ROWS) or [ink(t("Nothing is called that."), "muted")]

    @on(Input.Changed)
    def _narrow(self, event: Input.Changed) -> None:
        match = Matcher(event.value).match
        ranked = [(match(f"{t(c.label)} {words}") if event.value else 1.0, (c, words)) for c, words in self._every]
        found = sorted((row for row in ranked if row[0] > 0), key=lambda row: -row[0])
        self._found = [row for _, row in found]
        self._at = 0
        self.redraw()

    @on(Input.Submitted)
    def _submitted(self) -> None:
        self.action_choose()

    def pick(self, target: str) -> None:
        """A click chooses."""
        kind, _, row = target.partition("/")
        if kind == "row":
            self._at = int(row)
            self.action_choose()

    def action_move(self, key: str) -> None:
        """The cursor moves."""
        self._at = moved(self._at, key, len(self._found))
        self.redraw()

    def action_choose(self) -> None:
        """Does what the cursor is on."""
        if self._found:
            self.dismiss(self._found[self._at][0].action())
