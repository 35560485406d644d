"""Where text begins: near the edge of a small screen, in the middle of a wide one."""

MEASURE = 72
"""Cells that a line of reading takes at most on a wide screen."""
_NARROW = 90


def columns(width: int) -> tuple[int, int]:
    """The left margin of a screen of that width, and the cells that are left for its text."""
    inset = (2 if width < 70 else 3) if width < _NARROW else (width - MEASURE) // 2
    return inset, width - 2 * inset


def edge_of(width: int) -> int:
    """The left margin of the title and the keys, which hang a little out of the text."""
    return max(1, columns(width)[0] - 2)
