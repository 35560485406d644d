"""A sheet whose lines are a part of something longer: the wheel moves that, not the lines."""

from collections.abc import Callable

from ritual.tui.widgets.sheet import Drawing, Sheet


class Rolling(Sheet):
    """Draws what fits; `roll` is told by how many lines the wheel was turned."""

    def __init__(self, drawing: Drawing, roll: Callable[[int], None], id: str) -> None:
        super().__init__(drawing, id)
        self._roll = roll

    def scroll_lines(self, by: int) -> None:
        """Moves what is drawn."""
        self._roll(by)
