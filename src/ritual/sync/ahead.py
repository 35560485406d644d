"""Asks for the next pages of a log while the last ones are worked on, so that neither side waits for the other."""

from collections.abc import Callable
from queue import SimpleQueue
from threading import Semaphore, Thread
from typing import Final, Generic, Protocol, Self, TypeVar

from ritual.protocol.cursor import Cursor
from ritual.sync.remote import Gone

DEEP: Final = 20
"""How many pages may wait to be worked on: more than come while one transaction is written, so that the next has all
that it takes in."""


class Read(Protocol):
    """What was read of a log: where it ends, and whether there is more."""

    @property
    def cursor(self) -> Cursor: ...

    @property
    def more(self) -> bool: ...


Part = TypeVar("Part", bound=Read)


class Ahead(Generic[Part]):
    """Reads on in a thread of its own from where it was last asked, as a context; what nobody asks for is let go."""

    def __init__(self, ask: Callable[[Cursor], Part | Gone]) -> None:
        self._ask = ask
        self._course: _Course[Part] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._end()

    def __call__(self, cursor: Cursor) -> Part | Gone:
        """What follows behind a cursor; raises what asking raises."""
        if self._course and self._course.at == cursor:
            return self._course.following()
        self._end()
        answer = self._ask(cursor)
        if not isinstance(answer, Gone) and answer.more:
            self._course = _Course(self._ask, answer.cursor)
        return answer

    def _end(self) -> None:
        if self._course:
            self._course.end()
        self._course = None


class _Course(Thread, Generic[Part]):
    """Pages one after the other, under way. Nobody has to wait for it: a process may end meanwhile."""

    def __init__(self, ask: Callable[[Cursor], Part | Gone], cursor: Cursor) -> None:
        super().__init__(daemon=True)
        self.at: Cursor | None = cursor
        """Behind what the next one follows that nobody has been given; None where there is none."""
        self._ask, self._cursor = ask, cursor
        self._room = Semaphore(DEEP)
        self._given: SimpleQueue[Part | Gone | Exception] = SimpleQueue()
        self._ended = False
        self.start()

    def run(self) -> None:
        """Asks until there is no more, or something else than a page came."""
        more = True
        while more and self._room.acquire() and not self._ended:
            answer = self._asked()
            more = not isinstance(answer, Gone | Exception) and answer.more
            if not isinstance(answer, Gone | Exception):
                self._cursor = answer.cursor
            self._given.put(answer)

    def following(self) -> Part | Gone:
        """The next one, once it is there; raises what asking raised."""
        answer = self._given.get()
        self._room.release()
        self.at = None
        if isinstance(answer, Exception):
            raise answer
        if not isinstance(answer, Gone) and answer.more:
            self.at = answer.cursor
        return answer

    def end(self) -> None:
        """Nothing more is wanted."""
        self._ended = True
        self._room.release()

    def _asked(self) -> Part | Gone | Exception:
        try:
            return self._ask(self._cursor)
        except Exception as error:  # noqa: BLE001  raised where the answer is wanted
            return error
