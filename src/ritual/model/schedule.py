"""When a ritual is held: `when = "mon-fri 09:30"` or a recurrence rule (RFC 5545), as one value in one time zone.

Times are those of the clock on the wall, so 09:30 stays 09:30 when clocks change. A time that clocks jump over moves
forward with them; one that they show twice happens the first time.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta

from ritual.hints import TYPE_CHECKING, NamedTuple
from ritual.model.calendar_words import WEEKDAYS
from ritual.model.day_names import WEEKDAYS_SHORT
from ritual.model.days_off import DaysOff, is_off
from ritual.model.moments import local, zone_named
from ritual.model.ritual import Ritual
from ritual.words import t

if TYPE_CHECKING:
    from re import Match

    from ritual.model.rule import Rule

EVERY_DAY = ("daily", "täglich")
# A leap day may be eight years away; a rule that doesn't fire in that time never does.
HORIZON = timedelta(days=9 * 366)


class Schedule(NamedTuple):
    """At `at` on the clocks of `zone`, on these weekdays (Monday is 0) or on those of the rule, but on no day off."""

    at: time
    zone: str
    days: tuple[int, ...] = ()
    rule: "Rule | None" = None
    off: tuple[DaysOff, ...] = ()


def parse_when(text: str, zone: str = "UTC") -> Schedule:
    """The schedule of words like "mon-fri 09:30", "mon,wed 9:30", "daily 10:00", "mo-fr 09:30".

    Raises ValueError with a sentence for the person who wrote them.
    """
    joined = "-".join(part.strip() for part in text.replace("–", "-").split("-"))
    *days, clock = joined.casefold().replace(",", " ").split() or [""]
    if not days:
        raise ValueError(t("“{text}” doesn't say both days and time, like “mon-fri 09:30”.", text=text))
    return Schedule(_time(clock), _zone(zone), tuple(sorted({day for part in days for day in _days(part)})))


def parse_rrule(text: str, zone: str = "UTC") -> Schedule:
    """The schedule of a rule like "FREQ=WEEKLY;INTERVAL=2;BYDAY=TH;BYHOUR=14"; raises ValueError like `parse_when`."""
    from ritual.model.rule import parse_rule  # most rituals name weekdays

    at, rule = parse_rule(text)
    return Schedule(at, _zone(zone), rule=rule)


def when_said(words: str) -> str:
    """The words of a `when`, its days as the chosen language writes them: "Mon-Fri 09:30"."""
    import re

    return re.sub(r"[^\W\d_]+", _day_said, words)


def schedule_of(ritual: Ritual, team_zone: str, off: tuple[DaysOff, ...]) -> Schedule | None:
    """When the ritual is held, by its own zone or else the team's, but on no day off of the team.

    None where nothing readable says it.
    """
    zone = ritual.zone or team_zone or "UTC"
    try:
        if ritual.when:
            return parse_when(ritual.when, zone)._replace(off=off)
        return parse_rrule(ritual.rrule, zone)._replace(off=off) if ritual.rrule else None
    except ValueError:
        return None


def next_time(schedule: Schedule, after: datetime) -> datetime | None:
    """The first time after that moment, in UTC; None when there is none in the nine years that follow."""
    try:
        return next((moment for moment in _times(schedule, after, after + HORIZON) if moment > after), None)
    except OverflowError:
        return None


def times_between(schedule: Schedule, start: datetime, end: datetime) -> tuple[datetime, ...]:
    """Every time from `start` up to, not with, `end`, in UTC; of a longer stretch the first nine years."""
    moments = _times(schedule, start, min(end, start + HORIZON))
    return tuple(dict.fromkeys(moment for moment in moments if start <= moment < end))


def days(schedule: Schedule, first: date, last: date) -> Iterator[date]:
    """The days of the schedule from `first` to `last`, both included, and days off too."""
    if schedule.rule:
        yield from schedule.rule.dates(first, last)
        return
    for ordinal in range(first.toordinal(), last.toordinal() + 1):
        day = date.fromordinal(ordinal)
        if day.weekday() in schedule.days:
            yield day


def _times(schedule: Schedule, start: datetime, end: datetime) -> Iterator[datetime]:
    zone = zone_named(schedule.zone) or UTC
    # A zone may leave out a whole day, as Apia did in 2011: what was due on it moves to the day after.
    first, last = local(start, zone).date() - timedelta(days=1), local(end, zone).date()
    for day in days(schedule, first, last):
        if is_off(schedule.off, day):
            continue
        yield datetime.combine(day, schedule.at, tzinfo=zone).astimezone(UTC)


def _zone(name: str) -> str:
    if zone_named(name) is None:
        raise ValueError(t("“{value}” isn't a time zone.", value=name))
    return name


def _day_said(found: "Match[str]") -> str:
    word = found[0].casefold()
    if word in EVERY_DAY:
        return t("daily")
    return t(WEEKDAYS_SHORT[WEEKDAYS[word]]) if word in WEEKDAYS else found[0]


def _time(word: str) -> time:
    hour, _, minute = word.replace(".", ":", 1).partition(":")
    try:
        is_clock = f"{hour}{minute}".isdecimal() and word.isascii() and len(hour) < 3 and len(minute) == 2
        return time(int(hour), int(minute)) if is_clock else time(24)
    except ValueError:
        raise ValueError(t("“{word}” isn't a time of the day, like “09:30”.", word=word)) from None


def _days(part: str) -> Iterator[int]:
    if part in EVERY_DAY:
        return iter(range(7))
    first, _, last = part.partition("-")
    start = _weekday(first)
    length = (_weekday(last) - start) % 7 if "-" in part else 0
    return iter([(start + i) % 7 for i in range(length + 1)])


def _weekday(word: str) -> int:
    if word in WEEKDAYS:
        return WEEKDAYS[word]
    raise ValueError(_no_day(word))


def _no_day(word: str) -> str:
    from difflib import get_close_matches  # only what is misspelt pays for it

    near = get_close_matches(word, [*WEEKDAYS, *EVERY_DAY], 1)
    if near:
        return t("“{word}” isn't a weekday. Did you mean “{near}”?", word=word, near=near[0])
    return t("“{word}” isn't a weekday, like “mon” or “friday”.", word=word)
