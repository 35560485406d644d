"""One round that was held, looked at again: its steps with the time they took, and what was kept of it."""

from dataclasses import replace
from typing import NamedTuple

from ritual.actions.leading import resume
from ritual.actions.look_back import LookBack
from ritual.actions.recap import of_circle
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


def held_round(past: LookBack, session: str) -> HeldRound | None:
    """The round of that id as everybody may see it; None while it isn't closed. Raises NotFound."""
    circle = resume(past.ws, session)
    if not circle.session.is_closed:
        return None
    found, spent = of_circle(circle), circle.stage.spent
    steps = (HeldStep(said(s.title, past.ws.lang), spent[s.id], s.kept) for s in circle.ritual.steps if s.id in spent)
    sections = [part._replace(lines=tuple(k for k in part.lines if k.id not in past.hidden)) for part in found.sections]
    return HeldRound(replace(found, sections=tuple(part for part in sections if part.lines)), tuple(steps))
