"""When rituals are held, over changing clocks, and what is refused."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from time import process_time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ritual.model.ritual import Ritual
from ritual.model.schedule import (
    Schedule,
    next_time,
    parse_rrule,
    parse_when,
    schedule_of,
    times_between,
    when_said,
)
from ritual.words import speaking

ZONES = ("Europe/Madrid", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata", "Pacific/Apia")
NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)


def local(moments: Iterable[datetime], zone: str) -> list[str]:
    return [f"{moment.astimezone(ZoneInfo(zone)):%a %d.%m. %H:%M}" for moment in moments]


def is_jumped_over(moment: datetime, zone: str) -> bool:
    there = moment.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC).astimezone(ZoneInfo(zone))
    return there.replace(tzinfo=None) != moment


def ritual(when: str = "", rrule: str = "", zone: str = "") -> Ritual:
    return Ritual("standup", {}, {}, (), when=when, rrule=rrule, zone=zone)


@pytest.mark.parametrize(
    ("text", "days", "at"),
    [
        ("mon-fri 09:30", (0, 1, 2, 3, 4), time(9, 30)),
        ("mon,wed 9:30", (0, 2), time(9, 30)),
        ("Mon, Wed 9.30", (0, 2), time(9, 30)),
        ("mo - fr 09:30", (0, 1, 2, 3, 4), time(9, 30)),
        ("daily 10:00", tuple(range(7)), time(10)),
        ("täglich 10:00", tuple(range(7)), time(10)),
        ("tue 14:00", (1,), time(14)),
        ("Dienstag 14:00", (1,), time(14)),
        ("fri–mon 8:05", (0, 4, 5, 6), time(8, 5)),
        ("sa so 23:59", (5, 6), time(23, 59)),
    ],
)
def test_words_for_days_and_a_time(text: str, days: tuple[int, ...], at: time) -> None:
    assert parse_when(text, "Europe/Madrid") == Schedule(at, "Europe/Madrid", days)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "both days and time"),
        ("09:30", "both days and time"),
        ("mon-fri", "both days and time"),
        ("mon 24:00", "“24:00” isn't a time of the day"),
        ("mon 9", "“9” isn't a time of the day"),
        ("mon 9:61", "“9:61” isn't a time"),
        ("moday 09:30", "“moday” isn't a weekday. Did you mean “monday”"),
        ("mon-xyz 09:30", "“xyz” isn't a weekday, like"),
        ("mon-, 09:30", "“” isn't a weekday"),
        (", 09:30", "both days and time"),
    ],
)
def test_words_that_are_no_schedule_are_told(text: str, sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        parse_when(text)


def test_a_zone_that_nobody_knows_is_told() -> None:
    with pytest.raises(ValueError, match="“Europe/Atlantis” isn't a time zone"):
        parse_when("mon 9:30", "Europe/Atlantis")


def test_a_ritual_is_held_in_its_own_zone_or_the_teams() -> None:
    assert schedule_of(ritual("mon 9:30", zone="Asia/Kolkata"), "Europe/Madrid", ()) == Schedule(
        time(9, 30), "Asia/Kolkata", (0,)
    )
    assert schedule_of(ritual("mon 9:30"), "Europe/Madrid", ()) == Schedule(time(9, 30), "Europe/Madrid", (0,))
    assert schedule_of(ritual("mon 9:30"), "", ()) == Schedule(time(9, 30), "UTC", (0,))
    every = schedule_of(ritual(rrule="FREQ=DAILY;BYHOUR=9"), "UTC", ())
    assert every
    assert every.rule


def test_a_ritual_without_a_readable_schedule_has_none() -> None:
    assert schedule_of(ritual(), "UTC", ()) is None
    assert schedule_of(ritual("whenever"), "UTC", ()) is None
    assert schedule_of(ritual(rrule="FREQ=SECONDLY"), "UTC", ()) is None


@pytest.mark.parametrize(
    ("words", "english", "german"),
    [
        ("mon-fri 09:30", "Mon-Fri 09:30", "Mo-Fr 09:30"),
        ("mo, donnerstag 9:30", "Mon, Thu 9:30", "Mo, Do 9:30"),
        ("täglich 10:00", "daily 10:00", "täglich 10:00"),
        ("whenever", "whenever", "whenever"),
    ],
)
def test_days_are_said_in_the_chosen_language(words: str, english: str, german: str) -> None:
    assert when_said(words) == english
    with speaking("de"):
        assert when_said(words) == german


def test_the_next_time_comes_after_the_moment_itself() -> None:
    standup = parse_when("mon-fri 09:30")
    friday = datetime(2026, 11, 27, 9, 30, tzinfo=UTC)
    assert next_time(standup, friday - timedelta(seconds=1)) == friday
    assert next_time(standup, friday) == friday + timedelta(days=3)


def test_times_between_have_their_start_and_leave_out_their_end() -> None:
    daily = parse_when("daily 10:00")
    start = datetime(2026, 11, 24, 10, tzinfo=UTC)
    assert times_between(daily, start, start + timedelta(days=2)) == (start, start + timedelta(days=1))
    assert times_between(daily, start, start) == ()


def test_half_past_nine_stays_half_past_nine_when_clocks_change() -> None:
    sundays = parse_when("sun 09:30", "Europe/Madrid")
    found = times_between(sundays, datetime(2026, 10, 17, tzinfo=UTC), datetime(2026, 11, 2, tzinfo=UTC))
    assert local(found, "Europe/Madrid") == ["Sun 18.10. 09:30", "Sun 25.10. 09:30", "Sun 01.11. 09:30"]
    assert [moment.hour for moment in found] == [7, 8, 8]


def test_a_time_that_clocks_jump_over_moves_forward() -> None:
    night = parse_when("daily 02:30", "Europe/Madrid")
    found = times_between(night, datetime(2026, 3, 28, tzinfo=UTC), datetime(2026, 3, 30, 12, tzinfo=UTC))
    assert local(found, "Europe/Madrid") == ["Sat 28.03. 02:30", "Sun 29.03. 03:30", "Mon 30.03. 02:30"]


def test_a_time_that_clocks_show_twice_happens_the_first_time() -> None:
    night = parse_when("daily 02:30", "Europe/Madrid")
    found = times_between(night, datetime(2026, 10, 24, 12, tzinfo=UTC), datetime(2026, 10, 25, 12, tzinfo=UTC))
    assert found == (datetime(2026, 10, 25, 0, 30, tzinfo=UTC),)


def test_half_an_hour_of_summer_time_is_jumped_over_by_half_an_hour() -> None:
    night = parse_when("sun 02:15", "Australia/Lord_Howe")
    found = times_between(night, datetime(2026, 10, 3, tzinfo=UTC), datetime(2026, 10, 5, tzinfo=UTC))
    assert local(found, "Australia/Lord_Howe") == ["Sun 04.10. 02:45"]


def test_a_day_that_a_zone_left_out_is_not_held_twice() -> None:
    daily = parse_when("daily 09:30", "Pacific/Apia")
    found = times_between(daily, datetime(2011, 12, 29, tzinfo=UTC), datetime(2012, 1, 1, tzinfo=UTC))
    assert local(found, "Pacific/Apia") == ["Thu 29.12. 09:30", "Sat 31.12. 09:30", "Sun 01.01. 09:30"]


@settings(deadline=None)
@given(
    zone=st.sampled_from(ZONES),
    after=st.datetimes(datetime(2005, 1, 1), datetime(2035, 1, 1), timezones=st.just(UTC)),
    at=st.times().map(lambda at: at.replace(second=0, microsecond=0)),
    days=st.sets(st.integers(0, 6), min_size=1),
)
def test_every_next_time_is_on_a_day_of_the_schedule_at_its_time(
    zone: str, after: datetime, at: time, days: set[int]
) -> None:
    schedule = Schedule(at, zone, tuple(sorted(days)))
    found = next_time(schedule, after)
    assert found
    assert after < found <= after + timedelta(days=9)
    there = found.astimezone(ZoneInfo(zone))
    if there.time() == at:
        assert there.fold == 0
        assert there.weekday() in days or there.date() == date(2011, 12, 31)
    else:
        assert is_jumped_over(datetime.combine(there.date(), at), zone)
        assert there.time() > at


@settings(deadline=None)
@given(
    zone=st.sampled_from(ZONES),
    start=st.datetimes(datetime(2005, 1, 1), datetime(2035, 1, 1), timezones=st.just(UTC)),
    at=st.times().map(lambda at: at.replace(second=0, microsecond=0)),
)
def test_going_from_one_time_to_the_next_finds_what_lies_between(zone: str, start: datetime, at: time) -> None:
    schedule = Schedule(at, zone, (0, 1, 2, 5, 6))
    end = start + timedelta(days=20)
    walked = []
    moment = next_time(schedule, start - timedelta(microseconds=1))
    while moment and moment < end:
        walked.append(moment)
        moment = next_time(schedule, moment)
    assert tuple(walked) == times_between(schedule, start, end)


def test_weekdays_and_a_rule_of_weekdays_are_the_same_times() -> None:
    end = NOW + timedelta(days=400)
    words = parse_when("mon-fri 09:30", "America/New_York")
    rule = parse_rrule("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR;BYHOUR=9;BYMINUTE=30", "America/New_York")
    assert times_between(words, NOW, end) == times_between(rule, NOW, end)


def test_nothing_on_no_days_ends() -> None:
    assert next_time(Schedule(time(9), "UTC"), NOW) is None


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=MONTHLY;BYDAY=5MO;BYMONTHDAY=1",
        "FREQ=YEARLY;BYDAY=MO;BYSETPOS=-99",
        "FREQ=MONTHLY;INTERVAL=12;BYMONTH=2;BYDAY=MO",
        "FREQ=WEEKLY;BYDAY=MO;UNTIL=20260101",
    ],
)
def test_a_rule_that_never_fires_ends_soon(rule: str) -> None:
    never = parse_rrule(f"{rule};BYHOUR=9")
    began = process_time()
    assert next_time(never, NOW) is None
    assert process_time() - began < 1


def test_a_leap_day_is_found_over_the_turn_of_a_century() -> None:
    leap = parse_rrule("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29;BYHOUR=9")
    assert next_time(leap, datetime(2096, 3, 1, tzinfo=UTC)) == datetime(2104, 2, 29, 9, tzinfo=UTC)


@pytest.mark.parametrize("moment", [datetime.max.replace(tzinfo=UTC), datetime.min.replace(tzinfo=UTC)])
def test_the_ends_of_the_calendar_have_no_next_time(moment: datetime) -> None:
    assert next_time(parse_when("daily 10:00", "Asia/Kolkata"), moment) is None
