"""The next page is asked for while the last one is worked on, and nobody gets another one than they asked for."""

from threading import Event

import pytest

from ritual.protocol.cursor import START, Cursor
from ritual.protocol.wire import Page, Receipt
from ritual.sync.ahead import Ahead
from ritual.sync.remote import Gone


class Pages:
    """A log of so many pages; tells when each was asked for, and fails from one of them on."""

    def __init__(self, count: int, broken: int = 99) -> None:
        self.count, self.broken = count, broken
        self.asked = [Event() for _ in range(count)]
        self.times = 0

    def push(self, cursor: Cursor, events: object) -> Receipt:
        return Receipt((), cursor.seq, 1)

    def pull(self, cursor: Cursor, limit: int) -> Page | Gone:
        n = cursor.seq
        self.times += 1
        self.asked[n].set()
        if n >= self.broken:
            raise OSError("broken")
        return Page((), at(n + 1), n + 1 < self.count, limit, 1)


def at(seq: int) -> Cursor:
    return Cursor(seq, 0, "a" * 12) if seq else START


def test_the_next_page_is_asked_for_at_once_and_each_only_once() -> None:
    log = Pages(3)
    ahead = Ahead(log)
    for n in range(3):
        answer = ahead.pull(at(n), 500)
        assert isinstance(answer, Page)
        assert answer.cursor == at(n + 1)
        assert all(asked.wait(10) for asked in log.asked[: n + 2])
    assert log.times == 3


def test_who_asks_for_something_else_gets_that() -> None:
    ahead = Ahead(Pages(5))
    ahead.pull(START, 500)
    other, fewer = ahead.pull(at(3), 500), ahead.pull(at(4), 7)
    assert isinstance(other, Page)
    assert isinstance(fewer, Page)
    assert (other.cursor, fewer.cursor, fewer.head) == (at(4), at(5), 7)


def test_what_goes_wrong_meanwhile_is_told_to_who_asks() -> None:
    ahead = Ahead(Pages(3, broken=1))
    ahead.pull(START, 500)
    with pytest.raises(OSError, match="broken"):
        ahead.pull(at(1), 500)


def test_pushing_goes_straight_through() -> None:
    assert Ahead(Pages(1)).push(at(4), []) == Receipt((), 4, 1)
