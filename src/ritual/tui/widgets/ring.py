"""The seats as a circle around what is asked, where there is room; computed, and given up at the first overlap."""

import math
from collections.abc import Sequence
from typing import NamedTuple

from ritual.model.seats import NEXT, NOW, SeatView
from ritual.tui.ink import BLANK, Block, Line, aimed, cells, filled, fit, ink, joined
from ritual.tui.widgets.seats import LOOKS, remark

LEAST = (100, 24)
"""Cells that the body must have for a ring."""
MOST_SEATS = 9
_NAME = 20
_DOTS_APART = 6.0
_STEPS = 720
_GAP = 1
_TALL = 11
"""Lines that the midst is taken to have: what comes or goes at its end moves nothing above."""
_BORDERS = {NOW: ("┏━┓", "┃ ┃", "┗━┛"), NEXT: ("╭─╮", "│ │", "╰─╯")}


class Card(NamedTuple):
    """One seat's place: its left upper corner and its three lines."""

    x: int
    y: int
    lines: Block

    @property
    def width(self) -> int:
        """Cells from left to right."""
        return max(cells(line) for line in self.lines)


def has_room(views: Sequence[SeatView], width: int, height: int) -> bool:
    """Whether a ring is worth trying."""
    return 2 <= len(views) <= MOST_SEATS and width >= LEAST[0] and height >= LEAST[1]


def ring(views: Sequence[SeatView], middle: Sequence[Line], width: int, height: int) -> Block | None:
    """The circle with `middle` in its midst; None where it doesn't fit, and a list has to do."""
    if not has_room(views, width, height):
        return None
    cards = [_card(view, _place(i, len(views), width, height)) for i, view in enumerate(views)]
    # In a tight ring the very middle is the only place.
    for tall in (max(len(middle), _TALL), len(middle)):
        inner = _inner(middle, width, (height - tall) // 2)
        if _fits([*cards, inner], width, height):
            return _painted([*_dots(width, height, [*cards, inner]), *cards, inner], height)
    return None


def _place(index: int, of: int, width: int, height: int) -> tuple[float, float]:
    """Where a seat's middle is: on an ellipse, the first one at the top, clockwise."""
    angle = 2 * math.pi * index / of - math.pi / 2
    across, down = _radii(width, height)
    return width / 2 + across * math.cos(angle), height / 2 + down * math.sin(angle)


def _radii(width: int, height: int) -> tuple[float, float]:
    down = height / 2 - 2
    return min(width / 2 - 12, down * 4), down


def _card(view: SeatView, middle: tuple[float, float]) -> Card:
    sign, meaning = LOOKS[view.state]
    note = remark(view)
    name = joined(ink(f"{sign} ", meaning), fit(ink(view.name, meaning), _NAME), note.pad_left(2) if note else note)
    lines = [aimed(line, f"seat/{view.person}") for line in _framed(name, view.state, meaning)]
    return Card(round(middle[0] - cells(lines[0]) / 2), round(middle[1] - len(lines) / 2), lines)


def _framed(name: Line, state: str, meaning: str) -> Block:
    if state not in _BORDERS:
        return [joined("  ", name, "  ")]
    top, side, bottom = _BORDERS[state]
    wide = cells(name) + 4
    return [
        ink(top[0] + top[1] * wide + top[2], meaning),
        joined(ink(side[0] + "  ", meaning), name, ink("  " + side[2], meaning)),
        ink(bottom[0] + bottom[1] * wide + bottom[2], meaning),
    ]


def _inner(middle: Sequence[Line], width: int, top: int) -> Card:
    wide = max((cells(line) for line in middle), default=0)
    return Card((width - wide) // 2, top, [filled(line, wide) for line in middle])


def _fits(cards: Sequence[Card], width: int, height: int) -> bool:
    inside = all(c.x >= 0 and c.y >= 0 and c.x + c.width <= width and c.y + len(c.lines) <= height for c in cards)
    return inside and not any(_overlap(a, b) for i, a in enumerate(cards) for b in cards[i + 1 :])


def _overlap(a: Card, b: Card) -> bool:
    across = a.x - _GAP < b.x + b.width and b.x - _GAP < a.x + a.width
    return across and a.y < b.y + len(b.lines) and b.y < a.y + len(a.lines)


def _dots(width: int, height: int, cards: Sequence[Card]) -> list[Card]:
    """The line of the circle itself, faint, where nobody sits."""
    across, down = _radii(width, height)
    walked, spots = _DOTS_APART, []
    for step in range(_STEPS):
        angle = 2 * math.pi * step / _STEPS
        walked += 2 * math.pi / _STEPS * math.hypot(across * math.sin(angle), 2 * down * math.cos(angle))
        if walked >= _DOTS_APART:
            walked -= _DOTS_APART
            spots.append(
                (round(width / 2 + across * math.cos(angle)), round(height / 2 + down * math.sin(angle) - 0.5))
            )
    dots = [Card(x, y, [ink("·", "line")]) for x, y in spots]
    return [dot for dot in dots if 0 <= dot.y < height and not any(_overlap(dot, card) for card in cards)]


def _painted(cards: Sequence[Card], height: int) -> Block:
    rows: list[list[tuple[int, Line]]] = [[] for _ in range(height)]
    for card in cards:
        for y, line in enumerate(card.lines):
            if line:
                rows[card.y + y].append((card.x, line))
    return [_row(sorted(row, key=lambda piece: piece[0])) for row in rows]


def _row(pieces: Sequence[tuple[int, Line]]) -> Line:
    line = BLANK
    for x, piece in pieces:
        line = joined(line.pad_right(x - cells(line)), piece)
    return line
