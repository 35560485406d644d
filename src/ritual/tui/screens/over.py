"""A panel over the screen it was called from: one thing to answer, and the screen goes on behind it."""

from typing import Generic, TypeVar

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import ModalScreen

from ritual.tui.ink import Block, indented, wrapped
from ritual.tui.margins import edge_of
from ritual.tui.screens.page import Page
from ritual.tui.widgets.sheet import Sheet

Answer = TypeVar("Answer")


class Over(Page[Answer], ModalScreen[Answer], Generic[Answer]):
    """A page in the lower part of the screen, as tall as it needs to be."""

    speaks_in = "title"

    def compose(self) -> ComposeResult:
        """The panel: its lines, what a subclass puts there, and the keys."""
        with Vertical(id="panel"):
            yield Sheet(self._title, id="title")
            yield Sheet(self.body, id="body")
            yield from self.more()
            yield Sheet(self._foot, id="foot")

    def more(self) -> ComposeResult:
        """Widgets between the lines and the keys."""
        yield from ()

    def tall(self) -> int:
        """How many lines the body has."""
        return 0

    def on_mount(self) -> None:
        """Makes room for the body."""
        body = self.sheet("body")
        body.styles.height = self.tall()
        body.display = self.tall() > 0

    def say(self, words: str, meaning: str = "accent") -> None:
        """Says it in the place of the title, which then has three lines."""
        self.sheet("title").styles.height = 3
        super().say(words, meaning)

    def _title(self, width: int, height: int) -> Block:
        edge = edge_of(width)
        said = wrapped(self._said, width - 2 * edge, 3)
        return indented(said, edge) if self._said else super()._title(width, height)

    def content(self, width: int, height: int) -> Block:
        """The lines between title and keys."""
        return []

    def action_close(self) -> None:
        """Nothing was answered."""
        self.dismiss(None)
