"""What a ritual keeps and what it doesn't, said before the start: the promise people decide by."""

from collections.abc import Iterable
from typing import NamedTuple

from ritual.model.phrase import inside, said
from ritual.model.ritual import Step
from ritual.words import t


class Keeping(NamedTuple):
    """What stays in the record and what is gone when the session closes, in words."""

    kept: tuple[str, ...]
    lost: tuple[str, ...]


def keeping(steps: Iterable[Step], lang: str, *, keeps: bool = True) -> Keeping:
    """What these steps keep, in their order, and what they don't; who passed is never kept.

    Where the round `keeps` nothing at all, the one is part of the other.
    """
    every = tuple(steps)
    kept = tuple(dict.fromkeys(_kept(step, lang) for step in every if step.kept or step.yields))
    lost = tuple(dict.fromkeys(words for step in every if not step.kept for words in _lost(step, lang)))
    return Keeping(kept, (*lost, t("who passed"))) if keeps else Keeping((), (*lost, *kept, t("who passed")))


def _kept(step: Step, lang: str) -> str:
    if step.yields == "action":
        return t("promises")
    by_kind = {"gratitude": t("thanks"), "wins": t("wins"), "actions": t("promises")}
    return by_kind.get(step.kind) or t("what is written down in “{step}”", step=said(step.title, lang))


def _lost(step: Step, lang: str) -> list[str]:
    scale = [inside(step.scale.title, lang)] if step.scale else []
    return [*scale, t("what is said in “{step}”", step=said(step.title, lang))]
