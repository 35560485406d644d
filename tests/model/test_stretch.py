"""Days ahead as people list them, in English and German."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ritual.model.span import Span
from ritual.model.stretch import LONGEST, parse_stretch

TODAY = date(2026, 11, 25)


def read(words: str, today: date = TODAY) -> tuple[str, str] | None:
    found = parse_stretch(words, today)
    return (found.start.isoformat(), (found.end_exclusive - timedelta(days=1)).isoformat()) if found else None


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
        ("next week", "2026-11-30", "2026-12-06"),
        ("26 nov", "2026-11-26", "2026-11-26"),
        ("3 dec to 3 dec", "2026-12-03", "2026-12-03"),
    ],
)
def test_days_ahead(words: str, first: str, last: str) -> None:
    assert read(words) == (first, last)


@pytest.mark.parametrize(
    "words",
    ["", "soon", "to", "3 dec to", "to 3 dec", "2026-12-10 to 2026-12-03", "2026-12-10 to 2028-12-10", "9 to 3"],
)
def test_words_that_are_no_days_ahead(words: str) -> None:
    assert read(words) is None


@given(st.text(max_size=40), st.dates(date(2, 1, 1), date(9998, 1, 1)))
def test_whatever_is_typed_is_a_year_at_most_or_nothing(words: str, today: date) -> None:
    found = parse_stretch(words, today)
    assert found is None or found.end_exclusive - found.start <= LONGEST


@given(st.dates(date(2025, 1, 1), date(2030, 1, 1)), st.integers(0, 360), st.dates(date(2025, 1, 1), date(2030, 1, 1)))
def test_written_days_are_those_days_where_they_arent_over(first: date, length: int, today: date) -> None:
    last = first + timedelta(days=length)
    found = parse_stretch(f"{first} to {last}", today)
    assert found == (Span(first, last + timedelta(days=1)) if last >= today else None)
