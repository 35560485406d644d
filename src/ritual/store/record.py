"""One team's record on this machine: opening, writing and watching it."""

import os
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager

from ritual.errors import Problem, StoreTrouble
from ritual.hints import TYPE_CHECKING, Self
from ritual.model.event import Event
from ritual.store import erasing, migrations
from ritual.store.opening import MEMORY, opened
from ritual.store.putting import PRAGMAS, is_long
from ritual.store.trouble import no_record, telling
from ritual.store.window import Window
from ritual.words import t

if TYPE_CHECKING:
    from ritual.store.projection import Stale, Stored


class Record(Window):
    """The record of one team. Every method raises StoreTrouble when the disk or the file doesn't play along."""

    def __init__(self, db: sqlite3.Connection, path: str) -> None:
        super().__init__(db, path)
        self._closed = False
        self._changes = 0
        self._seen = 0
        self.has_written = False
        """Whether anything was written through this opening of the record."""

    @classmethod
    def open(cls, path: str, *, create: bool = True) -> Self:
        """The record in a file, or in ":memory:"; raises NewerStore if a newer ritual wrote it.

        Where its folder can't be written it can be read, and every writing method raises StoreTrouble.
        """
        with telling(path):
            if path != MEMORY:
                _make_private(path, create)
            db = opened(path)
            try:
                for pragma in PRAGMAS:
                    db.execute(f"PRAGMA {pragma}")
                migrations.migrate(db, path)
            except BaseException:
                db.close()
                raise
            return cls(db, path)

    def close(self) -> None:
        """Ends reading and writing; what is still owed to erased words is tried once more. Closing again is nothing."""
        if self._closed:
            return
        self._closed = True
        with self._telling:
            try:
                erasing.settle(self._db)
            finally:
                self._db.close()

    def leave(self) -> None:
        """For a program that ends at once by `os._exit`: closes only if the write-ahead log has grown long."""
        if is_long(self._path):
            self.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def append(self, events: Sequence[Event], *, sweep: bool = False, forget: Collection[str] = ()) -> "Stored | Stale":
        """Stores what was written on this machine, all of it or nothing; on the disk when this returns.

        `sweep` takes what was replaced, now or before, out of the files too, as erasing does. `forget` are entries
        that these events erase and of which no trace may stay; only what no other machine can have seen may be
        forgotten, because nothing else keeps an erased entry from coming back.
        """
        from ritual.store import projection  # reading does without it

        with self._writing():
            outcome = projection.take_own(self._db, events)
            if isinstance(outcome, projection.Stale):
                self._db.execute("ROLLBACK")
                return outcome
            erasing.forget(self._db, forget)
            if sweep:
                erasing.owe(self._db, erasing.FILE)
            return outcome

    def apply(self, events: Iterable[Event]) -> "Stored":
        """Stores what came from elsewhere, in whatever order it came; on the disk when this returns."""
        from ritual.store import projection

        with self._writing():
            return projection.take_any(self._db, events)

    def is_settled(self, event: Event) -> bool:
        """Whether taking this event in would change nothing: it is here, or its entry is erased."""
        from ritual.store import projection

        with self._telling:
            return projection.is_settled(self._db, event)

    def make_room(self) -> None:
        """Keeps more of the file in memory from now on, for many events at once: ids spread over all of it."""
        with self._telling:
            self._db.execute("PRAGMA cache_size = -65536")

    def set_meta(self, key: str, value: str | None) -> None:
        """Keeps a fact that only this machine knows; None forgets it."""
        with self._writing():
            self._db.execute("DELETE FROM meta WHERE key = ?", (key,))
            if value is not None:
                self._db.execute("INSERT INTO meta VALUES (?, ?)", (key, value))

    def version(self) -> int:
        """A number that moves whenever this or another process has written; cheap enough to ask for every moment."""
        with self._telling:
            (seen,) = self._db.execute("PRAGMA data_version").fetchone()
        if seen != self._seen:
            self._seen = seen
            self._changes += 1
        return self._changes

    def check(self) -> list[Problem]:
        """Everything that is wrong with the record; an empty list if it is whole."""
        from ritual.store import health  # only the doctor needs it

        with self._telling:
            return health.check(self._db, self._path)

    def rebuild(self) -> None:
        """Makes entries and search again from the events."""
        from ritual.store import health

        with self._writing():
            health.rebuild(self._db)

    def unread(self) -> int:
        """How many events are kept that only a newer ritual can read."""
        from ritual.store import health

        with self._telling:
            return health.unread(self._db)

    def pending_erasure(self) -> bool:
        """Whether erased words may still be in a file, because another process was in the way."""
        with self._telling:
            return erasing.is_owed(self._db)

    @contextmanager
    def _writing(self) -> Iterator[None]:
        with self._telling:
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._db.commit()
            except BaseException:
                self._db.rollback()
                raise
            self._changes += 1
            self.has_written = True
            erasing.settle(self._db)


def _make_private(path: str, create: bool) -> None:
    # By os and not by pathlib, which is slow to import and not needed otherwise on the quick path.
    there = os.path.exists(path)  # noqa: PTH110
    # SQLite takes an empty file for a new database, and a team whose record was cut off would be there without a word.
    if there and not create and os.path.getsize(path) == 0:  # noqa: PTH202
        raise no_record(path)
    if not there:
        if not create:
            raise StoreTrouble(t("There is no record at {path}.", path=path), t("'ritual init' makes a team."))
        os.makedirs(os.path.dirname(path) or ".", mode=0o700, exist_ok=True)  # noqa: PTH103, PTH120
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
