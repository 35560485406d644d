"""A question on screen: turns, or an open floor with the lines that were written down."""

from ritual.model.scene import QUIET, TURN
from ritual.tui.ink import Block
from ritual.tui.steps.asking import open_floor, silence, spaced, turn, written
from ritual.tui.steps.moment import Moment


def draw(moment: Moment, width: int, height: int) -> Block:
    """The middle of the circle."""
    if moment.scene.phase == QUIET:
        return silence(moment, width)
    if moment.scene.phase != TURN:
        return open_floor(moment, width, height)
    lines = [line for kept in moment.lines for line in written(kept, width)]
    drawn = turn(moment, width)
    return [*drawn, *spaced(lines[-max(height - len(drawn) - 1, 0) :])]
