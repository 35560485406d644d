"""Picks one of a few: who is next, who gives thanks."""

from collections.abc import Sequence

from ritual.tui.commands import Choose, Kind
from ritual.tui.ink import Block, Line, ink
from ritual.tui.keymap import KeysOf
from ritual.tui.screens.over import Over
from ritual.tui.widgets.listing import listing, moved
from ritual.words import t

_MOST = 10


class Pick(Over[str | None]):
    """A list of names; the answer is the id of the chosen one."""

    place = "pick"

    def __init__(self, keys: KeysOf, title: str, rows: Sequence[tuple[str, str]], at: int = 0) -> None:
        super().__init__(keys)
        self._asked = title
        self._rows = rows
        self._at = at

    def tall(self) -> int:
        """As many lines as there are rows, within reason."""
        return min(len(self._rows), _MOST)

    def label(self, command: Kind) -> str:
        """Nothing is opened by it."""
        return t("choose") if command is Choose else super().label(command)

    def heading(self, width: int) -> Line:
        """What is picked."""
        return ink(self._asked, "title")

    def content(self, width: int, height: int) -> Block:
        """The names."""
        return listing([ink(name) for _, name in self._rows], self._at, width, height)

    def pick(self, target: str) -> None:
        """A click picks."""
        kind, _, row = target.partition("/")
        if kind == "row":
            self.dismiss(self._rows[int(row)][0])

    def action_move(self, key: str) -> None:
        """The cursor moves."""
        self._at = moved(self._at, key, len(self._rows))
        self.redraw()

    def action_choose(self) -> None:
        """The one under the cursor."""
        self.dismiss(self._rows[self._at][0])
