"""A check-in on screen: one turn after the other, or silence before all show at once."""

from ritual.model.scene import OPEN, QUIET
from ritual.tui.ink import Block
from ritual.tui.steps.asking import open_floor, silence, turn
from ritual.tui.steps.moment import Moment


def draw(moment: Moment, width: int, height: int) -> Block:
    """The middle of the circle."""
    if moment.scene.phase == QUIET:
        return silence(moment, width)
    return open_floor(moment, width, height) if moment.scene.phase == OPEN else turn(moment, width)
