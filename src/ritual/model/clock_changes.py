"""When the clocks of a time zone change, as calendar files (RFC 5545) say it: by a yearly rule, or day by day."""

from calendar import monthrange
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

YEARS = 28
"""After so many years weekdays fall on the same days again: what holds that long is a rule."""
WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_DAY, _SECOND, _NONE = timedelta(days=1), timedelta(seconds=1), timedelta(0)
_EVER = datetime(1970, 1, 1)


class Change(NamedTuple):
    """Clocks go from one offset to another at these times, which are those of the clock before.

    `rule` stands for all times after the first where there is one. `summer` says whether summer time begins.
    """

    before: timedelta
    after: timedelta
    name: str
    summer: bool
    times: tuple[datetime, ...]
    rule: str = ""


def clock_changes(zone: ZoneInfo, year: int) -> tuple[Change, ...]:
    """What clocks show at first, then every kind of change from that year on."""
    start = datetime(year, 1, 1, tzinfo=UTC)
    there = start.astimezone(zone)
    offset = there.utcoffset() or _NONE
    times: dict[tuple[timedelta, timedelta, str, bool], list[datetime]] = {}
    for moment in _moments(zone, start, start.replace(year=year + YEARS)):
        now, then = moment.astimezone(zone), (moment - _SECOND).astimezone(zone)
        before, after = then.utcoffset() or _NONE, now.utcoffset() or _NONE
        # Irish winter time is counted as the one that deviates, so the sign of what deviates decides.
        summer = (now.dst() or _NONE) > _NONE or (then.dst() or _NONE) < _NONE
        local = (moment + before).replace(tzinfo=None)
        times.setdefault((before, after, now.tzname() or "", summer), []).append(local)
    found = (Change(*kind, tuple(when), _rule(when)) for kind, when in times.items())
    return (Change(offset, offset, there.tzname() or "", False, (_EVER,)), *found)


def _moments(zone: ZoneInfo, start: datetime, end: datetime) -> Iterator[datetime]:
    """The moments in UTC at which the offset, the name or the kind of time becomes another one."""
    while start < end:
        after = start + _DAY
        if _kind(zone, start) != _kind(zone, after):
            low, high = start, after
            while high - low > _SECOND:
                middle = low + ((high - low) // 2 // _SECOND or 1) * _SECOND
                low, high = (middle, high) if _kind(zone, middle) == _kind(zone, low) else (low, middle)
            yield high
        start = after


def _kind(zone: ZoneInfo, moment: datetime) -> tuple[timedelta | None, timedelta | None, str | None]:
    there = moment.astimezone(zone)
    return there.utcoffset(), there.dst(), there.tzname()


def _rule(times: Sequence[datetime]) -> str:
    """The yearly rule that gives all these times; "" where none does."""
    days = [at.day for at in times]
    alike = len({(at.month, at.weekday(), at.time()) for at in times}) == 1
    if len(times) != YEARS or not alike or max(days) - min(days) > 6:
        return ""
    month, weekday = times[0].month, WEEKDAYS[times[0].weekday()]
    yearly = f"FREQ=YEARLY;BYMONTH={month};BYDAY="
    if all(at.day + 7 > monthrange(at.year, month)[1] for at in times):
        return f"{yearly}-1{weekday}"
    if min(days) % 7 == 1:
        return f"{yearly}{min(days) // 7 + 1}{weekday}"
    return f"{yearly}{weekday};BYMONTHDAY={','.join(str(day) for day in range(min(days), min(days) + 7))}"
