"""The sentences that a long span is told in: rounds, wins by month, thanks, promises, who came."""

from collections.abc import Mapping, Sequence

from ritual.model.months import Months, named
from ritual.model.promises import DONE, DROPPED, OPEN
from ritual.model.recap import ARRIVALS, Line, Recap
from ritual.words import listed, t, tn


def sentences(whole: Recap, wins: Months, thanks: int, promises: Mapping[str, Sequence[Line]]) -> tuple[str, ...]:
    """One sentence for each sort of things that the span brought, promises by what became of them."""
    came = [line.words for section in whole.sections if section.kind == ARRIVALS for line in section.lines]
    every = (_rounds(whole), _won(wins), _thanked(thanks), _promised(promises), _came(came))
    return tuple(sentence for sentence in every if sentence)


def _rounds(whole: Recap) -> str:
    if not whole.rounds:
        return ""
    rounds = tn("{n} round", "{n} rounds", whole.rounds)
    minutes = tn("{n} minute", "{n} minutes", max(1, round(whole.seconds / 60)))
    return t("{rounds}, {minutes} together.", rounds=rounds, minutes=minutes)


def _won(months: Months) -> str:
    if not months:
        return ""
    names = named(months)
    wins = tn("{n} win", "{n} wins", sum(map(len, months.values())))
    by_month = [t("{n} in {month}", n=len(lines), month=names[each]) for each, lines in months.items()]
    if len(months) == 1:
        return t("{wins} in {month}.", wins=wins, month=names[next(iter(months))])
    return t("{wins}: {months}.", wins=wins, months=listed(by_month))


def _thanked(times: int) -> str:
    return tn("Thanks were said once.", "Thanks were said {n} times.", times) if times else ""


def _promised(promises: Mapping[str, Sequence[Line]]) -> str:
    kept, left, dropped = (len(promises[state]) for state in (DONE, OPEN, DROPPED))
    parts = [
        t("{n} kept", n=kept) if kept else "",
        t("{n} open", n=left) if left else "",
        t("{n} dropped", n=dropped) if dropped else "",
    ]
    if not any(parts):
        return ""
    said = tn("{n} promise", "{n} promises", kept + left + dropped)
    return t("{promises}: {states}.", promises=said, states=listed([part for part in parts if part]))


def _came(names: list[str]) -> str:
    return t("New in the team: {names}.", names=listed(names)) if names else ""
