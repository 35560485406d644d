"""Promises on screen: one a turn, with its owner and its day: done, still wanted, or dropped."""

from ritual.model.clean import line as one_line
from ritual.model.moments import due_day
from ritual.model.promises import DONE, DROPPED, WANTED
from ritual.model.reading import text
from ritual.model.scene import QUIET
from ritual.tui.ink import BLANK, Block, Line, fit, ink, joined, wrapped
from ritual.tui.steps.asking import open_floor, question, silence, spaced, timeline
from ritual.tui.steps.moment import Moment
from ritual.words import t


def draw(moment: Moment, width: int, height: int) -> Block:
    """The middle of the circle."""
    scene = moment.scene
    if scene.promise is None:
        return silence(moment, width) if scene.phase == QUIET else open_floor(moment, width, height)
    due = due_day(text(scene.promise.data, "due"), scene.promise.at)
    when = ink("   " + t("by {day}", day=due), "muted") if due else BLANK
    return [
        fit(joined(ink(scene.owner or t("everybody"), "promise", "bold"), when, _became(scene.settled)), width),
        timeline(moment, width, "clock"),
        BLANK,
        *wrapped(ink(one_line(text(scene.promise.data, "words")), "title"), width, 5),
        *spaced(question(moment, width)),
    ]


def _became(settled: str) -> Line:
    """What was said of the promise already, for whoever comes back to it."""
    said = {DONE: t("done"), WANTED: t("still wanted"), DROPPED: t("dropped")}.get(settled, "")
    return ink(f"   {said}", "good") if said else BLANK
