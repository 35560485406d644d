"""The next pages are asked for while others are worked on, and nobody gets another one than they asked for."""

from threading import Event

import pytest

from ritual.protocol.cursor import START, Cursor
from ritual.protocol.wire import Page
from ritual.sync.ahead import DEEP, Ahead
from ritual.sync.remote import Gone


class Pages:
    """A log of so many pages; tells when each was asked for, and is broken or another one from one of them on."""

    def __init__(self, count: int, broken: int = 99, gone: int = 99) -> None:
        self.count, self.broken, self.gone = count, broken, gone
        self.asked = [Event() for _ in range(count)]
        self.times = 0

    def __call__(self, cursor: Cursor) -> Page | Gone:
        n = cursor.seq
        self.times += 1
        self.asked[n].set()
        if n >= self.broken:
            raise OSError("broken")
        return Gone("reset") if n >= self.gone else Page((), at(n + 1), n + 1 < self.count, 0, 1)


def at(seq: int) -> Cursor:
    return Cursor(seq, 0, "a" * 12) if seq else START


def place(answer: Page | Gone) -> Cursor:
    assert isinstance(answer, Page)
    return answer.cursor


def test_all_pages_come_in_order_and_each_is_asked_for_only_once() -> None:
    log = Pages(DEEP * 3)
    with Ahead(log) as read:
        assert [place(read(at(n))) for n in range(log.count)] == [at(n + 1) for n in range(log.count)]
    assert log.times == log.count


def test_as_many_are_asked_for_as_may_wait_and_no_more() -> None:
    log = Pages(DEEP + 5)
    with Ahead(log) as read:
        read(START)
        assert all(asked.wait(10) for asked in log.asked[: DEEP + 1])
        assert not log.asked[DEEP + 1].is_set()
        read(at(1))
        assert log.asked[DEEP + 1].wait(10)


def test_who_asks_for_something_else_gets_that() -> None:
    with Ahead(Pages(50)) as read:
        assert [place(read(at(n))) for n in (0, 20, 21, 3, 49)] == [at(n + 1) for n in (0, 20, 21, 3, 49)]


def test_one_page_alone_is_asked_for_where_one_stands() -> None:
    with Ahead(Pages(1)) as read:
        assert place(read(START)) == at(1)


def test_what_goes_wrong_meanwhile_is_told_to_who_asks_for_it() -> None:
    log = Pages(9, broken=2)
    with Ahead(log) as read:
        read(START)
        assert log.asked[2].wait(10)
        assert place(read(at(1))) == at(2)
        with pytest.raises(OSError, match="broken"):
            read(at(2))
        log.broken = 99
        assert place(read(at(2))) == at(3)


def test_a_log_that_is_another_one_meanwhile_is_told_and_read_anew() -> None:
    log = Pages(9, gone=2)
    with Ahead(log) as read:
        read(START)
        read(at(1))
        assert read(at(2)) == Gone("reset")
        log.gone = 99
        assert [place(read(at(n))) for n in range(9)] == [at(n + 1) for n in range(9)]
