"""Asks once before something that ends or erases."""

from ritual.tui.commands import Accept, Kind
from ritual.tui.ink import Block, Line, indented, ink, wrapped
from ritual.tui.keymap import KeysOf
from ritual.tui.margins import edge_of
from ritual.tui.screens.over import Over


class Confirm(Over[bool | None]):
    """A question that Enter says yes to."""

    place = "confirm"

    def __init__(self, keys: KeysOf, question: str, yes: str) -> None:
        super().__init__(keys)
        self._question = question
        self._yes = yes

    def on_mount(self) -> None:
        """Makes room for the question."""
        super().on_mount()
        width = self.app.size.width
        self.sheet("title").styles.height = len(self._asked(width - 2 * edge_of(width)))

    def heading(self, width: int) -> Line:
        """The question, as far as it fits on one line."""
        return ink(self._question, "warning")

    def _title(self, width: int, height: int) -> Block:
        edge = edge_of(width)
        return super()._title(width, height) if self._said else indented(self._asked(width - 2 * edge), edge)

    def _asked(self, width: int) -> Block:
        return wrapped(self.heading(width), width, 4)

    def label(self, command: Kind) -> str:
        """The yes says what it does."""
        return self._yes if command is Accept else super().label(command)

    def action_accept(self) -> None:
        """Yes."""
        self.dismiss(True)
