"""What all kinds of step share on screen: somebody's turn, the silence before, and the open floor."""

from textual.content import Content

from ritual.model.clean import line as one_line
from ritual.model.recap import Line as Kept
from ritual.tui.ink import BLANK, Block, Line, fit, ink, joined, wrapped
from ritual.tui.look import chip
from ritual.tui.steps.moment import Moment
from ritual.tui.widgets.bars import bar
from ritual.tui.widgets.lines import words_of
from ritual.tui.widgets.scale import scale
from ritual.words import t

_BAR = 56


def turn(moment: Moment, width: int) -> Block:
    """Whose turn it is, the turn's line, what is asked, the scale, and who comes then."""
    scene = moment.scene
    return [
        fit(named(scene.speaker), width),
        BLANK,
        timeline(moment, width, "speaking"),
        BLANK,
        *question(moment, width),
        *spaced(scale(scene.points, scene.point, width)),
        *spaced(quoted(scene.words, width, 4)),
        *spaced(then(moment, width)),
        *spaced(yours(moment, width)),
    ]


def named(name: str) -> Line:
    """The name of whoever has the turn, as a patch of colour that is seen across a room."""
    return Content.styled(f" {ink(name).plain} ", chip("speaking"))


def silence(moment: Moment, width: int) -> Block:
    """Everybody prepares; one line fills, and nobody is called. What was promised shows where it was written."""
    lines = [line for kept in moment.lines for line in written(kept, width)]
    return [
        named(t("In silence")),
        BLANK,
        timeline(moment, width, "speaking"),
        BLANK,
        *question(moment, width),
        *spaced(scale(moment.scene.points, moment.own.point if moment.own else 0, width)),
        *spaced(yours(moment, width, has_point=True)),
        *spaced([*lines, ink(t("Hidden until the reveal."), "notkept")] if lines else []),
    ]


def open_floor(moment: Moment, width: int, height: int) -> Block:
    """What is asked of everybody, and what was written down so far, newest in sight."""
    head = [*question(moment, width), timeline(moment, width, "clock"), BLANK]
    room = max(height - len(head), 2)
    lines = [line for kept in moment.lines for line in written(kept, width)]
    return [*head, *lines[-room:]]


def question(moment: Moment, width: int) -> Block:
    """What is asked."""
    return wrapped(ink(moment.scene.prompt, "question"), width, 4)


def timeline(moment: Moment, width: int, meaning: str) -> Line:
    """One thin line for the turn, or for the step where it is timed as a whole; no digits."""
    scene = moment.scene
    gone = moment.spent if scene.step.whole else moment.elapsed
    return bar(gone / max(scene.turn_seconds, 1), min(width, _BAR), meaning, moment.smooth)


def then(moment: Moment, width: int) -> Block:
    """Who comes then, in words that need no pronoun."""
    scene = moment.scene
    if scene.then:
        return [fit(joined(ink(t("Then") + " ", "muted"), ink(scene.then, "next"), ink(".", "muted")), width)]
    if scene.can_call:
        return [ink(t("{name} names who is next.", name=scene.speaker), "muted")]
    return []


def yours(moment: Moment, width: int, *, has_point: bool = False) -> Block:
    """What was answered at this machine, while something else is shown, and whether the others see it.

    `has_point` is whether the scale shows the point already.
    """
    own, points = moment.own, moment.scene.points
    if own is None or not (own.point or own.words):
        return []
    label = points[own.point - 1] if 0 < own.point <= len(points) and not has_point else ""
    words = t("“{words}”", words=one_line(own.words)) if own.words else ""
    said = ", ".join(filter(None, [f"{own.point} {label}" if label else "", words]))
    lines = wrapped(ink(t("Yours: {answer}", answer=said), "muted"), width, 3) if said else []
    return [*lines, ink(t("Hidden until the reveal."), "notkept")] if own.hidden else lines


def written(kept: Kept, width: int) -> Block:
    """One line that was written down: whose it is, from whom thanks come, by when a promise is due."""
    lines = wrapped(words_of(kept), width, 3)
    return [lines[0], *(line.pad_left(2) for line in lines[1:])]


def quoted(words: str, width: int, most: int = 0) -> Block:
    """Somebody's own words, in quotation marks that hang."""
    if not words:
        return []
    lines = wrapped(ink(t("“{words}”", words=one_line(words))), width - 1, most)
    return [lines[0], *(line.pad_left(1) for line in lines[1:])]


def spaced(lines: Block) -> Block:
    """The lines with an empty one before them; nothing where there are none."""
    return [BLANK, *lines] if lines else []
