"""Thin lines for time: they fill and stay full; they never blink, turn red or count down."""

from textual.content import Content

from ritual.model.moments import length
from ritual.tui.ink import Line, ink, joined
from ritual.words import t

_FULL, _HALF, _REST = "━", "╸", "─"


def bar(part: float, width: int, meaning: str, smooth: bool = True) -> Line:
    """A line of `width` cells, filled from the left by `part` of 1; without motion only in whole tenths."""
    part = max(0.0, min(part, 1.0))
    halves = int((part if smooth else int(part * 10) / 10) * width * 2)
    full = _FULL * (halves // 2) + (_HALF if halves % 2 else "")
    # Without the style of the meaning: a line turned round would be a block.
    return joined(Content.styled(full, f"${meaning}"), ink(_REST * (width - len(full)), "line"))


def progress(spent: float, planned: int, width: int, smooth: bool = True) -> Line:
    """The step's time in figures, after a line where there is room: "━━━───  0:36 of 1:24"."""
    figures = ink(t("{spent} of {planned}", spent=length(spent), planned=length(planned)), "clock")
    if not planned or width < 12:
        return figures
    return joined(bar(spent / planned, width, "clock", smooth), "  ", figures)
