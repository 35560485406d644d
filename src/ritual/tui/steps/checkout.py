"""A checkout on screen: fingers of all at once, counted without names, or one turn after the other."""

from ritual.model.scene import FINGERS, OPEN, QUIET
from ritual.tui.ink import BLANK, Block, cells, filled, fit, ink, joined
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
        *spaced(_hands(moment, width)),
    ]


def _hands(moment: Moment, width: int) -> Block:
    """Every point with a mark for each hand that showed it; all marks look alike."""
    own = moment.own.point if moment.own else 0
    points = [point(number, label, chosen=number == own) for number, label in enumerate(moment.scene.points, 1)]
    longest = min(max(map(cells, points), default=0), width // 2)
    marks = [ink("● " * times, "text") for times in moment.shown]
    return [fit(joined(filled(each, longest), " ", hands), width) for each, hands in zip(points, marks, strict=False)]
