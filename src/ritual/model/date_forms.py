"""The forms in which people say one day or one span, in English and German; what has two meanings means nothing.

Bare weekdays and days without a year lie behind, today included, or ahead where `future` says so. "last friday" is the
nearest Friday before today, "next friday" the nearest after it, "this friday" the one of this week (Monday to Sunday).
"3d" is the one day three days ago, or in three days where `future` says so; "last 3 days" are those up to today, with
it. Months, quarters and weeks without a year have begun, or haven't ended where `future` says so.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from ritual.model.calendar_words import MONTHS, WEEKDAYS
from ritual.model.span import Span, day_of, month_of, quarter_of, week_of, year_of

_Read = Callable[[re.Match[str], date, bool], Span | None]

_DAYS: Mapping[str, int] = {
    "vorgestern": -2,
    "yesterday": -1,
    "gestern": -1,
    "today": 0,
    "heute": 0,
    "tomorrow": 1,
    "morgen": 1,
    "übermorgen": 2,
}
_UNITS: Mapping[str, relativedelta] = {
    word: length
    for words, length in (
        ("d day days tag tage tagen", relativedelta(days=1)),
        ("w week weeks woche wochen", relativedelta(weeks=1)),
        ("mo month months monat monate monaten", relativedelta(months=1)),
        ("y year years jahr jahre jahren", relativedelta(years=1)),
    )
    for word in words.split()
}
_ONE = "a|an|one|ein|eine|einem|einen|einer"
_SHIFTS: Mapping[str, int] = {"last": -1, "letzt": -1, "this": 0, "dies": 0, "next": 1, "nächst": 1, "naechst": 1}
_PERIODS: Mapping[str, tuple[Callable[[date], Span], relativedelta]] = {
    "week": (week_of, relativedelta(weeks=1)),
    "month": (month_of, relativedelta(months=1)),
    "quarter": (quarter_of, relativedelta(months=3)),
    "year": (year_of, relativedelta(years=1)),
}
_PERIOD_WORDS: Mapping[str, str] = {"woche": "week", "monat": "month", "quartal": "quarter", "jahr": "year"}


def one(words: str, today: date, *, future: bool) -> Span | None:
    """The day or span that casefolded words mean on that day; None when they mean none."""
    for form, read in _FORMS:
        found = re.fullmatch(form, words)
        if found:
            try:
                return read(found, today, future)
            except (ValueError, OverflowError):
                return None
    return None


def _relative(found: re.Match[str], today: date, _: bool) -> Span:
    return day_of(today + timedelta(days=_DAYS[found[0]]))


def _iso_day(found: re.Match[str], _: date, __: bool) -> Span:
    return day_of(date(int(found["y"]), int(found["m"]), int(found["d"])))


def _iso_week(found: re.Match[str], _: date, __: bool) -> Span:
    return week_of(date.fromisocalendar(int(found["y"]), int(found["w"]), 1))


def _quarter(found: re.Match[str], _: date, __: bool) -> Span:
    return quarter_of(date(int(found["y"]), int(found["q"]) * 3, 1))


def _month(found: re.Match[str], _: date, __: bool) -> Span:
    return month_of(date(int(found["y"]), int(found["m"]), 1))


def _named_month(found: re.Match[str], _: date, __: bool) -> Span:
    return month_of(date(int(found["y"]), MONTHS[found["name"]], 1))


def _month_alone(found: re.Match[str], today: date, future: bool) -> Span:
    month, shift = MONTHS[found["name"]], _SHIFTS[found["which"]] if found["which"] else None
    here = (month - today.month) * (shift or 1)
    if shift:
        return month_of(date(today.year + (0 if here > 0 else shift), month, 1))
    years = 0 if shift == 0 else _years(month, today.month, future)
    return month_of(date(today.year + years, month, 1))


def _quarter_alone(found: re.Match[str], today: date, future: bool) -> Span:
    quarter = int(found["q"])
    years = _years(quarter, (today.month + 2) // 3, future)
    return quarter_of(date(today.year + years, quarter * 3, 1))


def _week_alone(found: re.Match[str], today: date, future: bool) -> Span:
    week = int(found["w"])
    year, now, _ = today.isocalendar()
    return week_of(date.fromisocalendar(year + _years(week, now, future), week, 1))


def _years(part: int, now: int, future: bool) -> int:
    """How many years on the part of a year lies that has begun, or where `future` says so hasn't ended."""
    return int(part < now) if future else -int(part > now)


def _weekend(found: re.Match[str], today: date, _: bool) -> Span:
    saturday = week_of(today).start + timedelta(days=5 + 7 * _SHIFTS[found["which"]])
    return Span(saturday, saturday + timedelta(days=2))


def _up_to_today(found: re.Match[str], today: date, _: bool) -> Span | None:
    tomorrow = today + timedelta(days=1)
    start = tomorrow - _UNITS[found["unit"]] * int(found["n"])
    return Span(start, tomorrow) if start < tomorrow else None


def _year(found: re.Match[str], _: date, __: bool) -> Span:
    return year_of(date(int(found[0]), 1, 1))


def _day_month(found: re.Match[str], today: date, future: bool) -> Span:
    parts = found.groupdict()
    name = parts.get("name")
    month, day = MONTHS[name] if name else int(found["m"]), int(found["d"])
    if parts["y"]:
        return day_of(date(int(parts["y"]), month, day))
    passed = (month, day) < (today.month, today.day)
    coming = (month, day) > (today.month, today.day)
    return day_of(date(today.year + (future and passed) - (not future and coming), month, day))


def _weekday(found: re.Match[str], today: date, future: bool) -> Span:
    back = (today.weekday() - WEEKDAYS[found["name"]]) % 7
    return day_of(today + timedelta(days=7 - back if future else -back))


def _which_weekday(found: re.Match[str], today: date, _: bool) -> Span:
    weekday = WEEKDAYS[found["name"]]
    shift = _SHIFTS[found["which"]]
    if shift == 0:
        return day_of(week_of(today).start + timedelta(days=weekday))
    away = (weekday - today.weekday()) * shift % 7 or 7
    return day_of(today + timedelta(days=away * shift))


def _which_period(found: re.Match[str], today: date, _: bool) -> Span:
    period, length = _PERIODS[_PERIOD_WORDS.get(found["period"], found["period"])]
    return period(period(today).start + length * _SHIFTS[found["which"] or "this"])


def _count(found: re.Match[str], today: date, future: bool) -> Span:
    parts = found.groupdict()
    sign = 1 if parts.get("ahead") or (future and not parts.get("ago")) else -1
    number = int(found["n"]) if found["n"].isdecimal() else 1
    return day_of(today + _UNITS[found["unit"]] * (sign * number))


def _any(words: Mapping[str, object]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


_Y, _M, _D = "(?P<y>[0-9]{4})", "(?P<m>[0-9]{1,2})", "(?P<d>[0-9]{1,2})"
_NAME = rf"(?P<name>{_any(MONTHS)})\.?"
_WHICH = rf"(?P<which>{_any(_SHIFTS)})(?:e|er|en|em|es)?"
_N = rf"(?P<n>[0-9]{{1,4}}|{_ONE})"
_UNIT = rf"(?P<unit>{_any(_UNITS)})"

_FORMS: tuple[tuple[str, _Read], ...] = (
    (_any(_DAYS), _relative),
    ("(?P<y>[0-9]{4})-(?P<m>[0-9]{2})-(?P<d>[0-9]{2})", _iso_day),
    (f"{_Y}-?w(?P<w>[0-9]{{2}})", _iso_week),
    (f"{_Y}-?q(?P<q>[1-4])", _quarter),
    (f"{_Y}-(?P<m>[0-9]{{2}})", _month),
    ("[0-9]{4}", _year),
    (rf"{_D}\. ?{_M}\.(?: ?{_Y})?", _day_month),
    (rf"{_D}(?:\. ?| ){_NAME}(?:,? {_Y})?", _day_month),
    (rf"{_NAME} {_D}(?:st|nd|rd|th)?(?:,? {_Y})?", _day_month),
    (rf"{_NAME} {_Y}", _named_month),
    (rf"(?:{_WHICH} )?{_NAME}", _month_alone),
    ("q(?P<q>[1-4])", _quarter_alone),
    (rf"q(?P<q>[1-4]) {_Y}", _quarter),
    (rf"(?P<q>[1-4])\. ?quartal {_Y}", _quarter),
    (r"(?P<q>[1-4])\. ?quartal", _quarter_alone),
    ("(?:w|kw|week|woche) ?(?P<w>[0-9]{1,2})", _week_alone),
    (rf"(?:w|kw|week|woche) ?(?P<w>[0-9]{{1,2}}) {_Y}", _iso_week),
    (rf"{_WHICH} (?:weekend|wochenende)", _weekend),
    (rf"(?:(?:die|den) )?(?:last|past|letzten?) (?P<n>[0-9]{{1,4}}) {_UNIT}", _up_to_today),
    (rf"(?:on |am )?(?P<name>{_any(WEEKDAYS)})", _weekday),
    (rf"(?:am )?{_WHICH} (?P<name>{_any(WEEKDAYS)})", _which_weekday),
    (rf"(?:(?:in )?{_WHICH} )?(?P<period>{_any(_PERIODS)}|{_any(_PERIOD_WORDS)})", _which_period),
    (rf"(?P<n>[0-9]{{1,4}}) ?{_UNIT}", _count),
    (rf"{_N} ?{_UNIT} (?P<ago>ago)", _count),
    (rf"(?P<ago>vor) {_N} ?{_UNIT}", _count),
    (rf"(?P<ahead>in) {_N} ?{_UNIT}", _count),
)
