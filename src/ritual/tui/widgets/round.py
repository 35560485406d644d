"""The circle, drawn: a ring of seats around what is asked where it fits, else their list beside it."""

from ritual.model.scene import OPEN, QUIET, TURN
from ritual.tui.ink import BLANK, Block, beside, centred, indented, settled
from ritual.tui.steps import DRAWINGS
from ritual.tui.steps.moment import Moment
from ritual.tui.widgets.ring import has_room, ring
from ritual.tui.widgets.seats import WIDEST, seats, width_of

_SEATED = frozenset({QUIET, TURN, OPEN})
_RING = 58
_NARROW = 15


def drawn(moment: Moment, width: int, height: int, inset: int) -> Block:
    """The body of the circle; `inset` is the margin at either side of its text."""
    measure = width - 2 * inset
    draw = DRAWINGS[moment.scene.step.kind]
    if moment.scene.phase not in _SEATED:
        return [BLANK] * min(height // 4, 8) + indented(draw(moment, measure - 4, height), inset + 2)
    views = moment.scene.seats
    if has_room(views, width, height):
        middle = [centred(line, _RING) for line in draw(moment, _RING, height // 2)]
        around = ring(views, middle, width, height)
        if around:
            return around
    widest = WIDEST if measure > 60 else _NARROW
    left = width_of(views, widest) + 4
    listed = seats(views, height, widest)
    lines = beside(listed, draw(moment, measure - left, height - 1), left)
    return settled(indented(lines, inset), height, least=height * 2 // 3)
