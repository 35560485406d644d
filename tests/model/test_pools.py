"""Pools of whole weeks: never a person, never a difference, whoever asks for which span."""

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from ritual.model.pools import ENOUGH, FEWEST, Pool, pools, tenths, together
from ritual.model.span import Span

MONDAY = date(2026, 11, 2)
TODAY = date(2026, 11, 30)
WEEK = timedelta(days=7)


def test_weeks_are_pooled_until_there_are_five_numbers() -> None:
    closed = [(MONDAY, (1, 2, 0)), (MONDAY + WEEK, (0, 2, 1)), (MONDAY + 2 * WEEK, (2, 2, 2))]
    assert pools(closed, TODAY) == (
        Pool(Span(MONDAY, MONDAY + 2 * WEEK), (1, 4, 1)),
        Pool(Span(MONDAY + 2 * WEEK, MONDAY + 3 * WEEK), (2, 2, 2)),
    )


def test_the_week_at_hand_waits_until_it_is_over() -> None:
    closed = [(MONDAY, (3, 3, 3))]
    for days in range(7):
        assert pools(closed, MONDAY + timedelta(days=days)) == ()
    assert len(pools(closed, MONDAY + WEEK)) == 1


def test_a_round_with_one_or_two_numbers_is_in_no_pool() -> None:
    assert pools([(MONDAY, (1, 1, 0)), (MONDAY, (1, 0, 0)), (MONDAY, (0, 1, 1))], TODAY) == ()
    assert pools([(MONDAY, (1, 1, 0)), (MONDAY, (3, 3, 0))], TODAY)[0].counts == (3, 3, 0)


def test_numbers_that_are_all_the_same_are_shown_only_beside_others() -> None:
    same = [(MONDAY, (9, 0, 0)), (MONDAY + WEEK, (9, 0, 0))]
    assert pools(same, TODAY) == ()
    assert pools([*same, (MONDAY + 2 * WEEK, (2, 1, 0))], TODAY)[0].counts == (20, 1, 0)


def test_each_year_begins_anew_and_what_it_leaves_is_never_shown() -> None:
    last, first = date(2026, 12, 28), date(2027, 1, 4)
    assert last.isocalendar().year != first.isocalendar().year
    assert pools([(last, (2, 1, 0)), (first, (2, 1, 0))], date(2027, 2, 1)) == ()


def test_shares_are_tenths_that_make_ten() -> None:
    assert tenths((1, 1, 1)) == (4, 3, 3)
    assert tenths((0, 19, 1)) == (0, 10, 0)
    assert together([Pool(Span(MONDAY, TODAY), (1, 2)), Pool(Span(MONDAY, TODAY), (3, 4))]) == (4, 6)


COUNTS = st.tuples(*[st.integers(0, 4)] * 3)
CLOSED = st.lists(st.tuples(st.integers(0, 400).map(lambda days: date(2026, 1, 5) + timedelta(days)), COUNTS))


@given(CLOSED)
def test_no_pool_shows_a_person_whatever_was_counted(closed: list[tuple[date, tuple[int, ...]]]) -> None:
    found = pools(closed, date(2028, 1, 1))
    for pool in found:
        assert sum(pool.counts) >= ENOUGH
        assert max(pool.counts) < sum(pool.counts)
        assert sum(tenths(pool.counts)) == 10
        assert pool.span.start.weekday() == pool.span.end_exclusive.weekday() == 0
    assert sum(sum(pool.counts) for pool in found) <= sum(sum(c) for _, c in closed if sum(c) >= FEWEST)
    assert all(one.span.end_exclusive <= two.span.start for one, two in pairwise(found))


@given(CLOSED, st.integers(0, 60), COUNTS)
def test_what_was_shown_once_stays_as_it_was(
    closed: list[tuple[date, tuple[int, ...]]], weeks: int, later: tuple[int, ...]
) -> None:
    day = date(2026, 1, 7) + weeks * WEEK
    before = pools([each for each in closed if each[0] < day], day)
    assert pools([*closed, (day, later)], date(2028, 1, 1))[: len(before)] == before
