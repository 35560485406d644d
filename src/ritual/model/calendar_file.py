"""The rounds of a team as a calendar file (iCalendar, RFC 5545) that stays right when clocks change."""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from math import ceil
from typing import NamedTuple
from zoneinfo import ZoneInfo

from ritual.model.clean import line
from ritual.model.clock_changes import WEEKDAYS, Change, clock_changes
from ritual.model.days_off import is_off
from ritual.model.moments import zone_named
from ritual.model.schedule import HORIZON, Schedule, days

LISTED = timedelta(days=3 * 366)
"""So far ahead days off are taken out; whoever wants later ones writes the file again."""
WIDEST = 75
"""The octets of a line (section 3.1)."""
_LOCAL = "%Y%m%dT%H%M%S"


class Event(NamedTuple):
    """Rounds that come back: an id that stays the same, a title, and a length in seconds."""

    uid: str
    title: str
    schedule: Schedule
    seconds: int


def calendar(name: str, events: Iterable[Event], now: datetime) -> str:
    """The file, its lines ended as the standard wants it; an event whose schedule has ended is left out.

    Events begin with the first round of the day of `now` or after it.
    """
    begun = [(event, first) for event in events if (first := _first(event.schedule, now))]
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//ritual//ritual//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{_text(name)}",
    ]
    for zone in sorted({event.schedule.zone for event, _ in begun}):
        lines += _zone(zone, now.year - 1)
    for event, first in begun:
        lines += _event(event, first, now)
    return "".join(f"{folded}\r\n" for each in [*lines, "END:VCALENDAR"] for folded in _folded(each))


def _event(event: Event, first: date, now: datetime) -> Iterator[str]:
    schedule = event.schedule
    yield "BEGIN:VEVENT"
    yield f"UID:{_text(event.uid)}"
    yield f"DTSTAMP:{now.astimezone(UTC):{_LOCAL}}Z"
    yield f"DTSTART;TZID={schedule.zone}:{_written(schedule, first)}"
    yield f"DURATION:PT{max(1, ceil(event.seconds / 300)) * 5}M"
    yield f"RRULE:{_rule(schedule)}"
    off = [day for day in days(schedule, first, first + LISTED) if is_off(schedule.off, day)]
    if off:
        yield f"EXDATE;TZID={schedule.zone}:{','.join(_written(schedule, day) for day in off)}"
    yield f"SUMMARY:{_text(event.title)}"
    yield "END:VEVENT"


def _zone(name: str, year: int) -> Iterator[str]:
    yield "BEGIN:VTIMEZONE"
    yield f"TZID:{name}"
    for change in clock_changes(zone_named(name) or ZoneInfo("UTC"), year):
        yield from _change(change)
    yield "END:VTIMEZONE"


def _change(change: Change) -> Iterator[str]:
    kind = "DAYLIGHT" if change.summer else "STANDARD"
    first, *others = (f"{at:{_LOCAL}}" for at in change.times)
    yield f"BEGIN:{kind}"
    yield f"DTSTART:{first}"
    if change.rule:
        yield f"RRULE:{change.rule}"
    elif others:
        yield f"RDATE:{','.join(others)}"
    yield f"TZOFFSETFROM:{_offset(change.before)}"
    yield f"TZOFFSETTO:{_offset(change.after)}"
    yield f"TZNAME:{_text(change.name)}"
    yield f"END:{kind}"


def _first(schedule: Schedule, now: datetime) -> date | None:
    today = now.astimezone(zone_named(schedule.zone) or UTC).date()
    return next(days(schedule, today, today + HORIZON), None)


def _rule(schedule: Schedule) -> str:
    rule = schedule.rule
    if rule is None:
        return f"FREQ=WEEKLY;BYDAY={','.join(WEEKDAYS[day] for day in schedule.days)}"
    if rule.until == date.max:
        return rule.text
    # Where a start names a time zone, the end has to be a moment in UTC (section 3.3.10).
    last = datetime.combine(rule.until, time.max, tzinfo=zone_named(schedule.zone)).astimezone(UTC)
    return f"{rule.text};UNTIL={last:{_LOCAL}}Z"


def _written(schedule: Schedule, day: date) -> str:
    return f"{datetime.combine(day, schedule.at):{_LOCAL}}"


def _offset(offset: timedelta) -> str:
    minutes, seconds = divmod(abs(int(offset.total_seconds())), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{'-' if offset < timedelta(0) else '+'}{hours:02}{minutes:02}" + (f"{seconds:02}" if seconds else "")


def _text(text: str) -> str:
    """Cleaned text on one line, with what means something in such files escaped (section 3.3.11)."""
    found = line(text)
    for sign in "\\;,":
        found = found.replace(sign, f"\\{sign}")
    return found


def _folded(text: str) -> Iterator[str]:
    """The line in pieces of at most 75 octets, cut between characters; each piece but the first begins with a blank."""
    piece, size = "", 0
    for sign in text:
        octets = len(sign.encode("utf-8", "replace"))
        if size + octets > WIDEST:
            yield piece
            piece, size = " ", 1
        piece += sign
        size += octets
    yield piece
