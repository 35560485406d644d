"""The points of a scale in a row. Whatever point is chosen, it looks like any other."""

from collections.abc import Sequence

from ritual.tui.ink import Block, Line, aimed, cells, fit, ink, joined


def scale(points: Sequence[str], chosen: int, width: int) -> Block:
    """All points with their numbers, the chosen one turned round; on more lines where one is too narrow."""
    lines: Block = []
    row: list[Line | str] = []
    for number, label in enumerate(points, 1):
        piece = fit(point(number, label, number == chosen), width)
        if row and cells(joined(*row)) + 2 + cells(piece) > width:
            lines.append(joined(*row))
            row = []
        row += [" ", piece] if row else [piece]
    return [*lines, joined(*row)] if row else lines


def point(number: int, label: str, chosen: bool) -> Line:
    """One point as it can be clicked."""
    style = "reverse" if chosen else ""
    line = joined(
        ink(" ", "text", style), ink(str(number), "text" if chosen else "key", style), ink(f" {label} ", "text", style)
    )
    return aimed(line, f"point/{number}")
