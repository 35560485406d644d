"""Sheets that tell more of the mouse: how far the wheel was turned, or which cell was clicked."""

from collections.abc import Callable

from textual.events import Click

from ritual.tui.widgets.sheet import Drawing, Sheet


class Rolling(Sheet):
    """Draws what fits; `roll` is told by how many lines the wheel was turned."""

    def __init__(self, drawing: Drawing, roll: Callable[[int], None], id: str) -> None:
        super().__init__(drawing, id)
        self._roll = roll

    def scroll_lines(self, by: int) -> None:
        """Moves what is drawn."""
        self._roll(by)


class Spotted(Sheet):
    """What is picked in it is "at/X/Y", in cells from its upper left corner."""

    def on_click(self, event: Click) -> None:
        """Tells the screen where."""
        event.prevent_default()
        self.post_message(self.Picked(f"at/{event.x}/{event.y}"))
