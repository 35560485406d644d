"""Copies of the database: made while it is in use, checked, and put back with everything erased that was since."""

import os
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Final, NamedTuple

from ritual.endpoint.holding import Taken, give, held
from ritual.endpoint.storage.contract import NoTeam
from ritual.endpoint.storage.sqlite import people, schema
from ritual.endpoint.storage.sqlite.journal import DELETED, NAME, REMOVED, REVOKED, Journal, Noted
from ritual.endpoint.storage.sqlite.pushing import Push, do_again
from ritual.endpoint.storage.sqlite.rows import team_row
from ritual.endpoint.storage.sqlite.schema import Damaged, NotOurs
from ritual.endpoint.team_log import Hand
from ritual.protocol.cursor import START
from ritual.protocol.people import ADMIN

__all__ = ["Damaged", "NotOurs", "Taken", "back_up", "restore"]
_BEFORE: Final = "before-restore.db"
# A file's name is bytes, which needn't be UTF-8: text that Python hands to SQLite has to be.
_COPY: Final = "VACUUM INTO CAST(? AS TEXT)"
_ROOM: Final = 1 << 60


class Restored(NamedTuple):
    """How many events the copy held, how many deeds of the journal were done again, and where the old database is."""

    events: int
    again: int
    before: Path | None


def back_up(folder: Path, target: Path) -> int:
    """Copies the database of a folder into a file, for this user alone, and gives the number of its events.

    Raises NotOurs where there is none, Damaged, OSError where the file can't be written or is there already.
    """
    if not (folder / schema.FILE).exists():
        raise NotOurs("no database")
    with _made(target) as being:
        with closing(schema.connect(folder / schema.FILE)) as db, _as_os_error():
            db.execute(_COPY, (os.fsencode(being),))
        return looked_at(being)


def looked_at(path: Path) -> int:
    """The number of events in a copy, read from its first page to its last; raises NotOurs for anything else."""
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as db:
            numbers = [db.execute(f"PRAGMA {each}").fetchone()[0] for each in ("application_id", "user_version")]
            whole = db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            if numbers != [schema.APPLICATION, schema.VERSION] or not whole:
                raise NotOurs(str(path))
            (events,) = db.execute("SELECT count(*) FROM event WHERE body IS NOT NULL").fetchone()
            return int(events)
    except sqlite3.Error as error:
        raise NotOurs(str(path)) from error


def restore(folder: Path, file: Path) -> Restored:
    """Puts a copy in the place of the folder's database. What the journal tells since is done to it first.

    Raises NotOurs for a file that is no copy, Taken while an endpoint runs, OSError where the disk refuses.
    """
    events = looked_at(file)
    with held(folder):
        path, new = folder / schema.FILE, folder / f"{schema.FILE}.new"
        new.unlink(missing_ok=True)
        os.close(os.open(new, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        with closing(sqlite3.connect(file)) as source, closing(sqlite3.connect(new)) as copy, _as_os_error():
            source.backup(copy)
        again = _replayed(new, Journal(folder / NAME))
        before = _kept_aside(path, folder / _BEFORE) if path.exists() else None
        give(folder, new.name)
        _flushed(new)
        new.replace(path)
        _flushed(folder)
    return Restored(events, again, before)


def _replayed(path: Path, journal: Journal) -> int:
    with closing(schema.connect(path)) as db:
        again = 0
        db.execute("BEGIN IMMEDIATE")
        for noted in journal.noted():
            with suppress(NoTeam):  # made since, or deleted
                again += _done_again(db, noted)
        db.execute("DELETE FROM invite WHERE used_by IS NULL")  # nobody knows which were used or withdrawn since
        db.execute("COMMIT")
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        db.execute("PRAGMA journal_mode = DELETE")  # one file, which can be moved
    return again


def _done_again(db: sqlite3.Connection, noted: Noted) -> bool:
    event, team = noted.event, noted.team
    deeds: dict[str, Callable[[], object]] = {
        DELETED: lambda: people.delete_team(db, team),
        REMOVED: lambda: people.end_membership(db, team_row(db, team).n, event.id, int(time.time())),
        REVOKED: lambda: people.remove_device(db, team, event.id, closing=False),
    }
    if event.op in deeds:
        deeds[event.op]()
        return True
    hand = Hand(noted.author, noted.device, ADMIN)
    return do_again(db, Push(team, hand, START, (event,), noted.received, _ROOM))


def _kept_aside(path: Path, aside: Path) -> Path:
    """The old database under another name, with nothing left of it in a write-ahead log that would go into the new."""
    with suppress(sqlite3.Error, OSError, NotOurs), closing(schema.connect(path)) as db:
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    for suffix in ("-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)
    aside.unlink(missing_ok=True)
    os.link(path, aside)
    return aside


@contextmanager
def _made(target: Path) -> Iterator[Path]:
    """A new file beside the target that takes its place once it is whole and on the disk."""
    being = target.with_name(f"{target.name}.part")
    if target.exists():
        raise FileExistsError(str(target))
    being.unlink(missing_ok=True)
    os.close(os.open(being, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    try:
        yield being
        _flushed(being)
        being.replace(target)
        _flushed(target.parent)
    finally:
        being.unlink(missing_ok=True)


@contextmanager
def _as_os_error() -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as error:
        raise OSError(str(error)) from error


def _flushed(path: Path) -> None:
    fd = os.open(path, os.O_RDONLY)
    try:
        os.fsync(fd)
    finally:
        os.close(fd)
