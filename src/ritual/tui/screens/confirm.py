"""Asks once before something that ends or erases."""

from ritual.tui.commands import Accept, Kind
from ritual.tui.ink import Line, ink
from ritual.tui.keymap import KeysOf
from ritual.tui.screens.over import Over


class Confirm(Over[bool | None]):
    """A question that Enter says yes to."""

    place = "confirm"

    def __init__(self, keys: KeysOf, question: str, yes: str) -> None:
        super().__init__(keys)
        self._question = question
        self._yes = yes

    def heading(self, width: int) -> Line:
        """The question."""
        return ink(self._question, "warning")

    def label(self, command: Kind) -> str:
        """The yes says what it does."""
        return self._yes if command is Accept else super().label(command)

    def action_accept(self) -> None:
        """Yes."""
        self.dismiss(True)
