"""One round that was held, looked at again: its steps with the time they took, and what was kept of it."""

from typing import NamedTuple

from ritual.actions.leading import resume
from ritual.actions.recap import of_circle
from ritual.actions.workspace import Workspace
from ritual.model.phrase import said
from ritual.model.recap import Recap


class HeldStep(NamedTuple):
    """A step that the round had: its title, the seconds it took, and whether it keeps what is said."""

    title: str
    seconds: float
    kept: bool


class HeldRound(NamedTuple):
    """A round that was closed: what stays of it, and its steps in their order."""

    recap: Recap
    steps: tuple[HeldStep, ...]


def held_round(ws: Workspace, session: str) -> HeldRound | None:
    """The round of that id; None while it isn't closed. Raises NotFound."""
    circle = resume(ws, session)
    if not circle.session.is_closed:
        return None
    spent = circle.stage.spent
    steps = (HeldStep(said(s.title, ws.lang), spent[s.id], s.kept) for s in circle.ritual.steps if s.id in spent)
    return HeldRound(of_circle(circle), tuple(steps))
