"""Days off: which days they hold, that yearly ones come back, and that schedules and people know them."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ritual.model.days_off import DaysOff, days_off_data, days_off_from, is_off, stretches
from ritual.model.schedule import next_time, parse_rrule, parse_when, times_between
from ritual.model.team import Person

BREAK = DaysOff("2026-12-24", "2027-01-01", "Winter break")
DAYS = st.dates(date(2020, 1, 1), date(2040, 1, 1))


def off(first: date, length: int, *, yearly: bool = False) -> DaysOff:
    return DaysOff(first.isoformat(), (first + timedelta(days=length)).isoformat(), yearly=yearly)


def test_both_ends_are_off() -> None:
    days = [date(2026, 12, 23), date(2026, 12, 24), date(2027, 1, 1), date(2027, 1, 2), date(2027, 12, 25)]
    assert [BREAK.holds(day) for day in days] == [False, True, True, False, False]
    assert is_off((BREAK,), days[1])
    assert not is_off((), days[1])


def test_yearly_days_come_back_over_the_end_of_a_year_and_within_one() -> None:
    winter, unity = BREAK._replace(yearly=True), DaysOff("2026-10-03", "2026-10-03", yearly=True)
    assert [winter.holds(date(2031, month, day)) for month, day in ((12, 23), (12, 24), (1, 1), (1, 2))] == [
        *(False, True, True, False)
    ]
    assert [unity.holds(date(2031, 10, day)) for day in (2, 3, 4)] == [False, True, False]


@settings(deadline=None)
@given(DAYS, st.integers(0, 300), DAYS, st.integers(0, 400), st.booleans())
def test_stretches_are_just_the_days_that_are_off(
    first: date, length: int, start: date, window: int, yearly: bool
) -> None:
    days = off(first, length, yearly=yearly)
    end = start + timedelta(days=window)
    found = list(stretches(days, start, end))
    inside = {day for a, b in found for day in (a + timedelta(days=n) for n in range((b - a).days + 1))}
    for n in range(window + 1):
        day = start + timedelta(days=n)
        assert (day in inside) == days.holds(day)
    assert found == sorted(found)


def test_days_off_that_never_end_are_told_once() -> None:
    always = DaysOff("2026-01-01", "2026-12-31", yearly=True)
    assert len(list(stretches(always, date(2026, 3, 1), date(2026, 9, 1)))) == 1


@given(DAYS, st.integers(0, 300), st.text(st.characters(categories=["L", "N"]), max_size=9), st.booleans())
def test_days_off_survive_a_round_trip(first: date, length: int, title: str, yearly: bool) -> None:
    days = off(first, length, yearly=yearly)._replace(title=title)
    assert days_off_from(days_off_data(days)) == days


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"first": "2026-12-24"},
        {"first": "2026-12-24", "last": "2026-12-23"},
        {"first": "2026-13-24", "last": "2026-13-25"},
        {"first": "0001-01-01", "last": "0001-01-01"},
        {"first": "9999-12-31", "last": "9999-12-31"},
        {"first": 3, "last": None},
    ],
)
def test_what_are_no_days_is_read_as_none(data: dict[str, object]) -> None:
    assert days_off_from(data) is None


@pytest.mark.parametrize(
    "schedule",
    [parse_when("daily 09:30", "Pacific/Auckland"), parse_rrule("FREQ=DAILY;BYHOUR=9;BYMINUTE=30", "Pacific/Auckland")],
)
def test_no_round_is_held_on_a_day_off_where_it_is_held(schedule: object) -> None:
    from ritual.model.schedule import Schedule

    assert isinstance(schedule, Schedule)
    without = schedule._replace(off=(BREAK,))
    # 23 December 20:30 in UTC is 24 December in Auckland.
    assert next_time(without, datetime(2026, 12, 23, 12, tzinfo=UTC)) == datetime(2027, 1, 1, 20, 30, tzinfo=UTC)
    start, end = datetime(2026, 12, 1, tzinfo=UTC), datetime(2027, 2, 1, tzinfo=UTC)
    assert len(times_between(schedule, start, end)) - len(times_between(without, start, end)) == 9


@settings(deadline=None)
@given(DAYS, st.lists(st.tuples(DAYS, st.integers(0, 30)), max_size=3), DAYS)
def test_who_is_back_isnt_away_and_was_until_then(today: date, leaves: list[tuple[date, int]], until: date) -> None:
    for away in ("", until.isoformat()):
        person = Person("a", "a", "A", away=away, leave=tuple(off(*leave) for leave in leaves))
        back = person.back(today)
        assert (back is not None) == person.is_away(today)
        if back:
            assert not person.is_away(back)
            assert all(person.is_away(today + timedelta(days=n)) for n in range((back - today).days))


@pytest.mark.parametrize("away", ["yes", "2026-99-99", "9999-12-31"])
def test_nobody_knows_when_somebody_is_back_without_a_day(away: str) -> None:
    leave = (DaysOff("2026-11-01", "9999-12-31"),)
    assert Person("a", "a", "A", away=away, leave=leave).back(date(2026, 11, 25)) is None


@settings(deadline=None)
@given(
    zone=st.sampled_from(["Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Pacific/Apia", "Asia/Kolkata"]),
    hour=st.integers(0, 23),
    after=st.datetimes(datetime(2025, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC)),
    free=st.lists(st.tuples(st.integers(-20, 40), st.integers(0, 20), st.booleans()), max_size=4),
)
def test_the_next_time_is_the_first_that_is_on_no_day_off(
    zone: str, hour: int, after: datetime, free: list[tuple[int, int, bool]]
) -> None:
    spans = tuple(off(after.date() + timedelta(days=a), n, yearly=yearly) for a, n, yearly in free)
    daily = parse_when(f"daily {hour}:30", zone)
    found = next_time(daily._replace(off=spans), after)
    every = times_between(daily, after + timedelta(seconds=1), after + timedelta(days=200))
    assert found == next(at for at in every if not is_off(spans, at.astimezone(ZoneInfo(zone)).date()))
