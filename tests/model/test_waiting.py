"""How long a kudos waits."""

from datetime import UTC, datetime, timedelta

from ritual.model.schedule import parse_when
from ritual.model.waiting import GRACE, UNSCHEDULED, Jar, is_sealed, opens_by_itself
from tests.model.rooms import note

DAILY = parse_when("mon-fri 09:30", "UTC")
FRIDAY = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
NOTE = note("n", "b", "a", "2026-11-20T12:00:00Z")


def jar(*held: datetime, scheduled: bool = True, opened: frozenset[str] = frozenset()) -> Jar:
    return Jar(opened, (DAILY,) if scheduled else (), held)


def test_a_note_opens_by_itself_a_day_after_the_first_round_it_missed() -> None:
    assert opens_by_itself(NOTE, jar()) == datetime(2026, 11, 23, 9, 30, tzinfo=UTC) + GRACE


def test_a_round_that_was_held_lets_it_wait_for_the_next() -> None:
    held = datetime(2026, 11, 23, 9, 31, tzinfo=UTC)
    assert opens_by_itself(NOTE, jar(held)) == datetime(2026, 11, 24, 9, 30, tzinfo=UTC) + GRACE


def test_a_round_before_it_was_written_changes_nothing() -> None:
    assert opens_by_itself(NOTE, jar(FRIDAY - timedelta(days=2))) == opens_by_itself(NOTE, jar())


def test_without_a_schedule_it_opens_after_a_week() -> None:
    assert opens_by_itself(NOTE, jar(scheduled=False)) == FRIDAY + UNSCHEDULED


def test_a_note_is_sealed_until_then_unless_a_round_opened_it_or_it_was_open_from_the_first() -> None:
    late = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
    assert is_sealed(NOTE, jar(), late - timedelta(seconds=1))
    assert not is_sealed(NOTE, jar(), late)
    assert not is_sealed(NOTE, jar(opened=frozenset("n")), FRIDAY)
    assert not is_sealed(note("n", "b", "a", NOTE.at, now=True), jar(), FRIDAY)
