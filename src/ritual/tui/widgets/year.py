"""A year as a calendar: a column a week, a row a weekday, a sign for how much the team's record has of each day."""

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import groupby
from typing import NamedTuple

from ritual.model.day_names import MONTHS_SHORT
from ritual.model.moments import weekday_short
from ritual.tui.ink import Block, Line, filled, fit, ink, joined
from ritual.words import t

TALL = 9
"""Lines: the months, seven weekdays, and one that points at a week or says something of a day."""
_WEEKS = 53
_LABEL = 4
# By size and filling, which are there on screens without colours too; the last is for days to come.
_SIGNS = (("·", "line"), ("▫", "win"), ("▪", "win"), ("□", "win"), ("■", "win"), (" ", "line"))


class Year(NamedTuple):
    """So many weeks from a Monday on, and how many entries each of their days has."""

    first: date
    counts: Sequence[int]

    @property
    def weeks(self) -> int:
        """How many weeks are shown."""
        return len(self.counts) // 7

    @property
    def last(self) -> date:
        """The last day shown."""
        return self.first + timedelta(days=len(self.counts) - 1)

    def holds(self, day: date) -> bool:
        """Whether the day is shown."""
        return self.first <= day <= self.last

    def of(self, day: date) -> int:
        """How many entries a day has that is shown."""
        return self.counts[(day - self.first).days]


def weeks_in(width: int) -> int:
    """How many weeks fit."""
    return max(1, min(_WEEKS, (width - _LABEL) // _wide(width)))


def first_day(last: date, weeks: int) -> date:
    """The Monday from which on so many weeks end with the week of a day."""
    return last - timedelta(days=last.weekday(), weeks=weeks - 1)


def drawn(year: Year, width: int, today: date, chosen: date | None) -> Block:
    """The months and the days; the cursor stands on the chosen day."""
    wide = _wide(width)
    rows = [_weekday(year, row, wide, today, chosen) for row in range(7)]
    return [fit(_months(year, wide), width), *rows]


def day_at(year: Year, width: int, x: int, y: int) -> date | None:
    """The day that is drawn at these cells, None beside all of them."""
    week, row = (x - _LABEL) // _wide(width), y - 1
    return year.first + timedelta(days=7 * week + row) if 0 <= week < year.weeks and 0 <= row < 7 else None


def pointer(year: Year, width: int, day: date) -> Line:
    """The line below that points at the week of a day."""
    week = (day - year.first).days // 7
    return ink("▴", "accent").pad_left(_LABEL + week * _wide(width)) if year.holds(day) else ink("")


def legend() -> Line:
    """What the signs mean."""
    return joined(
        ink(t("little") + " ", "muted"),
        *(ink(sign + " ", meaning) for sign, meaning in _SIGNS[1:-1]),
        ink(t("much"), "muted"),
    )


def _wide(width: int) -> int:
    return 2 if width >= _LABEL + 2 * _WEEKS else 1


def _busy(counts: Sequence[int]) -> int:
    """What a busy day has: one in ten of those with anything has more, so that a single one doesn't pale the others."""
    some = sorted(count for count in counts if count)
    return some[len(some) * 9 // 10] if some else 1


def _months(year: Year, wide: int) -> Line:
    line = " " * _LABEL
    for week in range(year.weeks):
        monday = year.first + timedelta(weeks=week)
        begins = next((d for n in range(7) if (d := monday + timedelta(days=n)).day == 1), None)
        if begins and len(line) <= _LABEL + week * wide:
            line = line.ljust(_LABEL + week * wide) + t(MONTHS_SHORT[begins.month - 1]) + " "
    return ink(line, "muted")


def _weekday(year: Year, row: int, wide: int, today: date, chosen: date | None) -> Line:
    days = [year.first + timedelta(days=7 * week + row) for week in range(year.weeks)]
    most = _busy(year.counts)
    levels = [_level(year.of(day), most) if day <= today else -1 for day in days]
    label = weekday_short(days[0]) if row % 2 == 0 and row < 6 else ""
    at = days.index(chosen) if chosen in days else len(days)
    pieces = [filled(ink(label, "muted"), _LABEL), *_runs(levels[:at], wide)]
    for level in levels[at : at + 1]:
        pieces += [ink(_SIGNS[level][0], _meaning(level), "reverse"), ink(" " * (wide - 1))]
    return joined(*pieces, *_runs(levels[at + 1 :], wide))


def _runs(levels: Sequence[int], wide: int) -> list[Line]:
    """Neighbours of one colour in one piece: a year has many days."""
    found = groupby(levels, key=_meaning)
    return [ink("".join(_SIGNS[level][0].ljust(wide) for level in group), meaning) for meaning, group in found]


def _meaning(level: int) -> str:
    return _SIGNS[level][1]


def _level(count: int, most: int) -> int:
    return min(4, -(-4 * count // most)) if count else 0
