"""Lines by month: what the months are called, and how many lines each brought, as charts."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from ritual.model.chart import BARS, Chart, Row
from ritual.model.instant import moment
from ritual.model.moments import Zone, local, month
from ritual.model.recap import Line
from ritual.words import t

_LINES, _PEOPLE, _SHORTEST_SCALE = 5, 3, 4

Months = dict[date, tuple[Line, ...]]
"""Lines by the first day of their month, in the order of time."""


def by_month(lines: Iterable[Line], since: str, zone: Zone) -> Months:
    """The lines in the months in which they were written, as days begin in the zone; none of them before `since`."""
    begins = _first(since, zone)
    months: Months = {}
    for line in sorted(lines, key=lambda line: (line.at, line.id)):
        written = max(begins, _first(line.at, zone))
        months[written] = (*months.get(written, ()), line)
    return dict(sorted(months.items()))


def named(months: Iterable[date]) -> dict[date, str]:
    """What months are called, with their years where there are several."""
    every = list(months)
    several = len({each.year for each in every}) > 1
    return {each: f"{month(each)} {each.year}" if several else month(each) for each in every}


def charts(wins: Months, thanks: Months, people: int) -> tuple[Chart, ...]:
    """Wins and thanks by month, from the first month with either to the last, where there is enough for a picture.

    In one month, out of few lines, or in a team of one or two, every bar would be about a person.
    """
    months = _between([*wins, *thanks])
    if len(months) < 2 or people < _PEOPLE:
        return ()
    every = (
        ("wins-by-month", t("Wins by month"), "win", wins),
        ("thanks-by-month", t("Thanks by month"), "praise", thanks),
    )
    return tuple(_chart(*each, months) for each in every if sum(map(len, each[-1].values())) >= _LINES)


def _chart(name: str, title: str, meaning: str, lines: Months, months: Sequence[date]) -> Chart:
    counts = {each: len(lines.get(each, ())) for each in months}
    names = named(months)
    return Chart(
        name=name,
        kind=BARS,
        title=title,
        shows=t("How many were written down in each month."),
        hides=t("It doesn't show by whom or for whom, nor how much each meant."),
        unit="count",
        most=float(max(_SHORTEST_SCALE, *counts.values())),
        rows=tuple(Row(names[each], (float(count),), str(count)) for each, count in counts.items()),
        meaning=meaning,
    )


def _between(months: Sequence[date]) -> list[date]:
    found = [min(months)] if months else []
    while found and found[-1] < max(months):
        found.append((found[-1] + timedelta(days=32)).replace(day=1))
    return found


def _first(at: str, zone: Zone) -> date:
    return local(moment(at), zone).date().replace(day=1)
