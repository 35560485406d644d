"""A list with a cursor."""

import pytest

from ritual.tui.ink import ink
from ritual.tui.widgets.listing import listing, moved

ROWS = [ink(f"row {i}") for i in range(20)]


@pytest.mark.parametrize("at", range(20))
def test_the_row_with_the_cursor_is_always_in_sight(at: int) -> None:
    lines = [line.plain.rstrip() for line in listing(ROWS, at, 30, 6)]
    assert len(lines) == 6
    assert f"▸ row {at}" in lines


@pytest.mark.parametrize(
    ("at", "key", "expected"),
    [(0, "up", 0), (0, "down", 1), (19, "down", 19), (10, "pageup", 2), (10, "home", 0), (3, "end", 19), (3, "x", 3)],
)
def test_the_cursor_moves_and_stays_in_the_list(at: int, key: str, expected: int) -> None:
    assert moved(at, key, 20) == expected
