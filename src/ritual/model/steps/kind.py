"""What a kind of step decides for itself; everything else is the same for all kinds."""

from collections.abc import Callable
from typing import NamedTuple

from ritual.model.ritual import Step
from ritual.model.room import Room
from ritual.model.stage import Stage


class Kind(NamedTuple):
    """One kind of step.

    `is_live` says whether there is anything in the step today; `queue` gives its turns when it begins; `starts_quiet`
    whether a silent minute comes first; `typed` is the kind of entry that words typed in it become; `beats` how many
    presses of Enter a turn takes; `calls_people` whether its turns are people rather than notes or promises.
    """

    is_live: Callable[[Step, Stage, Room], bool]
    queue: Callable[[Step, Stage, Room], tuple[str, ...]]
    starts_quiet: Callable[[Step, Stage, Room], bool]
    typed: str
    beats: int = 1
    calls_people: bool = True


def always(_step: Step, _stage: Stage, _room: Room) -> bool:
    """A step that has something in it whatever waits."""
    return True


def quiet_if_said(step: Step, _stage: Stage, _room: Room) -> bool:
    """Silence first where the ritual says so, and always where everybody answers together."""
    return step.silent > 0 or step.is_together
