"""A list with a cursor, as much of it as fits around the cursor."""

from collections.abc import Sequence

from ritual.tui.ink import Block, Line, aimed, filled, ink, joined


def listing(rows: Sequence[Line], at: int, width: int, height: int, aim: str = "row") -> Block:
    """The rows in `width` cells; row `at` carries the cursor, and a click on row 3 is aimed at "row/3"."""
    top = max(0, min(at - height // 2, len(rows) - height))
    return [
        aimed(cursored(row, width) if i == at else joined("  ", filled(row, width - 2)), f"{aim}/{i}")
        for i, row in list(enumerate(rows))[top : top + height]
    ]


def cursored(row: Line, width: int) -> Line:
    """The row where the cursor is."""
    line = joined(ink("▸ ", "accent"), filled(row, width - 2))
    return line.stylize("on $selection $selection-style")


def moved(at: int, key: str, rows: int) -> int:
    """Where the cursor is after a key that moves it."""
    step = {"up": -1, "down": 1, "pageup": -8, "pagedown": 8, "home": -rows, "end": rows}.get(key, 0)
    return max(0, min(at + step, rows - 1))
