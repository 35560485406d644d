"""How moments, days and lengths read, and how moments are written down."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ritual.model import instant, moments
from ritual.model.span import day_of, week_of
from ritual.words import speaking

TUESDAY = date(2026, 11, 24)
NOW = datetime(2026, 11, 24, 8, 30, tzinfo=UTC)


def test_a_clock_shows_the_time_of_its_zone() -> None:
    assert moments.clock(NOW, "Europe/Madrid") == "09:30"
    assert moments.clock(NOW, timezone(timedelta(hours=5, minutes=30))) == "14:00"


@pytest.mark.parametrize("name", ["", "Atlantis/Centre", "../../etc/passwd", "Europe", "a\0b"])
def test_a_zone_that_nobody_knows_reads_as_utc(name: str) -> None:
    assert moments.zone_named(name) is None
    assert moments.clock(NOW, name) == "08:30"


def test_the_day_is_the_one_of_the_zone() -> None:
    assert moments.today(datetime(2026, 11, 24, 23, 30, tzinfo=UTC), "Asia/Kolkata") == date(2026, 11, 25)


def test_days_in_english() -> None:
    assert moments.day(TUESDAY) == "Tue 24 Nov"
    assert moments.day(TUESDAY, year=True) == "Tue 24 Nov 2026"
    assert moments.day_long(TUESDAY) == "Tuesday 24 November"
    assert moments.day_long(TUESDAY, year=True) == "Tuesday 24 November 2026"


def test_days_in_german() -> None:
    with speaking("de"):
        assert moments.day(TUESDAY) == "Di 24. Nov"
        assert moments.day_long(TUESDAY) == "Dienstag, 24. November"
        assert moments.day_long(TUESDAY, year=True) == "Dienstag, 24. November 2026"


def test_names_of_days_and_months() -> None:
    assert (moments.weekday(TUESDAY), moments.weekday_short(TUESDAY)) == ("Tuesday", "Tue")
    assert moments.month(TUESDAY) == "November"


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (-5, "just now"),
        (59, "just now"),
        (60, "1 minute ago"),
        (150, "2 minutes ago"),
        (3600, "1 hour ago"),
        (86399, "23 hours ago"),
        (86400, "1 day ago"),
        (13 * 86400, "13 days ago"),
        (14 * 86400, "2 weeks ago"),
    ],
)
def test_ago(seconds: float, words: str) -> None:
    assert moments.ago(seconds) == words


def test_ago_in_german() -> None:
    with speaking("de"):
        assert [moments.ago(s) for s in (1, 120, 3600, 86400)] == [
            "gerade eben",
            "vor 2 Minuten",
            "vor 1 Stunde",
            "vor 1 Tag",
        ]


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (-60, "now"),
        (0, "now"),
        (1, "in 1 min"),
        (120, "in 2 min"),
        (121, "in 3 min"),
        (3600, "in 1 h"),
        (5400, "in 1 h 30 min"),
        (86400, "in 1 day"),
        (3 * 86400, "in 3 days"),
    ],
)
def test_within(seconds: float, words: str) -> None:
    assert moments.within(seconds) == words


@pytest.mark.parametrize(("seconds", "figures"), [(-1, "0:00"), (36.9, "0:36"), (84, "1:24"), (3723, "1:02:03")])
def test_length(seconds: float, figures: str) -> None:
    assert moments.length(seconds) == figures


@pytest.mark.parametrize(
    ("seconds", "minutes"), [(0, 1), (89, 1), (90, 2), (184, 3), (14 * 60, 14), (16 * 60, 15), (48 * 60, 50)]
)
def test_about_minutes(seconds: float, minutes: int) -> None:
    assert moments.about_minutes(seconds) == f"about {minutes} min"


def test_a_moment_is_written_in_utc_and_whole_seconds() -> None:
    madrid = datetime(2026, 11, 24, 10, 30, 0, 999999, tzinfo=timezone(timedelta(hours=1)))
    assert moments.iso(madrid) == "2026-11-24T09:30:00Z"


def test_a_moment_without_a_zone_is_not_written() -> None:
    with pytest.raises(ValueError, match="time zone"):
        moments.iso(datetime(2026, 11, 24, 9, 30))


@given(
    st.datetimes(datetime(1000, 1, 2), datetime(8999, 12, 30), timezones=st.just(UTC)).map(
        lambda moment: moment.replace(microsecond=0)
    )
)
def test_what_is_written_reads_back(moment: datetime) -> None:
    assert instant.moment(moments.iso(moment)) == moment


@pytest.mark.parametrize("text", ["2026-11-24T09:30:00Z", "2026-11-24T09:30:00", "2026-11-24T10:30:00.000+01:00"])
def test_moments_of_other_writers_read_as_utc(text: str) -> None:
    found = instant.moment(text)
    assert found == datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
    assert moments.iso(found) == "2026-11-24T09:30:00Z"


@pytest.mark.parametrize(
    ("due", "said"), [("2026-11-27", "Fri 27 Nov"), ("2027-01-08", "Fri 8 Jan 2027"), ("soon", "soon"), ("", "")]
)
def test_a_due_day_is_said_with_the_year_only_where_it_is_another(due: str, said: str) -> None:
    assert moments.due_day(due, "2026-11-24T09:30:00Z") == said


def test_a_span_begins_and_ends_with_the_days_of_the_zone() -> None:
    assert moments.bounds(day_of(TUESDAY), "Europe/Madrid") == (
        datetime(2026, 11, 23, 23, tzinfo=UTC),
        datetime(2026, 11, 24, 23, tzinfo=UTC),
    )


def test_the_week_in_which_clocks_change_is_an_hour_longer() -> None:
    start, end = moments.bounds(week_of(date(2026, 10, 25)), "Europe/Madrid")
    assert end - start == timedelta(days=7, hours=1)
