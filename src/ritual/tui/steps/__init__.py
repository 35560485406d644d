"""How each kind of step is drawn, by the name that a ritual's file gives it."""

from collections.abc import Callable

from ritual.tui.ink import Block
from ritual.tui.steps import actions, checkin, checkout, gratitude, question, wins
from ritual.tui.steps.moment import Moment

DRAWINGS: dict[str, Callable[[Moment, int, int], Block]] = {
    "checkin": checkin.draw,
    "gratitude": gratitude.draw,
    "wins": wins.draw,
    "question": question.draw,
    "actions": actions.draw,
    "checkout": checkout.draw,
}
