"""Wins on screen: those that were logged, and what is added."""

from ritual.model.scene import QUIET, TURN
from ritual.tui.ink import Block
from ritual.tui.steps.asking import open_floor, silence
from ritual.tui.steps.moment import Moment
from ritual.tui.steps.question import draw as draw_question


def draw(moment: Moment, width: int, height: int) -> Block:
    """The middle of the circle."""
    if moment.scene.phase == QUIET:
        return silence(moment, width)
    return draw_question(moment, width, height) if moment.scene.phase == TURN else open_floor(moment, width, height)
