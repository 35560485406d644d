"""Listening in a thread of its own: what is told, in which order, and what is not told any more."""

from collections.abc import Iterator
from queue import Queue

import httpx
import pytest

from ritual.errors import SyncTrouble
from ritual.protocol.cursor import START, Cursor
from ritual.protocol.problems import KNOWN, problem_body
from ritual.protocol.wire import Live, Page, page_told, written
from ritual.sync import listening
from ritual.sync.listening import OTHER_LOG, Listener, Over, Source, polled
from ritual.sync.news import Batch, Bye, Hello, News
from tests.sync.test_http import Asked, said
from vectors import an_id

SOON = 20
CURSOR = Cursor(1, 0, "0123456789ab")
LIVE = Live(an_id("ana"), an_id("device"), b"sealed", 9)


def told(source: Source) -> list[News | Over]:
    """All that a listener tells until it ends, what is said live first."""
    live: list[News | Over] = []
    listener = Listener(source, live.append)
    listener.start()
    listener.join()
    return [*live, *listener.come(0)]


def page(cursor: Cursor, *live: Live) -> httpx.Response:
    return said(200, written(page_told(Page((), cursor, more=False, head=1, epoch=1, live=live))))


def test_pulls_tell_what_moved_and_what_was_said_until_the_log_is_another() -> None:
    gone = said(410, problem_body(KNOWN["cursor-unknown"]))
    asked = Asked(page(CURSOR), page(CURSOR, LIVE), gone)
    assert told(polled(asked.http, an_id("team"), START, 25)) == [
        LIVE,
        Batch((), CURSOR),
        Bye(OTHER_LOG, 0),
        Over(None),
    ]
    assert [request.url.params["after"] for request in asked.requests] == ["0", str(CURSOR), str(CURSOR)]
    assert asked.requests[0].url.params["wait"] == "25"


def test_what_is_the_matter_comes_last() -> None:
    asked = Asked(page(CURSOR), httpx.ConnectError("no route"))
    *before, last = told(polled(asked.http, an_id("team"), START, 25))
    assert before == [Batch((), CURSOR)]
    assert isinstance(last, Over)
    assert isinstance(last.trouble, SyncTrouble)


@pytest.mark.parametrize("fails", [True, False])
def test_nothing_is_told_any_more_once_it_is_closed(fails: bool) -> None:
    def source(listener: Listener) -> Iterator[News]:
        yield Hello(1)
        listener.close()
        if fails:
            raise SyncTrouble("cut")
        yield Hello(2)

    assert told(source) == [Hello(1)]


def test_pulls_end_where_nobody_listens() -> None:
    asked = Asked(page(START))
    listener = Listener(polled(asked.http, an_id("team"), START, 25), lambda _: None)
    listener.close()
    listener.start()
    listener.join()
    assert asked.requests == []


def test_a_stream_is_not_read_on_once_it_is_closed() -> None:
    listener = Listener(lambda _: iter([]), lambda _: None)
    assert listener.silence()[1] is False
    read = listener.read([b"data: a\n\n", b"data: b\n\n"], lambda: None)
    assert next(read).data == b"a"
    assert listener.silence()[1] is True
    listener.close()
    assert list(read) == []


class Narrow(Queue[News | Over | None]):
    """Room for one, and how often somebody tried to put something there."""

    def __init__(self) -> None:
        super().__init__(1)
        self.tries = 0

    def put(self, item: News | Over | None, block: bool = True, timeout: float | None = None) -> None:
        self.tries += 1
        super().put(item, block, timeout)


@pytest.mark.parametrize("is_taken", [True, False])
def test_news_that_nobody_takes_wait_with_the_endpoint(is_taken: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listening, "_MOMENT", 0.001)
    news = Narrow()
    listener = Listener(lambda _: iter([Hello(1), Hello(2)]), lambda _: None)
    monkeypatch.setattr(listener, "_news", news)
    listener.start()
    while news.tries < 4:
        pass
    if is_taken:
        found: list[News | Over] = []
        while len(found) < 3:
            found += listener.come(SOON)
        assert found == [Hello(1), Hello(2), Over(None)]
    listener.close()
    listener.join()
    assert listener.come(0) == ([] if is_taken else [Hello(1)])


def test_who_waits_for_news_is_woken() -> None:
    listener = Listener(lambda _: iter([]), lambda _: None)
    listener.wake()
    assert listener.come(SOON) == []
    for _ in range(100):
        listener.wake()  # where many wait already, nobody needs it
