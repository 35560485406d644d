"""Recurrence rules (RFC 5545) as far as a ritual needs them: days that come back, at one time of the day.

Anything that could run for long or for ever is refused: rules below a day, an interval of 0, COUNT; and BYDAY is for
weeks and longer. Without DTSTART
weeks, months and years are counted from Monday 1 January 2024.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta

from ritual.hints import NamedTuple
from ritual.words import t

ANCHOR = date(2024, 1, 1)

_WEEKDAY = "(?:MO|TU|WE|TH|FR|SA|SU)"
_NTH_WEEKDAY = f"(?:[+-]?[1-5])?{_WEEKDAY}"
_ORDINAL = "[+-]?[1-9][0-9]?"
# Key to the form of its value and an example.
_FORMS: Mapping[str, tuple[str, str]] = {
    "FREQ": ("DAILY|WEEKLY|MONTHLY|YEARLY", "WEEKLY"),
    "INTERVAL": ("[1-9][0-9]{0,2}", "2"),
    "UNTIL": ("20[0-9]{6}(?:T[0-9]{6}Z?)?", "20271231"),
    "WKST": (_WEEKDAY, "MO"),
    "BYDAY": (f"{_NTH_WEEKDAY}(?:,{_NTH_WEEKDAY})*", "MO,TH"),
    "BYMONTH": ("(?:0?[1-9]|1[0-2])(?:,(?:0?[1-9]|1[0-2]))*", "1,7"),
    "BYMONTHDAY": ("-?(?:0?[1-9]|[12][0-9]|3[01])(?:,-?(?:0?[1-9]|[12][0-9]|3[01]))*", "1,15"),
    "BYSETPOS": (f"{_ORDINAL}(?:,{_ORDINAL})*", "-1"),
    "BYHOUR": ("[01]?[0-9]|2[0-3]", "14"),
    "BYMINUTE": ("[0-5]?[0-9]", "30"),
}
_PERIODS = {"DAILY": 1, "WEEKLY": 7}
# What would let a rule of days or weeks never fire, or says the same as a simpler rule, can't stand in it.
_UNFIT = {
    "DAILY": {"BYDAY", "BYMONTH", "BYMONTHDAY", "BYSETPOS"},
    "WEEKLY": {"BYMONTH", "BYMONTHDAY", "BYSETPOS"},
    "MONTHLY": set[str](),
    "YEARLY": set[str](),
}
# dateutil looks for the next day of a rule up to the year 9999, for seconds where there is none. The calendar is the
# same every 400 years, so rules are asked as late as that allows.
_LATE = timedelta(days=19 * 146_097)


class Rule(NamedTuple):
    """The days: FREQ, INTERVAL and the BY… parts for dateutil, counted from `start`, none after `until`."""

    text: str
    start: date
    until: date
    period: int
    """Days after which the pattern repeats itself; 0 for months and years."""

    def dates(self, first: date, last: date) -> Iterator[date]:
        """The days of the rule from `first` to `last`, both included."""
        from dateutil.rrule import rrulestr  # most rituals name weekdays and never need it

        start, end = self._near(first), min(last, self.until)
        if start > end:
            return
        rule = rrulestr(f"{self.text};UNTIL={end + _LATE:%Y%m%d}", dtstart=datetime.combine(start + _LATE, time()))
        for moment in rule.xafter(datetime.combine(first, time()) + _LATE, inc=True):
            yield moment.date() - _LATE

    def _near(self, first: date) -> date:
        """A start as late as possible that leaves the days what they are, so that old rules are as quick as new."""
        ahead = (first - self.start).days
        return (
            self.start + timedelta(days=ahead // self.period * self.period) if self.period and ahead > 0 else self.start
        )


def parse_rule(text: str) -> tuple[time, Rule]:
    """The time of the day and the days of a rule, DTSTART in front of it or not.

    Raises ValueError with a sentence for the person who wrote it.
    """
    words = text.upper().split()
    starts = [word for word in words if word.startswith("DTSTART")]
    start = _start(starts[0]) if starts else None
    parts = _parts("".join(word for word in words if word not in starts).removeprefix("RRULE:"))
    _complete(parts, start)
    until = _date(parts["UNTIL"][:8]) if "UNTIL" in parts else date.max
    rule = ";".join(f"{key}={value}" for key, value in parts.items() if key not in ("UNTIL", "BYHOUR", "BYMINUTE"))
    period = _PERIODS.get(parts["FREQ"], 0) * int(parts.get("INTERVAL", 1))
    return _time(parts, start), Rule(rule, start.date() if start else ANCHOR, until, period)


def _parts(text: str) -> dict[str, str]:
    parts: dict[str, str] = {}
    for part in filter(None, text.split(";")):
        key, _, value = part.partition("=")
        if key not in _FORMS:
            raise ValueError(_unknown(key))
        form, example = _FORMS[key]
        if not re.fullmatch(form, value):
            raise ValueError(
                t("{key} can't be “{value}”; it is like {key}={example}.", key=key, value=value, example=example)
            )
        parts[key] = value
    return parts


def _complete(parts: Mapping[str, str], start: datetime | None) -> None:
    if "FREQ" not in parts:
        raise ValueError(t("The rule doesn't say how often, like FREQ=WEEKLY."))
    unfit = sorted(_UNFIT[parts["FREQ"]] & set(parts))
    if unfit:
        raise ValueError(t("{key} can't stand beside FREQ={freq}.", key=unfit[0], freq=parts["FREQ"]))
    if not start and "BYHOUR" not in parts:
        raise ValueError(t("The rule doesn't say at what time, like BYHOUR=14;BYMINUTE=30."))
    if not start and parts["FREQ"] != "DAILY" and not {"BYDAY", "BYMONTHDAY"} & set(parts):
        raise ValueError(t("The rule doesn't say on which day, like BYDAY=TH."))
    if "BYSETPOS" in parts and not {"BYDAY", "BYMONTHDAY", "BYMONTH"} & set(parts):
        raise ValueError(t("BYSETPOS chooses among days; the rule needs those too, like BYDAY=TH."))


def _time(parts: Mapping[str, str], start: datetime | None) -> time:
    hour, minute = (start.hour, start.minute) if start else (0, 0)
    return time(int(parts.get("BYHOUR", hour)), int(parts.get("BYMINUTE", minute)))


def _start(word: str) -> datetime:
    found = re.fullmatch(r"DTSTART[:=](20[0-9]{6})T([0-9]{4})(?:[0-9]{2})?", word.rstrip(";"))
    if not found:
        raise ValueError(
            t("“{text}” isn't understood; it is like {example}.", text=word, example="DTSTART:20261105T140000")
        )
    return _moment(found[1] + found[2])


def _date(digits: str) -> date:
    return _moment(f"{digits}0000").date()


def _moment(digits: str) -> datetime:
    try:
        return datetime.strptime(digits, "%Y%m%d%H%M")
    except ValueError:
        raise ValueError(t("“{text}” isn't a day that there is.", text=digits[:8])) from None


def _unknown(key: str) -> str:
    from difflib import get_close_matches  # only what is misspelt pays for it

    near = get_close_matches(key, _FORMS, 1)
    if near:
        return t("“{word}” can't stand in a rule. Did you mean “{near}”?", word=key, near=near[0])
    return t("“{word}” can't stand in a rule; it may have {keys}.", word=key, keys=", ".join(_FORMS))
