"""A span of whole days, and the weeks, months, quarters and years that days lie in."""

from datetime import date, timedelta
from typing import NamedTuple

DAY = timedelta(days=1)


class Span(NamedTuple):
    """The days from `start` up to, not with, `end_exclusive`."""

    start: date
    end_exclusive: date

    @property
    def is_one_day(self) -> bool:
        """Whether it is a single day."""
        return self.end_exclusive - self.start == DAY

    def holds(self, day: date) -> bool:
        """Whether the day lies in it."""
        return self.start <= day < self.end_exclusive


def day_of(day: date) -> Span:
    """The day alone."""
    return Span(day, day + DAY)


def week_of(day: date) -> Span:
    """The ISO week of the day: Monday to Sunday."""
    monday = day - timedelta(days=day.weekday())
    return Span(monday, monday + timedelta(days=7))


def month_of(day: date) -> Span:
    """The calendar month of the day."""
    return _months(day.year, day.month, 1)


def quarter_of(day: date) -> Span:
    """The calendar quarter of the day."""
    return _months(day.year, (day.month - 1) // 3 * 3 + 1, 3)


def year_of(day: date) -> Span:
    """The calendar year of the day."""
    return _months(day.year, 1, 12)


def _months(year: int, month: int, length: int) -> Span:
    years, last = divmod(month - 1 + length, 12)
    return Span(date(year, month, 1), date(year + years, last + 1, 1))
