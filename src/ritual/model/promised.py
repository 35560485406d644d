"""What a ritual keeps and what it doesn't, said before the start: the promise people decide by."""

from collections.abc import Iterable
from typing import NamedTuple

from ritual.model.phrase import inside, said
from ritual.model.ritual import Step
from ritual.words import t


class Keeping(NamedTuple):
    """What stays in the record, what is gone when the session closes, and what is only counted, in words."""

    kept: tuple[str, ...]
    lost: tuple[str, ...]
    counted: tuple[str, ...] = ()


def keeping(steps: Iterable[Step], lang: str, *, keeps: bool = True, counts: bool = False) -> Keeping:
    """What these steps keep, in their order, and what they don't; who passed is never kept.

    Where the round `keeps` nothing at all, the one is part of the other. Where it `counts`, the points of scales stay
    as numbers without names.
    """
    every = tuple(steps)
    counted = dict.fromkeys(_scale(step, lang) for step in every if counts and not step.kept and step.scale)
    kept = tuple(dict.fromkeys(_kept(step, lang) for step in every if step.kept or step.yields))
    lost = tuple(dict.fromkeys(words for step in every if not step.kept for words in _lost(step, lang)))
    if not keeps:
        return Keeping((), (*lost, *kept, t("who passed")))
    return Keeping(kept, (*(words for words in lost if words not in counted), t("who passed")), tuple(counted))


def _kept(step: Step, lang: str) -> str:
    if step.yields == "action":
        return t("promises")
    by_kind = {"gratitude": t("thanks"), "wins": t("wins"), "actions": t("promises")}
    return by_kind.get(step.kind) or t("what is written down in “{step}”", step=said(step.title, lang))


def _lost(step: Step, lang: str) -> list[str]:
    return [*([_scale(step, lang)] if step.scale else []), t("what is said in “{step}”", step=said(step.title, lang))]


def _scale(step: Step, lang: str) -> str:
    return inside(step.scale.title, lang) if step.scale else ""
