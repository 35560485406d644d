"""The words of time: how moments, days and lengths read in the chosen language, and how moments are written down.

Zones are values of `tzinfo` or names such as "Europe/Madrid"; a name that means nothing reads as UTC. Lengths are
seconds.
"""

from datetime import UTC, date, datetime, tzinfo
from math import ceil
from zoneinfo import ZoneInfo

from ritual.hints import TYPE_CHECKING
from ritual.model.day_names import MONTHS, MONTHS_SHORT, WEEKDAYS, WEEKDAYS_SHORT
from ritual.model.instant import iso as iso  # how moments are written down, beside how they are said
from ritual.words import t, tn

if TYPE_CHECKING:
    from ritual.model.span import Span

Zone = tzinfo | str

_MINUTE, _HOUR, _DAY = 60, 3600, 86400


def zone_named(name: str) -> ZoneInfo | None:
    """The time zone of that name; None when there is none."""
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return None


def local(moment: datetime, zone: Zone) -> datetime:
    """The moment as clocks in the zone show it."""
    return moment.astimezone(_zone(zone))


def today(now: datetime, zone: Zone) -> date:
    """The day it is in the zone."""
    return local(now, zone).date()


def clock(moment: datetime, zone: Zone) -> str:
    """ "09:30"."""
    return f"{local(moment, zone):%H:%M}"


def weekday(when: date) -> str:
    """ "Tuesday"."""
    return t(WEEKDAYS[when.weekday()])


def weekday_short(when: date) -> str:
    """ "Tue"."""
    return t(WEEKDAYS_SHORT[when.weekday()])


def month(when: date) -> str:
    """ "November"."""
    return t(MONTHS[when.month - 1])


def day(when: date, *, year: bool = False) -> str:
    """ "Tue 24 Nov", with the year where it isn't clear."""
    short = t("{weekday} {day} {month}", weekday=weekday_short(when), day=when.day, month=_month_short(when))
    return f"{short} {when.year}" if year else short


def due_day(due: str, written: str) -> str:
    """The day something is due as people say it, with its year where that isn't the year it was written in.

    Both are RFC 3339, of which the day or the year matters; what isn't a day stays as it is.
    """
    try:
        when = date.fromisoformat(due)
    except ValueError:
        return due
    return day(when, year=due[:4] != written[:4])


def day_long(when: date, *, year: bool = False) -> str:
    """ "Tuesday 24 November", with the year where it isn't clear."""
    full = t("{full_weekday} {day} {full_month}", full_weekday=weekday(when), day=when.day, full_month=month(when))
    return f"{full} {when.year}" if year else full


def ago(seconds: float) -> str:
    """ "2 minutes ago", in the largest unit that has passed at least once."""
    if seconds < _MINUTE:
        return t("just now")
    if seconds < _HOUR:
        return tn("{n} minute ago", "{n} minutes ago", int(seconds // _MINUTE))
    if seconds < _DAY:
        return tn("{n} hour ago", "{n} hours ago", int(seconds // _HOUR))
    if seconds < 14 * _DAY:
        return tn("{n} day ago", "{n} days ago", int(seconds // _DAY))
    return tn("{n} week ago", "{n} weeks ago", int(seconds // (7 * _DAY)))


def within(seconds: float) -> str:
    """ "in 2 min", rounded up, so that nobody comes late."""
    minutes = ceil(seconds / _MINUTE)
    if minutes <= 0:
        return t("now")
    if minutes < 60:
        return t("in {n} min", n=minutes)
    if minutes < 24 * 60:
        hours, rest = divmod(minutes, 60)
        return t("in {hours} h {minutes} min", hours=hours, minutes=rest) if rest else t("in {n} h", n=hours)
    return tn("in {n} day", "in {n} days", minutes // (24 * 60))


def length(seconds: float) -> str:
    """ "0:36", "1:24", "1:02:03"; whole seconds, never negative."""
    minutes, rest = divmod(max(0, int(seconds)), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def about_minutes(seconds: float) -> str:
    """ "about 3 min": whole minutes, at least one; from a quarter of an hour on, in steps of five."""
    minutes = max(1, int(seconds / _MINUTE + 0.5))
    return t("about {n} min", n=minutes if minutes < 15 else (minutes + 2) // 5 * 5)


def bounds(span: "Span", zone: Zone) -> tuple[datetime, datetime]:
    """The first moment of a span and the first after it, in UTC, as days begin in the zone."""
    return _midnight(span.start, zone), _midnight(span.end_exclusive, zone)


def _month_short(when: date) -> str:
    return t(MONTHS_SHORT[when.month - 1])


def _midnight(when: date, zone: Zone) -> datetime:
    return datetime(when.year, when.month, when.day, tzinfo=_zone(zone)).astimezone(UTC)


def _zone(zone: Zone) -> tzinfo:
    return (zone_named(zone) or UTC) if isinstance(zone, str) else zone
