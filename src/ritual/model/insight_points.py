"""The points that a team opted in to count, as pictures: one scale each, in tenths, out of pools of whole weeks."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from ritual.model.chart import BANDS, DOTS, TENTHS, Chart, Row
from ritual.model.clean import line
from ritual.model.insights import week_label
from ritual.model.phrase import said
from ritual.model.pools import Counts, Pool, pools, tenths, together
from ritual.model.ritual import Scale, Step
from ritual.model.span import DAY, Span
from ritual.words import t

LARGEST = 1000
"""Answers to one step of one round; a larger number isn't what closing counted."""


class Counted(NamedTuple):
    """What one step of one round counted: the day the round closed, the step as it was then, and its counts."""

    day: date
    step: Step
    counts: Counts


def pictures(counted: Iterable[Counted], span: Span, today: date, lang: str) -> tuple[Chart, ...]:
    """One picture a scale, with the pools that lie wholly in the span; of nothing the same is said as of too little."""
    by_scale: dict[str, list[tuple[Scale, Counted]]] = {}
    for each in counted:
        if each.step.scale and _fits(each.counts, each.step.scale):
            by_scale.setdefault(f"{each.step.kind == 'checkout'} {each.step.scale}", []).append((each.step.scale, each))
    found = []
    for same in by_scale.values():
        scale, first = same[-1][0], same[-1][1]
        every = pools(((each.day, each.counts) for _, each in same), today)
        shown = [
            pool for pool in every if span.start <= pool.span.start and pool.span.end_exclusive <= span.end_exclusive
        ]
        draw = _dots if first.step.kind == "checkout" else _bands
        found.append(draw(scale, shown, lang))
    return tuple(found) or (unseen(_too_few()),)


def unseen(why: str) -> Chart:
    """The sentence that stands where the pictures of points would."""
    return Chart("points", BANDS, t("Numbers of the check-in"), "", "", "tenths", TENTHS, quiet=why)


def _dots(scale: Scale, shown: list[Pool], lang: str) -> Chart:
    blank = Chart(
        f"worth-{line(scale.name)}",
        DOTS,
        line(said(scale.title, lang)),
        t("How the fingers at the end were spread, in tenths of whole weeks."),
        t("Not who showed which, nor how many were shown."),
        "tenths",
        TENTHS,
    )
    if not shown:
        return blank._replace(quiet=_too_few())
    labels = [f"{n} {name}" for n, name in enumerate(_names(scale, lang), 1)]
    shares = tenths(together(shown))
    rows = [Row(label, (share,), _percent(share)) for label, share in zip(labels, shares, strict=True)]
    return blank._replace(rows=tuple(reversed(rows)))


def _bands(scale: Scale, shown: list[Pool], lang: str) -> Chart:
    names = _names(scale, lang)
    blank = Chart(
        f"points-{line(scale.name)}",
        BANDS,
        line(said(scale.title, lang)),
        t("How the numbers were spread, in tenths; weeks are pooled until there are enough."),
        t("Not how anybody was, nor how many gave a number."),
        "tenths",
        TENTHS,
        series=names,
    )
    if not shown:
        return blank._replace(series=(), quiet=_too_few())
    return blank._replace(rows=tuple(_row(pool, names) for pool in shown))


def _row(pool: Pool, names: tuple[str, ...]) -> Row:
    shares = tenths(pool.counts)
    told = [
        f"{_percent(share)} {n} {name}" for n, (share, name) in enumerate(zip(shares, names, strict=True), 1) if share
    ]
    return Row(_label(pool.span), shares, ", ".join(told))


def _label(span: Span) -> str:
    first, last = span.start, span.end_exclusive - DAY
    if first.isocalendar().week == last.isocalendar().week:
        return week_label(first)
    return t("Weeks {first} to {last}", first=first.isocalendar().week, last=last.isocalendar().week)


def _names(scale: Scale, lang: str) -> tuple[str, ...]:
    return tuple(line(said(point, lang)) for point in scale.points)


def _percent(share: int) -> str:
    return f"{share * 100 // TENTHS} %"


def _too_few() -> str:
    return t("Too few numbers in whole weeks to show any without showing somebody's.")


def _fits(counts: Counts, scale: Scale) -> bool:
    return len(counts) == len(scale.points) and all(0 <= n <= LARGEST for n in counts)
