"""Where text begins: near the edge of a small screen, in the middle of a wide one."""

MEASURE = 72
"""Cells that a line of reading takes at most on a wide screen."""
WIDE = 112
"""The same for what is looked through rather than read: a year of weeks, a list of many lines."""
_NARROW = 90


def columns(width: int, most: int = MEASURE) -> tuple[int, int]:
    """The left margin of a screen of that width, and the cells left for its text, `most` of them if it is wide."""
    inset = (2 if width < 70 else 3) if width < _NARROW else max(3, (width - most) // 2)
    return inset, width - 2 * inset


def edge_of(width: int, most: int = MEASURE) -> int:
    """The left margin of the title and the keys, which hang a little out of the text."""
    return max(1, columns(width, most)[0] - 2)
