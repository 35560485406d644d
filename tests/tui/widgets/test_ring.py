"""Seats as a circle, as long as nothing overlaps."""

import pytest

from ritual.model.seats import NEXT, NOW, WAITING, SeatView
from ritual.tui.ink import cells, ink
from ritual.tui.widgets.ring import ring
from tests.tui.widgets.test_seats import views

MIDDLE = [ink("Chris"), ink("━" * 58), ink("Energy, 1 to 5.")]


@pytest.mark.parametrize("count", range(2, 10))
def test_at_100_by_30_a_ring_or_a_list_but_nothing_overlaps(count: int) -> None:
    drawn = ring(views(count, 0), MIDDLE, 100, 24)
    text = "\n".join(line.plain for line in drawn or [])
    assert drawn is not None or count > 7
    assert not drawn or all(text.count(f"Person {i}") == 1 for i in range(count))


@pytest.mark.parametrize("count", range(2, 10))
def test_up_to_nine_people_sit_in_a_ring_at_120_by_40(count: int) -> None:
    drawn = ring(views(count, 0), MIDDLE, 120, 34)
    assert drawn is not None
    text = "\n".join(line.plain for line in drawn)
    assert len(drawn) == 34
    assert all(cells(line) <= 120 for line in drawn)
    assert all(text.count(f"Person {i}") == 1 for i in range(count))
    assert "┃  ▶ Person 0  ┃" in text


@pytest.mark.parametrize(("count", "width", "height"), [(10, 120, 34), (1, 120, 34), (7, 99, 34), (7, 120, 23)])
def test_without_room_or_with_many_people_there_is_no_ring(count: int, width: int, height: int) -> None:
    assert ring(views(count, 0), MIDDLE, width, height) is None


def test_a_ring_that_would_overlap_gives_way_to_the_list() -> None:
    tall = [ink("a wall of words that is rather wide, as wide as this")] * 24
    assert ring(views(9, 0), tall, 100, 26) is None
    wide = [SeatView("k", "Katharina von Hohenstein", NOW), SeatView("b", "李" * 20, NEXT), SeatView("c", "C", WAITING)]
    assert ring(wide, MIDDLE, 120, 34) is not None
