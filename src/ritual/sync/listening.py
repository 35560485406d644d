"""Listens to an endpoint in a thread of its own: to a stream, or to pulls that wait where streams don't get through."""

import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from queue import Empty, Full, Queue
from typing import Final, NamedTuple

from ritual.errors import SyncTrouble
from ritual.protocol.cursor import Cursor
from ritual.protocol.wire import Live
from ritual.sync.engine import PAGE
from ritual.sync.http import Http
from ritual.sync.log import Log
from ritual.sync.news import Batch, Bye, Frame, News, frames, news
from ritual.sync.remote import Gone

OTHER_LOG: Final = "other-log"
"""The reason of a `Bye` where the endpoint's log isn't the one that the cursor was read from."""
_BREATH: Final = 0.2
"""Seconds between two pulls, so that an endpoint that doesn't wait isn't asked all the time."""
_MOST: Final = 32
"""How many news wait for their turn before the endpoint has to."""
_MOMENT: Final = 0.1


class Over(NamedTuple):
    """Nothing more will come: what was the matter, None where it ended in peace."""

    trouble: SyncTrouble | None


Source = Callable[["Listener"], Iterator[News]]


class Listener:
    """One connection. News wait until they are taken, last an Over; live messages don't: `heard` is given each in the
    listener's own thread."""

    def __init__(self, source: Source, heard: Callable[[Live], None]) -> None:
        self._source = source
        self._heard_live = heard
        self._news: Queue[News | Over | None] = Queue(_MOST)
        self._closed = threading.Event()
        self._cut: Callable[[], None] = lambda: None
        self._began = self._heard = time.monotonic()
        self._thread = threading.Thread(target=self._run, daemon=True, name="ritual listens")

    def start(self) -> None:
        """Begins."""
        self._thread.start()

    def come(self, seconds: float) -> list[News | Over]:
        """All news that have come, after waiting so long for some, or until it is woken."""
        found = []
        with suppress(Empty):
            found.append(self._news.get(timeout=seconds))
            while True:
                found.append(self._news.get_nowait())
        return [each for each in found if each is not None]

    def wake(self) -> None:
        """Lets nobody wait for news any longer."""
        with suppress(Full):  # then there are some
            self._news.put_nowait(None)

    @property
    def is_closed(self) -> bool:
        """Whether nothing is to be told any more."""
        return self._closed.is_set()

    @property
    def is_over(self) -> bool:
        """Whether its thread has ended."""
        return not self._thread.is_alive()

    def close(self) -> None:
        """Ends it; nothing is told any more."""
        self._closed.set()
        self._cut()

    def join(self) -> None:
        """Waits for its last breath: a pull that waits can't be cut short."""
        self._thread.join()

    def silence(self) -> tuple[float, bool]:
        """For how many seconds nothing has come, and whether anything ever did."""
        return time.monotonic() - self._heard, self._heard > self._began

    def rest(self, seconds: float) -> None:
        """Waits, but not for longer than it listens."""
        self._closed.wait(seconds)

    def read(self, chunks: Iterable[bytes], cut: Callable[[], None]) -> Iterator[Frame]:
        """The frames of a stream that `cut` ends."""
        self._cut = cut
        return frames(self._alive(chunks))

    def _alive(self, chunks: Iterable[bytes]) -> Iterator[bytes]:
        for chunk in chunks:
            if self.is_closed:
                return
            self._heard = time.monotonic()
            yield chunk

    def _run(self) -> None:
        trouble = None
        try:
            for each in self._source(self):
                if self.is_closed:
                    return
                self._tell(each)
        except SyncTrouble as error:
            trouble = error
        self._tell(Over(trouble))

    def _tell(self, each: News | Over) -> None:
        """Hands it over once there is room, or nobody listens any more."""
        if isinstance(each, Live):
            self._heard_live(each)
            return
        while not self.is_closed:
            with suppress(Full):
                self._news.put(each, timeout=_MOMENT)
                return


def streamed(http: Http, team: str, cursor: Cursor) -> Source:
    """What a stream tells."""

    def source(listener: Listener) -> Iterator[News]:
        with http.listen(f"/teams/{team}/stream?after={cursor}") as flow:
            yield from news(listener.read(flow.chunks, flow.cut))

    return source


def polled(http: Http, team: str, cursor: Cursor, wait: int) -> Source:
    """What pulls tell that wait for so many seconds, one after the other."""

    def source(listener: Listener) -> Iterator[News]:
        log, after = Log(http, team), cursor
        while not listener.is_closed:
            page = log.pull(after, PAGE, wait)
            if isinstance(page, Gone):
                yield Bye(OTHER_LOG, 0)
                return
            if page.events or page.cursor != after:
                yield Batch(page.events, page.cursor)
            else:
                listener.rest(_BREATH)
            yield from page.live
            after = page.cursor

    return source
