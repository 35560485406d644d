"""The one thread that writes: it takes all that waits into one transaction, so that many pushes share an fsync."""

import asyncio
import sqlite3
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from queue import Empty, SimpleQueue
from typing import Final, NamedTuple, TypeVar

_MOST: Final = 256
"""How many writes share a transaction at most."""
_QUIET, _LATEST = 2.0, 20.0
"""Seconds after an erasure until the write-ahead log is emptied: when nothing is written, and at the latest."""

Given = TypeVar("Given")


class _Job(NamedTuple):
    work: Callable[[sqlite3.Connection], object]
    answer: "asyncio.Future[object]"


class _Done(NamedTuple):
    job: _Job
    given: object
    wrong: BaseException | None


class Writer:
    """Runs functions on the database, one after the other, each wholly or not at all; for one loop at a time.

    A function that blanks anything calls `owe_sweep`, so that what it blanked leaves the write-ahead log soon.
    """

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self._jobs: SimpleQueue[_Job | None] = SimpleQueue()
        self._owed_since = 0.0
        self._thread = threading.Thread(target=self._run, name="ritual-endpoint-writer")
        self._thread.start()

    async def write(self, work: Callable[[sqlite3.Connection], Given]) -> Given:
        """What `work` gives, once its changes are on the disk; what it raises, with nothing changed."""
        loop = asyncio.get_running_loop()
        answer: asyncio.Future[object] = loop.create_future()
        self._jobs.put(_Job(work, answer))
        return await answer  # type: ignore[return-value]

    def owe_sweep(self) -> None:
        """Words were blanked in this transaction; called from within `work`."""
        self._owed_since = self._owed_since or time.monotonic()

    def close(self) -> None:
        """Ends when everything that waits is written."""
        self._jobs.put(None)
        self._thread.join()

    def _run(self) -> None:
        going = True
        while going:
            jobs, going = self._waiting()
            if jobs:
                self._commit(jobs)
            if self._owed_since and (not jobs or time.monotonic() - self._owed_since > _LATEST):
                self._sweep()
        self._db.close()

    def _waiting(self) -> tuple[list[_Job], bool]:
        """Everything that waits now, after waiting for something; whether to go on."""
        jobs: list[_Job] = []
        try:
            job = self._jobs.get(timeout=_QUIET if self._owed_since else None)
            time.sleep(0)  # lets the loop read whatever else has arrived by now
            while job is not None:
                jobs.append(job)
                if len(jobs) == _MOST:
                    return jobs, True
                job = self._jobs.get_nowait()
        except Empty:
            return jobs, True
        return jobs, False

    def _commit(self, jobs: list[_Job]) -> None:
        done: list[_Done] = []
        try:
            self._db.execute("BEGIN IMMEDIATE")
            for job in jobs:
                done.append(_Done(job, *self._saved(job)))
            self._db.execute("COMMIT")
        except sqlite3.Error as error:
            # The disk is full, say: nothing of this transaction has happened, and everybody in it is told so.
            if self._db.in_transaction:
                self._db.execute("ROLLBACK")
            done = [_Done(job, None, error) for job in jobs]
        loop = jobs[0].answer.get_loop()
        with suppress(RuntimeError):  # whoever waited has gone with the loop
            loop.call_soon_threadsafe(_answer, done)

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

    def _sweep(self) -> None:
        busy = True
        with suppress(sqlite3.Error):  # the disk fails: it is owed still
            (busy, *_) = self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        self._owed_since = time.monotonic() if busy else 0.0


def _answer(done: list[_Done]) -> None:
    """Tells everybody in a transaction how it went, all at once: waking the loop for each would cost more than that."""
    for job, given, wrong in done:
        if job.answer.cancelled():
            continue
        if wrong is None:
            job.answer.set_result(given)
        else:
            job.answer.set_exception(wrong)
