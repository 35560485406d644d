"""How long a kudos waits."""

from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from ritual.model.entry import Entry
from ritual.model.instant import iso, moment
from ritual.model.schedule import Schedule, parse_rrule, parse_when
from ritual.model.waiting import GRACE, UNSCHEDULED, Jar, sealed_since, still_sealed
from tests.model.rooms import note

DAILY = parse_when("mon-fri 09:30", "UTC")
WEEKLY = parse_when("thu 14:00", "Europe/Madrid")
SELDOM = parse_rrule("FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=1;BYHOUR=9", "UTC")
ENDED = parse_rrule("FREQ=WEEKLY;BYDAY=FR;BYHOUR=14;UNTIL=20261215T000000Z", "UTC")
FRIDAY = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
NOTE = note("n", "b", "a", "2026-11-20T12:00:00Z")


def jar(*held: datetime, scheduled: bool = True, opened: frozenset[str] = frozenset()) -> Jar:
    return Jar(opened, (DAILY,) if scheduled else (), held)


def is_sealed(each: Entry, jar: Jar, now: datetime) -> bool:
    return still_sealed((each,), jar, now) == [each]


def opens_at(then: datetime, jar: Jar) -> bool:
    """Whether the note opens by itself at just that moment."""
    return is_sealed(NOTE, jar, then - timedelta(seconds=1)) and not is_sealed(NOTE, jar, then)


def test_a_note_opens_by_itself_a_day_after_the_first_round_it_missed() -> None:
    assert opens_at(datetime(2026, 11, 23, 9, 30, tzinfo=UTC) + GRACE, jar())


def test_a_round_that_was_held_lets_it_wait_for_the_next() -> None:
    held = datetime(2026, 11, 23, 9, 31, tzinfo=UTC)
    assert opens_at(datetime(2026, 11, 24, 9, 30, tzinfo=UTC) + GRACE, jar(held))


def test_a_round_before_it_was_written_changes_nothing() -> None:
    assert opens_at(datetime(2026, 11, 23, 9, 30, tzinfo=UTC) + GRACE, jar(FRIDAY - timedelta(days=2)))


def test_without_a_schedule_it_opens_after_a_week() -> None:
    assert opens_at(FRIDAY + UNSCHEDULED, jar(scheduled=False))


def test_a_note_is_open_once_a_round_opened_it_or_from_the_first() -> None:
    assert is_sealed(NOTE, jar(), FRIDAY)
    assert not is_sealed(NOTE, jar(opened=frozenset("n")), FRIDAY)
    assert not is_sealed(note("n", "b", "a", NOTE.at, now=True), jar(), FRIDAY)


@settings(deadline=None)
@given(
    st.lists(st.integers(0, 24 * 90), max_size=6),
    st.lists(st.integers(0, 24 * 90), max_size=3),
    st.sampled_from([(), (DAILY,), (WEEKLY,), (DAILY, WEEKLY), (ENDED,), (SELDOM,)]),
)
def test_notes_older_than_that_are_open(written: list[int], held: list[int], rounds: tuple[Schedule, ...]) -> None:
    now = FRIDAY + timedelta(days=90)
    jar = Jar(frozenset(), rounds, tuple(FRIDAY + timedelta(hours=hours) for hours in held))
    notes = [note(f"n{n}", "b", "a", iso(FRIDAY + timedelta(hours=hours))) for n, hours in enumerate(written)]
    shut = [each for each in notes if is_sealed(each, jar, now)]
    since = sealed_since(jar, now)
    assert still_sealed(notes, jar, now) == shut
    assert all(since is None or moment(each.at) >= since for each in shut)
