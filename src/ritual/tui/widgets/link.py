"""The quiet line that tells how a shared team stands, and its place beside what else is said."""

from collections.abc import Sequence
from typing import Final

from ritual.actions.sync_words import Part
from ritual.tui.ink import BLANK, Block, Line, apart, cells, fit, ink, joined, wrapped

_DOT: Final = " · "
_APART: Final = 3
"""Cells between what is said and what stands beside it."""
_LEAST: Final = 16
"""Cells that have something to tell though they are too few for all."""


def linked(parts: Sequence[Part]) -> Line:
    """The parts on one line, each in the colour of its meaning."""
    line = BLANK
    for part in parts:
        line = joined(line, ink(_DOT, "muted") if line else BLANK, ink(part.words, part.meaning))
    return line


def in_a_round(said: Line, who: Line, standing: Line, width: int) -> Block:
    """What is said on two lines, under them who is in the round and how it stands: each always in its own place."""
    lines = wrapped(said, width, 2)
    room = width - cells(who) - _APART
    shown = fit(standing, room) if room >= min(cells(standing), _LEAST) else BLANK
    return [*[BLANK] * (2 - len(lines)), *lines, apart(who, shown, width)]


def noted(said: Line, standing: Line, width: int) -> Block:
    """What is said on two lines at most, and the standing at the end of the last one, as far as there is room."""
    if not standing:
        return wrapped(said, width, 2)
    if not said:
        return wrapped(standing, width, 2)
    lines = wrapped(said, width, 2)
    if cells(lines[-1]) + cells(standing) + _APART <= width:
        return [*lines[:-1], apart(lines[-1], standing, width)]
    if len(lines) == 1:
        return [*lines, apart(BLANK, fit(standing, width), width)]
    return lines
