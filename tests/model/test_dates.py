"""Days and spans as people say them."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ritual.model.dates import LONGEST, parse_day, parse_span
from ritual.model.span import Span, day_of, month_of, quarter_of, week_of, year_of

TUESDAY = date(2026, 11, 24)
WEDNESDAY = date(2026, 11, 25)
DAYS = st.dates(date(2000, 1, 1), date(2090, 1, 1))


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("today", "2026-11-24"),
        ("heute", "2026-11-24"),
        ("yesterday", "2026-11-23"),
        ("gestern", "2026-11-23"),
        ("vorgestern", "2026-11-22"),
        ("  Tomorrow ", "2026-11-25"),
        ("morgen", "2026-11-25"),
        ("u\u0308bermorgen", "2026-11-26"),
        ("2026-11-03", "2026-11-03"),
        ("3.11.2026", "2026-11-03"),
        ("03. 11. 2026", "2026-11-03"),
        ("1.11.2026", "2026-11-01"),
        ("3.11.", "2026-11-03"),
        ("24.11.", "2026-11-24"),
        ("24.12.", "2025-12-24"),
        ("3. November", "2026-11-03"),
        ("3 november 2025", "2025-11-03"),
        ("3. Dez.", "2025-12-03"),
        ("1. März", "2026-03-01"),
        ("Nov 3", "2026-11-03"),
        ("Nov. 3", "2026-11-03"),
        ("November 3rd, 2024", "2024-11-03"),
        ("friday", "2026-11-20"),
        ("am freitag", "2026-11-20"),
        ("tuesday", "2026-11-24"),
        ("last friday", "2026-11-20"),
        ("last tuesday", "2026-11-17"),
        ("letzten Montag", "2026-11-23"),
        ("this friday", "2026-11-27"),
        ("diesen montag", "2026-11-23"),
        ("next friday", "2026-11-27"),
        ("next tuesday", "2026-12-01"),
        ("nächsten Freitag", "2026-11-27"),
        ("naechsten montag", "2026-11-30"),
        ("3d", "2026-11-21"),
        ("2w", "2026-11-10"),
        ("1mo", "2026-10-24"),
        ("1y", "2025-11-24"),
        ("2 weeks ago", "2026-11-10"),
        ("a month ago", "2026-10-24"),
        ("vor 2 Wochen", "2026-11-10"),
        ("vor einem Jahr", "2025-11-24"),
        ("in 3 days", "2026-11-27"),
        ("in einer Woche", "2026-12-01"),
    ],
)
def test_a_day(text: str, day: str) -> None:
    assert parse_day(text, TUESDAY) == date.fromisoformat(day)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("friday", "2026-11-27"),
        ("monday", "2026-11-30"),
        ("tuesday", "2026-12-01"),
        ("dienstag", "2026-12-01"),
        ("24.11.", "2026-11-24"),
        ("3.11.", "2027-11-03"),
        ("24.12.", "2026-12-24"),
        ("Jan 7", "2027-01-07"),
        ("3d", "2026-11-27"),
        ("2w", "2026-12-08"),
        ("2 weeks ago", "2026-11-10"),
        ("vor 3 tagen", "2026-11-21"),
        ("last friday", "2026-11-20"),
        ("2026-11-03", "2026-11-03"),
    ],
)
def test_a_day_ahead(text: str, day: str) -> None:
    assert parse_day(text, TUESDAY, future=True) == date.fromisoformat(day)


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("today", day_of(TUESDAY)),
        ("this week", week_of(TUESDAY)),
        ("week", week_of(TUESDAY)),
        ("diese Woche", week_of(TUESDAY)),
        ("last week", week_of(date(2026, 11, 16))),
        ("letzter Woche", week_of(date(2026, 11, 16))),
        ("next week", week_of(date(2026, 11, 30))),
        ("in diesem Monat", month_of(TUESDAY)),
        ("last month", month_of(date(2026, 10, 1))),
        ("letzten Monat", month_of(date(2026, 10, 1))),
        ("this quarter", quarter_of(TUESDAY)),
        ("nächstes Quartal", quarter_of(date(2027, 1, 1))),
        ("last quarter", quarter_of(date(2026, 7, 1))),
        ("last year", year_of(date(2025, 1, 1))),
        ("dieses Jahr", year_of(TUESDAY)),
        ("2026-W47", week_of(date(2026, 11, 16))),
        ("2026w01", week_of(date(2026, 1, 1))),
        ("2020-W53", week_of(date(2020, 12, 31))),
        ("2026-11", month_of(TUESDAY)),
        ("November 2026", month_of(TUESDAY)),
        ("2026", year_of(TUESDAY)),
        ("2026-Q4", quarter_of(TUESDAY)),
        ("2025-q1", quarter_of(date(2025, 2, 1))),
    ],
)
def test_a_span(text: str, span: Span) -> None:
    assert parse_span(text, TUESDAY) == span


def days(first: str, last: str) -> Span:
    """The days from one to the other, both included."""
    return Span(date.fromisoformat(first), date.fromisoformat(last) + timedelta(days=1))


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("November", month_of(TUESDAY)),
        ("in november", month_of(TUESDAY)),
        ("im Dezember", month_of(date(2025, 12, 1))),
        ("last november", month_of(date(2025, 11, 1))),
        ("letzten Oktober", month_of(date(2026, 10, 1))),
        ("this december", month_of(date(2026, 12, 1))),
        ("next march", month_of(date(2027, 3, 1))),
        ("next december", month_of(date(2026, 12, 1))),
        ("q3", quarter_of(date(2026, 7, 1))),
        ("Q4 2025", quarter_of(date(2025, 10, 1))),
        ("3. Quartal", quarter_of(date(2026, 7, 1))),
        ("3. Quartal 2025", quarter_of(date(2025, 7, 1))),
        ("KW 47", week_of(date(2026, 11, 16))),
        ("w50", week_of(date(2025, 12, 8))),
        ("KW 47 2025", week_of(date(2025, 11, 17))),
        ("in 2026", year_of(TUESDAY)),
        ("im letzten Monat", month_of(date(2026, 10, 1))),
        ("last weekend", days("2026-11-21", "2026-11-22")),
        ("this weekend", days("2026-11-28", "2026-11-29")),
        ("letztes Wochenende", days("2026-11-21", "2026-11-22")),
        ("last 2 weeks", days("2026-11-11", "2026-11-24")),
        ("letzte 3 Tage", days("2026-11-22", "2026-11-24")),
        ("in den letzten 2 Wochen", days("2026-11-11", "2026-11-24")),
        ("past 1 month", days("2026-10-25", "2026-11-24")),
        ("since monday", days("2026-11-23", "2026-11-24")),
        ("seit Montag", days("2026-11-23", "2026-11-24")),
        ("seit letzter Woche", days("2026-11-16", "2026-11-24")),
        ("from 3 november", days("2026-11-03", "2026-11-24")),
        ("monday to friday", days("2026-11-23", "2026-11-27")),
        ("Montag bis Freitag", days("2026-11-23", "2026-11-27")),
        ("friday to monday", days("2026-11-20", "2026-11-23")),
        ("between monday and today", days("2026-11-23", "2026-11-24")),
        ("3 nov - 7 nov", days("2026-11-03", "2026-11-07")),
        ("3 Nov–7 Nov", days("2026-11-03", "2026-11-07")),
        ("3-7 nov", days("2026-11-03", "2026-11-07")),
        ("nov 3-7, 2025", days("2025-11-03", "2025-11-07")),
        ("vom 3. bis 7. November 2025", days("2025-11-03", "2025-11-07")),
        ("vom 3. bis zum 7. November", days("2026-11-03", "2026-11-07")),
        ("3. bis 7.11.", days("2026-11-03", "2026-11-07")),
        ("3.-7.11.2025", days("2025-11-03", "2025-11-07")),
        ("2026-11-03..2026-11-07", days("2026-11-03", "2026-11-07")),
        ("20 dec to 5 jan", days("2025-12-20", "2026-01-05")),
        ("october to november", days("2026-10-01", "2026-11-30")),
    ],
)
def test_a_stretch(text: str, span: Span) -> None:
    assert parse_span(text, TUESDAY) == span


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("november", month_of(TUESDAY)),
        ("october", month_of(date(2027, 10, 1))),
        ("q4", quarter_of(TUESDAY)),
        ("w47", week_of(date(2027, 11, 22))),
    ],
)
def test_a_part_of_a_year_ahead(text: str, span: Span) -> None:
    assert parse_span(text, TUESDAY, future=True) == span


@pytest.mark.parametrize(
    "text",
    [
        "",
        "soon",
        "weekend",
        "in monday",
        "last 0 days",
        "last 3 hours",
        "today to yesterday",
        "since tomorrow",
        "since since monday",
        "november - ",
        "3-5",
        "q5",
        "w54",
        "7-3 nov",
        "7 nov 2026 to 3 nov 2026",
        "1/2/2026",
        "3.11",
        "3.11.26",
        "3m",
        "3 m",
        "2026-02-30",
        "30.2.2026",
        "29.2.",
        "2026-13",
        "2026-W54",
        "2021-W53",
        "2026-Q5",
        "0000",
        "9999",
        "9999y",
        "9999 years ago",
        "nov 31",
        "last",
        "next soon",
        "٣d",
        "friday 13",
        "1\n1.2026",
    ],
)
def test_what_means_nothing_or_two_things_is_not_guessed(text: str) -> None:
    assert parse_span(text, TUESDAY) is None
    assert parse_day(text, TUESDAY, future=True) is None


def test_a_week_is_no_day() -> None:
    assert parse_day("next week", TUESDAY) is None


def test_the_end_of_a_long_month_clamps_to_a_short_one() -> None:
    assert parse_day("1mo", date(2026, 3, 31)) == date(2026, 2, 28)


@given(day=DAYS, today=DAYS, future=st.booleans())
def test_a_day_with_its_year_means_itself_whenever_it_is_said(day: date, today: date, future: bool) -> None:
    for text in (f"{day}", f"{day.day}.{day.month}.{day.year}", f"{day:%d.%m.%Y}", f"{day:%b} {day.day}, {day.year}"):
        assert parse_day(text, today, future=future) == day


@given(day=DAYS, today=DAYS)
def test_spans_with_their_year_mean_themselves_whenever_they_are_said(day: date, today: date) -> None:
    year, week, _ = day.isocalendar()
    assert parse_span(f"{year:04}-W{week:02}", today) == week_of(day)
    assert parse_span(f"{day:%Y-%m}", today) == month_of(day)
    assert parse_span(f"{day:%Y}", today) == year_of(day)
    assert parse_span(f"{day.year}-Q{(day.month + 2) // 3}", today) == quarter_of(day)


@given(today=DAYS, name=st.sampled_from(["monday", "di", "wed", "donnerstag", "fr", "saturday", "so"]))
def test_weekdays_lie_where_their_words_say(today: date, name: str) -> None:
    said = {which: parse_day(f"{which} {name}".strip(), today) for which in ("last", "this", "next", "")}
    coming = parse_day(name, today, future=True)
    last, this, nearest, bare = (said[which] for which in ("last", "this", "next", ""))
    assert last
    assert this
    assert nearest
    assert bare
    assert today - timedelta(days=7) <= last < today < nearest <= today + timedelta(days=7)
    assert week_of(today).holds(this)
    assert coming == nearest
    assert bare in (last, today)
    assert len({day.weekday() for day in (last, this, nearest, bare)}) == 1


@given(text=st.text(), today=DAYS)
def test_no_text_breaks_it(text: str, today: date) -> None:
    span = parse_span(text, today)
    assert span is None or span.start < span.end_exclusive


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("24 dec to 1 jan", "2026-12-24", "2027-01-01"),
        ("24. Dezember bis 1. Januar", "2026-12-24", "2027-01-01"),
        ("24 dec - 1 jan", "2026-12-24", "2027-01-01"),
        ("24 dec–1 jan", "2026-12-24", "2027-01-01"),
        ("3 to 10 dec", "2026-12-03", "2026-12-10"),
        ("vom 3. bis zum 10. Dezember", "2026-12-03", "2026-12-10"),
        ("2026-12-24 to 2027-01-01", "2026-12-24", "2027-01-01"),
        ("20 nov to 30 nov", "2026-11-20", "2026-11-30"),
        ("20 nov to 24 nov", "2027-11-20", "2027-11-24"),
        ("today to friday", "2026-11-25", "2026-11-27"),
        ("mon to fri", "2026-11-30", "2026-12-04"),
        ("3-7 dec", "2026-12-03", "2026-12-07"),
        ("3.-7. Dezember", "2026-12-03", "2026-12-07"),
        ("Dec 3-7", "2026-12-03", "2026-12-07"),
        ("24-26 nov", "2026-11-24", "2026-11-26"),
        ("24. bis 26.12.", "2026-12-24", "2026-12-26"),
        ("dec to jan", "2026-12-01", "2027-01-31"),
        ("next week to 24 dec", "2026-11-30", "2026-12-24"),
        ("next week", "2026-11-30", "2026-12-06"),
        ("26 nov", "2026-11-26", "2026-11-26"),
        ("3 dec to 3 dec", "2026-12-03", "2026-12-03"),
    ],
)
def test_days_ahead(words: str, first: str, last: str) -> None:
    assert parse_span(words, WEDNESDAY, future=True) == days(first, last)


@pytest.mark.parametrize(
    "words",
    [
        *("", "soon", "to", "3 dec to", "to 3 dec", "2026-12-10 to 2026-12-03", "2026-12-10 to 2028-12-10", "9 to 3"),
        *("30. bis 2. Januar", "ab Montag", "since monday", "2025 to 2027"),
    ],
)
def test_words_that_are_no_days_ahead(words: str) -> None:
    assert parse_span(words, WEDNESDAY, future=True) is None


@given(st.text(max_size=40), st.dates(date(2, 1, 1), date(9998, 1, 1)))
def test_whatever_is_typed_is_a_year_at_most_or_nothing(words: str, today: date) -> None:
    found = parse_span(words, today, future=True)
    assert found is None or found.end_exclusive - found.start <= LONGEST


@given(st.dates(date(2025, 1, 1), date(2030, 1, 1)), st.integers(0, 360), st.dates(date(2025, 1, 1), date(2030, 1, 1)))
def test_written_days_are_those_days_where_they_arent_over(first: date, length: int, today: date) -> None:
    last = first + timedelta(days=length)
    found = parse_span(f"{first} to {last}", today, future=True)
    assert found == (Span(first, last + timedelta(days=1)) if last >= today else None)
