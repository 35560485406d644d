"""Asks for the next page of a log while the last one is worked on, so that neither side waits for the other."""

from collections.abc import Sequence
from threading import Thread

from ritual.protocol.cursor import Cursor
from ritual.protocol.wire import Page, Pushed, Receipt
from ritual.sync.remote import Gone, Remote


class Ahead:
    """A `Remote` that is one page ahead; an answer that nobody asks for after all is let go."""

    def __init__(self, remote: Remote) -> None:
        self._remote = remote
        self._asked: _Asked | None = None

    def push(self, cursor: Cursor, events: Sequence[Pushed]) -> Receipt | Gone:
        """See `Remote`."""
        return self._remote.push(cursor, events)

    def pull(self, cursor: Cursor, limit: int) -> Page | Gone:
        """See `Remote`."""
        asked, self._asked = self._asked, None
        fits = asked and asked.what == (cursor, limit)
        answer = asked.answer() if asked and fits else self._remote.pull(cursor, limit)
        if isinstance(answer, Page) and answer.more:
            self._asked = _Asked(self._remote, answer.cursor, limit)
        return answer


class _Asked(Thread):
    """One pull, under way. Nobody has to wait for it: a process may end meanwhile."""

    def __init__(self, remote: Remote, cursor: Cursor, limit: int) -> None:
        super().__init__(daemon=True)
        self.what = (cursor, limit)
        self._remote = remote
        self._given: Page | Gone | Exception | None = None
        self.start()

    def run(self) -> None:
        """Asks."""
        try:
            self._given = self._remote.pull(*self.what)
        except Exception as error:  # noqa: BLE001  raised where the answer is wanted
            self._given = error

    def answer(self) -> Page | Gone:
        """The answer, once it is there; raises what asking raised."""
        self.join()
        assert self._given is not None
        if isinstance(self._given, Exception):
            raise self._given
        return self._given
