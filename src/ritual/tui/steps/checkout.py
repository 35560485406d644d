"""A checkout on screen: fingers of all at once, counted without names, or one turn after the other."""

from itertools import count

from ritual.model.scene import FINGERS, OPEN, QUIET
from ritual.tui.ink import BLANK, Block, Line, fit, ink, joined
from ritual.tui.steps.asking import named, open_floor, question, silence, spaced, timeline, turn
from ritual.tui.steps.moment import Moment
from ritual.tui.widgets.scale import point
from ritual.words import t


def draw(moment: Moment, width: int, height: int) -> Block:
    """The middle of the circle."""
    scene = moment.scene
    if scene.phase == QUIET:
        return silence(moment, width)
    if scene.phase == OPEN:
        return open_floor(moment, width, height)
    if scene.phase != FINGERS:
        return turn(moment, width)
    return [
        named(t("All hands at once")),
        BLANK,
        timeline(moment, width, "speaking"),
        BLANK,
        *question(moment, width),
        *spaced([fit(_hands(*each), width) for each in zip(count(1), scene.points, moment.shown, strict=False)]),
    ]


def _hands(number: int, label: str, times: int) -> Line:
    """One point with a mark for each hand that showed it; all marks look alike."""
    return joined(point(number, label, chosen=False), " ", ink("● " * times, "text"))
