"""Weeks, months, quarters and years as spans of days."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from ritual.model.span import DAY, Span, day_of, month_of, quarter_of, week_of, year_of

DAYS = st.dates(date(1990, 1, 1), date(2090, 12, 31))


def test_spans_of_one_day_in_november() -> None:
    day = date(2026, 11, 24)
    assert day_of(day) == Span(day, date(2026, 11, 25))
    assert week_of(day) == Span(date(2026, 11, 23), date(2026, 11, 30))
    assert month_of(day) == Span(date(2026, 11, 1), date(2026, 12, 1))
    assert quarter_of(day) == Span(date(2026, 10, 1), date(2027, 1, 1))
    assert year_of(day) == Span(date(2026, 1, 1), date(2027, 1, 1))


@given(DAYS)
def test_every_period_holds_its_day_and_follows_the_one_before(day: date) -> None:
    for period in (day_of, week_of, month_of, quarter_of, year_of):
        span = period(day)
        assert span.holds(day)
        assert not span.holds(span.end_exclusive)
        assert period(span.start - DAY).end_exclusive == span.start


def test_only_a_day_alone_is_one_day() -> None:
    assert day_of(date(2026, 11, 24)).is_one_day
    assert not week_of(date(2026, 11, 24)).is_one_day
