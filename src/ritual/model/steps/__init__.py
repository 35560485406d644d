"""The kinds of step, by the name that a ritual's file gives them."""

from ritual.model.steps import actions, checkin, checkout, gratitude, question, wins
from ritual.model.steps.kind import Kind

KINDS: dict[str, Kind] = {
    "checkin": checkin.KIND,
    "gratitude": gratitude.KIND,
    "wins": wins.KIND,
    "question": question.KIND,
    "actions": actions.KIND,
    "checkout": checkout.KIND,
}
