"""The one that writes: it takes all that waits into one transaction, so that many pushes share an fsync."""

import asyncio
import sqlite3
import threading
import time
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from math import inf
from queue import Empty, SimpleQueue
from typing import Final, NamedTuple, TypeVar

_MOST: Final = 256
"""How many writes share a transaction at most."""
_MOMENT: Final = 0.02
"""Seconds after which short writes let the loop go on; those that are left share the next transaction."""
_QUIET, _LATEST = 2.0, 20.0
"""Seconds after an erasure until the write-ahead log is emptied: when nothing is written, and at the latest."""

Given = TypeVar("Given")


class _Job(NamedTuple):
    work: Callable[[sqlite3.Connection], object]
    is_short: bool
    answer: "asyncio.Future[object]"


class _Done(NamedTuple):
    job: _Job
    given: object
    wrong: BaseException | None


class _Round:
    """Writes that share a transaction: `begin` runs them, `end` commits."""

    def __init__(self, db: sqlite3.Connection, jobs: list[_Job]) -> None:
        self._db, self.jobs = db, jobs
        self.done: list[_Done] = []
        self.is_begun = False
        self._wrong: Exception | None = None

    def begin(self, seconds: float) -> list[_Job]:
        """Runs them for so long; what is left then isn't part of it."""
        self.is_begun, until = True, time.monotonic() + seconds
        try:
            self._db.execute("BEGIN IMMEDIATE")
            for job in self.jobs:
                self.done.append(_Done(job, *self._saved(job)))
                if time.monotonic() > until:
                    break
        except Exception as error:  # noqa: BLE001  everybody in it is told, and whoever comes after it is served
            self._wrong = error
            return []
        self.jobs, left = self.jobs[: len(self.done)], self.jobs[len(self.done) :]
        return left

    def end(self) -> None:
        """Commits. Where the disk is full, say, nothing of it has happened, and everybody in it is told so."""
        try:
            if self._wrong is None:
                self._db.execute("COMMIT")
        except sqlite3.Error as error:
            self._wrong = error
        if self._wrong:
            with suppress(sqlite3.Error):  # none is under way where SQLite itself has ended it
                self._db.execute("ROLLBACK")
            self.done = [_Done(job, None, self._wrong) for job in self.jobs]

    def answer(self) -> None:
        """Tells everybody in it how it went, all at once: waking the loop for each would cost more than that."""
        for job, given, wrong in self.done:
            if job.answer.cancelled():
                continue
            if wrong is None:
                job.answer.set_result(given)
            else:
                job.answer.set_exception(wrong)

    def _saved(self, job: _Job) -> tuple[object, BaseException | None]:
        self._db.execute("SAVEPOINT job")
        try:
            given = job.work(self._db)
        except Exception as error:
            if not self._db.in_transaction:
                raise  # SQLite itself has ended the transaction: the disk is full, say
            self._db.execute("ROLLBACK TO job")
            self._db.execute("RELEASE job")
            return None, error
        self._db.execute("RELEASE job")
        return given, None


class Writer:
    """Runs functions on the database, one after the other, each wholly or not at all; for one loop at a time.

    Short ones run in the loop itself: with each statement sqlite3 gives up the interpreter's lock, and a thread beside
    a busy loop would spend most of its time waiting to have it back. What waits for the disk is a thread's: commits,
    and all that isn't short.

    A function that blanks anything calls `owe_sweep`, so that what it blanked leaves the write-ahead log soon.
    """

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self._loop: asyncio.AbstractEventLoop | None = None
        """Where a round is under way."""
        self._waiting: deque[_Job] = deque()
        self._rounds: SimpleQueue[_Round | None] = SimpleQueue()
        self._in_use = threading.Lock()
        """Held from the beginning of a transaction to its end, which may be in another thread."""
        self._owed_since = time.monotonic()
        """Since when the write-ahead log may hold erased words, 0 where it doesn't; one that was killed may have left
        some."""
        self._thread = threading.Thread(target=self._run, name="ritual-endpoint-writer")
        self._thread.start()

    async def write(self, work: Callable[[sqlite3.Connection], Given], *, is_short: bool = False) -> Given:
        """What `work` gives, once its changes are on the disk; what it raises, with nothing changed."""
        loop = asyncio.get_running_loop()
        if self._loop is not loop:
            self._loop = loop
            self._waiting.clear()  # whoever waited has gone with another loop
            loop.call_soon(self._begin)
        answer: asyncio.Future[object] = loop.create_future()
        self._waiting.append(_Job(work, is_short, answer))
        return await answer  # type: ignore[return-value]

    def owe_sweep(self) -> None:
        """Words were blanked in this transaction; called from within `work`."""
        self._owed_since = self._owed_since or time.monotonic()

    def close(self) -> None:
        """Ends when everything that waits is written."""
        self._rounds.put(_Round(self._db, [*self._waiting]))
        self._waiting.clear()
        self._rounds.put(None)
        self._thread.join()

    def _begin(self) -> None:
        """Begins a round with all that waits now, in the loop where that is short."""
        if not self._waiting:
            self._loop = None
            return
        jobs = [self._waiting.popleft() for _ in range(min(_MOST, len(self._waiting)))]
        begun = _Round(self._db, jobs)
        if all(job.is_short for job in jobs) and self._in_use.acquire(blocking=False):
            self._waiting.extendleft(reversed(begun.begin(_MOMENT)))
        self._rounds.put(begun)

    def _ended(self, done: _Round) -> None:
        done.answer()
        loop = asyncio.get_running_loop()
        loop.call_soon(loop.call_soon, self._begin)  # when the answers are on their way

    def _run(self) -> None:
        while True:
            try:
                begun = self._rounds.get(timeout=_QUIET if self._owed_since else None)
            except Empty:
                self._sweep()
                continue
            if begun is None:
                break
            self._end(begun)
            if self._owed_since and time.monotonic() - self._owed_since > _LATEST:
                self._sweep()
        if self._owed_since:
            self._sweep()
        self._db.close()

    def _end(self, begun: _Round) -> None:
        if not begun.is_begun:
            self._in_use.acquire()
            begun.begin(inf)
        begun.end()
        self._in_use.release()
        if begun.jobs:
            with suppress(RuntimeError):  # whoever waited has gone with the loop
                begun.jobs[0].answer.get_loop().call_soon_threadsafe(self._ended, begun)

    def _sweep(self) -> None:
        if not self._in_use.acquire(blocking=False):
            return  # a round that the loop has begun waits for this very thread to end it
        busy = True
        with suppress(sqlite3.Error):  # the disk fails: it is owed still
            (busy, *_) = self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        self._owed_since = time.monotonic() if busy else 0.0
        self._in_use.release()
