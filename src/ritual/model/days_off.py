"""Days off: those on which a team holds no round, and those on which somebody isn't there."""

from collections.abc import Iterator, Mapping

from ritual.hints import TYPE_CHECKING, NamedTuple
from ritual.model.clean import line
from ritual.model.instant import YEARS
from ritual.model.reading import flag, text

if TYPE_CHECKING:
    from datetime import date  # quick commands do without it


_YEAR = 366


class DaysOff(NamedTuple):
    """The days from `first` to `last`, both of them included and written like "2026-12-24".

    `yearly` ones come back on the same days of every year, and may pass its end.
    """

    first: str
    last: str
    title: str = ""
    yearly: bool = False

    def holds(self, day: "date") -> bool:
        """Whether the day is one of them."""
        written = day.isoformat()
        if not self.yearly:
            return self.first <= written <= self.last
        first, last, day_of_year = self.first[5:], self.last[5:], written[5:]
        if first <= last:
            return first <= day_of_year <= last
        return day_of_year >= first or day_of_year <= last

    def days(self) -> "tuple[date, date]":
        """The first and the last day, of yearly ones those of the year they were listed for."""
        from datetime import date

        return date.fromisoformat(self.first), date.fromisoformat(self.last)


def is_off(off: tuple[DaysOff, ...], day: "date") -> bool:
    """Whether the day is one of all these."""
    return any(each.holds(day) for each in off)


def stretches(off: DaysOff, first: "date", last: "date") -> Iterator["tuple[date, date]"]:
    """The first and the last day of each time that it is off somewhere from `first` to `last`."""
    from datetime import date

    day = first.toordinal()
    while day <= last.toordinal():
        if not off.holds(date.fromordinal(day)):
            day += 1
            continue
        start = end = day
        while off.holds(date.fromordinal(start - 1)) and day - start < _YEAR:
            start -= 1
        while off.holds(date.fromordinal(end + 1)) and end - day < _YEAR:
            end += 1
        yield date.fromordinal(start), date.fromordinal(end)
        day = end + 1


def days_off_data(off: DaysOff) -> dict[str, object]:
    """The plain data of days off."""
    return off._asdict()


def days_off_from(data: Mapping[str, object]) -> DaysOff | None:
    """The days off that `days_off_data` wrote, read leniently; None where they aren't days in their order."""
    off = DaysOff(text(data, "first"), text(data, "last"), line(text(data, "title")), flag(data, "yearly"))
    try:
        first, last = off.days()
    except ValueError:
        return None
    return off if YEARS.start < first.year and first <= last and last.year < YEARS.stop else None
