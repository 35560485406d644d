"""The moment that a written time means."""

from datetime import UTC, datetime

import pytest

from ritual.model.instant import moment


def test_a_time_without_a_zone_counts_as_utc() -> None:
    noon = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
    assert moment("2026-11-24T12:00:00Z") == moment("2026-11-24T12:00:00") == noon


def test_nonsense_is_the_beginning_of_time() -> None:
    assert moment("soon") == datetime(1970, 1, 1, tzinfo=UTC)


@pytest.mark.parametrize("written", ["9999-12-31T23:59:59Z", "9999-12-31T23:59:59-23:59", "0001-01-01T00:00:00+23:59"])
def test_a_time_that_cant_be_reckoned_with_is_the_beginning_of_time(written: str) -> None:
    assert moment(written) == datetime(1970, 1, 1, tzinfo=UTC)
