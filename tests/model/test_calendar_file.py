"""The calendar file, read back by another library: every round at the time that ritual itself counts, clocks changed
or not."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from dateutil.rrule import rrulestr
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from ritual.model.calendar_file import LISTED, WIDEST, calendar
from ritual.model.calendar_file import Event as Round
from ritual.model.days_off import DaysOff
from ritual.model.schedule import Schedule, parse_rrule, parse_when, times_between
from tests.nasty import NASTY

NOW = datetime(2026, 1, 15, 12, tzinfo=UTC)
END = datetime(2028, 1, 1, tzinfo=UTC)
ZONES = ("Europe/Berlin", "America/New_York", "Australia/Lord_Howe")
BREAK = DaysOff("2026-12-24", "2027-01-01")


def written(schedule: Schedule, title: str = "Standup", now: datetime = NOW) -> str:
    return calendar("Platform", [Round("standup.team@ritual", title, schedule, 280)], now)


def read(text: str) -> tuple[Any, dict[str, Any]]:
    """The one event and the time zones by name, as the other library gives their values."""
    found = Calendar.from_ical(text.encode())
    (event,) = found.walk("VEVENT")
    zones: dict[str, Any] = {str(zone["TZID"]): zone for zone in found.walk("VTIMEZONE")}
    assert not event.errors
    return event, zones


def moments(text: str, end: datetime = END) -> list[datetime]:
    """The rounds as a calendar program finds them, by the time zone that the file itself describes."""
    event, zones = read(text)
    start = event["DTSTART"]
    zone = zones[start.params["TZID"]].to_tz(lookup_tzid=False)
    local = start.dt.replace(tzinfo=None)
    rule = event["RRULE"].to_ical().decode()
    if "UNTIL" in rule:
        until = event["RRULE"]["UNTIL"][0].astimezone(zone).replace(tzinfo=None)
        rule = ";".join(f"UNTIL={until:%Y%m%dT%H%M%S}" if "UNTIL" in part else part for part in rule.split(";"))
    off = {each.dt.replace(tzinfo=None) for each in event["EXDATE"].dts} if "EXDATE" in event else set()
    last = end.replace(tzinfo=None) + timedelta(days=2)
    every = (at for at in rrulestr(rule, dtstart=local).between(local, last, inc=True) if at not in off)
    return [at for each in every if (at := each.replace(tzinfo=zone).astimezone(UTC)) < end]


def ours(schedule: Schedule, now: datetime = NOW, end: datetime = END) -> list[datetime]:
    today = now.astimezone(ZoneInfo(schedule.zone)).date()
    start = datetime.combine(today, time(), tzinfo=ZoneInfo(schedule.zone)).astimezone(UTC)
    return list(times_between(schedule, start, end))


@pytest.mark.parametrize("zone", ZONES)
def test_both_clock_changes_of_two_years_are_read_back_right(zone: str) -> None:
    schedule = parse_when("mon-fri 09:30", zone)._replace(off=(BREAK,))
    found = moments(written(schedule))
    assert found == ours(schedule)
    assert {at.astimezone(ZoneInfo(zone)).time() for at in found} == {time(9, 30)}
    assert len({at.time() for at in found}) == 2
    assert not [at for at in found if BREAK.holds(at.astimezone(ZoneInfo(zone)).date())]


@pytest.mark.parametrize("zone", [*ZONES, "Europe/Dublin", "Asia/Jerusalem", "Africa/Cairo", "Africa/Casablanca"])
@pytest.mark.parametrize("at", ["00:30", "02:15", "03:30", "23:45"])
def test_offsets_are_those_of_the_zone_in_every_hour_of_every_season(zone: str, at: str) -> None:
    schedule = parse_when(f"daily {at}", zone)
    found, expected = moments(written(schedule)), ours(schedule)
    # Of a time that clocks jump over or show twice, libraries choose either side: at most four days in two years.
    assert len(found) == len(expected)
    assert sum(a != b for a, b in zip(found, expected, strict=True)) <= 4


RULES = (
    "FREQ=WEEKLY;INTERVAL=2;BYDAY=TH;BYHOUR=14",
    "FREQ=MONTHLY;BYDAY=-1FR;BYHOUR=15;BYMINUTE=30",
    "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1;BYHOUR=9",
    "FREQ=MONTHLY;BYMONTHDAY=1,15;BYHOUR=9",
    "FREQ=YEARLY;BYMONTH=3,10;BYDAY=-1SU;BYHOUR=12",
    "FREQ=DAILY;INTERVAL=3;BYHOUR=8",
    "DTSTART:20251105T140000 RRULE:FREQ=WEEKLY;INTERVAL=3",
    "DTSTART:20240131T090000 RRULE:FREQ=MONTHLY",
    "FREQ=WEEKLY;BYDAY=MO;BYHOUR=23;UNTIL=20270301",
)


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("zone", ZONES)
def test_rules_mean_the_same_to_other_programs(rule: str, zone: str) -> None:
    schedule = parse_rrule(rule, zone)._replace(off=(BREAK,))
    assert moments(written(schedule)) == ours(schedule)


@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(
    zone=st.sampled_from((*ZONES, "Asia/Kolkata", "America/Santiago", "Pacific/Auckland", "UTC", "Europe/London")),
    now=st.datetimes(datetime(2025, 1, 1), datetime(2035, 1, 1), timezones=st.just(UTC)),
    days=st.sets(st.integers(0, 6), min_size=1),
    hour=st.integers(4, 22),
    off=st.lists(st.tuples(st.integers(0, 500), st.integers(0, 30)), max_size=3),
)
def test_any_week_is_read_back_as_it_is(
    zone: str, now: datetime, days: set[int], hour: int, off: list[tuple[int, int]]
) -> None:
    first = now.date()
    free = [(first + timedelta(days=a), first + timedelta(days=a + n)) for a, n in off]
    schedule = Schedule(time(hour, 15), zone, tuple(sorted(days)))._replace(
        off=tuple(DaysOff(a.isoformat(), b.isoformat()) for a, b in free)
    )
    end = now + timedelta(days=700)
    assert moments(written(schedule, now=now), end) == ours(schedule, now, end)


def test_yearly_days_off_are_out_for_three_years() -> None:
    schedule = parse_when("daily 09:30", "Europe/Berlin")._replace(off=(DaysOff("2026-10-03", "2026-10-03", "", True),))
    event, _ = read(written(schedule))
    assert [each.dt.date() for each in event["EXDATE"].dts] == [date(year, 10, 3) for year in (2026, 2027, 2028)]
    assert timedelta(days=3 * 365) < LISTED


def test_what_has_ended_is_left_out() -> None:
    assert "VEVENT" not in written(parse_rrule("FREQ=WEEKLY;BYDAY=MO;BYHOUR=9;UNTIL=20250101"))
    assert "VTIMEZONE" not in calendar("Platform", [], NOW)


def test_the_id_stays_the_same_and_the_length_is_in_whole_minutes() -> None:
    event, _ = read(written(parse_when("daily 09:30", "Europe/Berlin")))
    later, _ = read(written(parse_when("mon 10:30", "Europe/Berlin"), "Other", NOW + timedelta(days=90)))
    assert event["UID"] == later["UID"] == "standup.team@ritual"
    assert event["DURATION"].dt == timedelta(minutes=5)


@settings(deadline=None)
@given(st.one_of(st.text(), st.sampled_from(NASTY)))
def test_any_title_comes_back_as_it_is_shown_and_no_line_is_too_wide(title: str) -> None:
    from ritual.model.clean import line

    text = written(parse_when("mon 09:30", "UTC"), title)
    lines = text.split("\r\n")
    assert lines.pop() == ""
    assert all(len(each.encode("utf-8", "replace")) <= WIDEST for each in lines)
    assert not any("\n" in each or "\r" in each for each in lines)
    event, _ = read(text.encode("utf-8", "replace").decode())
    assert str(event["SUMMARY"]) == line(title).encode("utf-8", "replace").decode()


def lines_of(text: str) -> Iterator[str]:
    yield from text.replace("\r\n ", "").split("\r\n")


def test_a_zone_whose_changes_follow_no_rule_lists_them() -> None:
    text = written(parse_when("daily 09:30", "Africa/Casablanca"))
    assert [each for each in lines_of(text) if each.startswith("RDATE:")]


def test_an_offset_of_seconds_is_written_with_them() -> None:
    text = written(parse_when("daily 09:30", "Africa/Monrovia"), now=datetime(1971, 6, 1, tzinfo=UTC))
    assert "TZOFFSETFROM:-004430" in text


def test_days_that_vary_by_more_than_a_week_are_no_rule() -> None:
    text = written(parse_when("daily 09:30", "Africa/Cairo"))
    # Clocks go back after the last Thursday of October, which now and then is in November.
    assert [each for each in lines_of(text) if each.startswith("RDATE:") and ",20" in each]
