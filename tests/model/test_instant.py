"""The moment that a written time means."""

from datetime import UTC, datetime

from ritual.model.instant import moment


def test_a_time_without_a_zone_counts_as_utc() -> None:
    noon = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
    assert moment("2026-11-24T12:00:00Z") == moment("2026-11-24T12:00:00") == noon


def test_nonsense_is_the_beginning_of_time() -> None:
    assert moment("soon") == datetime(1970, 1, 1, tzinfo=UTC)
