"""A log kept while it is looked at."""

import pytest

from ritual.errors import StoreTrouble
from ritual.protocol.cursor import START, Cursor
from ritual.protocol.wire import Page, Pulled, Pushed
from ritual.store.scan import Scan


def page(start: int, count: int, more: bool) -> Page:
    """So many events, the first of them at that place."""
    events = (
        Pulled(n, Pushed(f"id{n}", "put" if n % 2 else "replace", "" if n % 2 else "root", n, 1, b"x"), "a", "d", n)
        for n in range(start, start + count)
    )
    return Page(tuple(events), Cursor(start + count - 1, 0, "a" * 12), more, 900, 1)


def test_pages_come_back_as_they_were_in_their_order() -> None:
    first, second = page(1, 499, True), page(500, 300, False)
    with Scan() as scan:
        assert (scan.cursor, list(scan.pages())) == (START, [])
        scan.add(first)
        scan.add(second)
        back = list(scan.pages())
        assert [len(each) for each in back] == [500, 299]
        assert tuple(each for part in back for each in part) == first.events + second.events
        assert scan.cursor == second.cursor


def test_it_knows_the_entries_of_every_event() -> None:
    with Scan() as scan:
        scan.add(page(1, 3, False))
        assert [scan.holds(entry) for entry in ("id1", "id2", "root", "id4")] == [True, False, True, False]


def test_trouble_with_the_disk_is_told() -> None:
    scan = Scan()
    scan.__exit__()
    with pytest.raises(StoreTrouble):
        scan.holds("id1")
