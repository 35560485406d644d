"""Points of many rounds, pooled by whole weeks until nobody's number can be read from them.

A pool is the same whoever asks for which span: it is filled from the first week of its year on. So of two spans the
difference is a whole pool, or nothing. What a year leaves too small for a pool is never shown.
"""

from collections.abc import Iterable
from datetime import date
from typing import Final, NamedTuple

from ritual.model.chart import TENTHS
from ritual.model.span import Span, week_of

FEWEST: Final = 3
"""Numbers in a round below which it isn't counted: of two, each would know the other."""
ENOUGH: Final = 5
"""Numbers that a pool needs; they may not all be the same, for then everybody's is known."""

Counts = tuple[int, ...]
"""How often each point of a scale was given, from point 1 on."""


class Pool(NamedTuple):
    """What whole weeks brought together."""

    span: Span
    counts: Counts


def pools(closed: Iterable[tuple[date, Counts]], today: date) -> tuple[Pool, ...]:
    """The pools of one scale out of the days on which rounds closed, oldest first; the week at hand isn't over yet.

    The counts are all as long as the scale.
    """
    this_week = week_of(today).start
    found: list[Pool] = []
    filling: Pool | None = None
    for monday, counts in sorted(_by_week(closed).items()):
        if monday >= this_week:
            break
        if filling and filling.span.start.isocalendar().year != monday.isocalendar().year:
            filling = None
        start, before = (filling.span.start, filling.counts) if filling else (monday, (0,) * len(counts))
        filling = Pool(Span(start, week_of(monday).end_exclusive), _sum(before, counts))
        if _hides_everybody(filling.counts):
            found.append(filling)
            filling = None
    return tuple(found)


def together(every: Iterable[Pool]) -> Counts:
    """The counts of several pools."""
    total: Counts = ()
    for pool in every:
        total = _sum(total, pool.counts) if total else pool.counts
    return total


def tenths(counts: Counts) -> Counts:
    """The shares in tenths, together ten; of two equal remainders the lower point takes what is left over."""
    whole = sum(counts)
    shares = [count * TENTHS // whole for count in counts]
    left = sorted(range(len(counts)), key=lambda n: (-(counts[n] * TENTHS % whole), n))
    for n in left[: TENTHS - sum(shares)]:
        shares[n] += 1
    return tuple(shares)


def _by_week(closed: Iterable[tuple[date, Counts]]) -> dict[date, Counts]:
    weeks: dict[date, Counts] = {}
    for day, counts in closed:
        if sum(counts) >= FEWEST:
            monday = week_of(day).start
            weeks[monday] = _sum(weeks[monday], counts) if monday in weeks else counts
    return weeks


def _hides_everybody(counts: Counts) -> bool:
    return sum(counts) >= ENOUGH and max(counts) < sum(counts)


def _sum(one: Counts, other: Counts) -> Counts:
    return tuple(a + b for a, b in zip(one, other, strict=True))
