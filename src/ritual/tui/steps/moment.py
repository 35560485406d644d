"""One moment of a step with what only this terminal adds to the scene: the time since, and what was written down."""

from typing import NamedTuple

from ritual.model.recap import Line as Kept
from ritual.model.scene import Scene


class Own(NamedTuple):
    """What was answered at this machine in the step at hand; `hidden` is whether nobody else sees it yet."""

    point: int = 0
    words: str = ""
    hidden: bool = False


class Moment(NamedTuple):
    """A scene now. `elapsed` and `spent` are seconds up to this moment, `lines` what the step has written so far.

    `shown` is how often each number was shown at once, without names; `smooth` whether lines may fill without steps;
    `own` is told apart from what the scene shows where people sit at machines of their own.
    """

    scene: Scene
    elapsed: float
    spent: float
    lines: tuple[Kept, ...] = ()
    shown: tuple[int, ...] = ()
    smooth: bool = True
    own: Own | None = None
