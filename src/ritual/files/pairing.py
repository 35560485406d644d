"""What goes together in a step: the rules between its keys."""

from collections.abc import Iterator, Sequence

from ritual.model.ritual import Step
from ritual.words import t

ANSWERED = ("checkin", "question", "checkout")
COUNTED = ("gratitude", "actions")
ALWAYS_KEPT = ("wins", "gratitude", "actions")

Clash = tuple[str, str]


def clashes(step: Step, keys: Sequence[str]) -> Iterator[Clash]:
    """Each key that doesn't go with the others, and why; `keys` are those the file names."""
    yield from _misplaced(step, keys)
    yield from _ordering(step, keys)
    yield from _keeping(step)
    yield from _asking(step)
    yield from _waiting(step)


def _misplaced(step: Step, keys: Sequence[str]) -> Iterator[Clash]:
    belongs = {
        "scale": ANSWERED,
        "deck": ANSWERED,
        "deal": ANSWERED,
        "levels": ANSWERED,
        "yields": ("question",),
        "most": COUNTED,
        "silent": (*ANSWERED, "gratitude"),
        "silent_below": ("gratitude",),
    }
    for key, kinds in belongs.items():
        if key in keys and step.kind not in kinds:
            yield key, t("This belongs to steps of the kind {kinds}.", kinds=", ".join(kinds))


def _ordering(step: Step, keys: Sequence[str]) -> Iterator[Clash]:
    if step.kind == "gratitude" and "order" in keys:
        yield "order", t("The jar has an order of its own: oldest first, the readers drawn by lot.")
    elif step.order in ("together", "popcorn") and step.kind not in (*ANSWERED, "wins"):
        yield (
            "order",
            t("In a step of the kind {kind} nobody is called by “{order}”.", kind=step.kind, order=step.order),
        )
    elif step.order == "together" and step.kind == "wins":
        yield "order", t("Wins are told, not prepared in silence; “open” fits.")
    elif step.order == "open" and not step.whole:
        yield "whole", t("“open” calls nobody, so the seconds are for the whole step: whole = true.")
    if step.lead_last and step.order == "leader-first":
        yield "lead_last", t("The lead can't be first and last.")


def _keeping(step: Step) -> Iterator[Clash]:
    if step.keep == "nothing" and step.kind in ALWAYS_KEPT:
        yield "keep", t("Wins, thanks and promises are always kept; the only value here is “record”.")
    elif step.keep == "nothing" and step.yields:
        yield "keep", t("What becomes a promise is kept; the only value here is “record”.")


def _asking(step: Step) -> Iterator[Clash]:
    if step.scale and step.deck:
        yield "deck", t("A step asks for a point on a scale or a question from a deck, not both.")
    if step.deal and not step.deck:
        yield "deal", t("There is no deck to deal from.")
    if step.levels and not step.deck:
        yield "levels", t("There is no deck to choose levels from.")


def _waiting(step: Step) -> Iterator[Clash]:
    if step.silent_below and not step.silent:
        yield "silent_below", t("Say how long the silence is: silent = 60.")
