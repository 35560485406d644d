"""A copy of the record in one file, checked before it counts, without what was erased and without a round under way."""

import os
from itertools import count
from pathlib import Path
from typing import NamedTuple

from ritual.actions.desk import DEVICE, ME
from ritual.actions.fleeting import fleeting
from ritual.actions.surroundings import Surroundings
from ritual.actions.workspace import Workspace
from ritual.errors import Refused, StoreTrouble
from ritual.files import places
from ritual.files.handles import folded
from ritual.files.writing import PRIVATE, putting
from ritual.model.entry import erase
from ritual.model.moments import today
from ritual.store import copies
from ritual.store.reading import Extent
from ritual.store.record import Record
from ritual.store.shared import SharedRecord
from ritual.words import t

BESIDE = ("", "-wal", "-shm", "-journal")
"""The endings of the files that SQLite may keep for one record."""


class BackedUp(NamedTuple):
    """Where a backup is, and how much is in it."""

    path: Path
    extent: Extent


def back_up(ws: Workspace, target: Path, *, force: bool = False) -> BackedUp:
    """Backs the record up to a file, or into a folder under a name with the day in it.

    Raises Refused for a file that is there already, StoreTrouble where the copy doesn't fit or isn't whole.
    """
    record = Path(places.team_record(ws.around.env, ws.team.id))
    path = free(target, _name(ws)) if target.is_dir() else target
    _refuse_if_taken(path, record, force)
    beside = path.with_name(f".{path.name}.new")
    with putting(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            extent = _checked(ws.around, record, beside)
            _refuse_if_taken(path, record, force)
            beside.replace(path)
        finally:
            clear(beside)
    return BackedUp(path, extent)


def copied(around: Surroundings, record: Path, path: Path) -> None:
    """Copies a record into a file of its own, without rounds under way; what is there already goes."""
    clear(path)
    os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY | os.O_NOFOLLOW, PRIVATE))
    copies.copy(str(record), str(path))
    without_rounds(around, path)
    copies.pack(str(path))


def without_rounds(around: Surroundings, path: Path) -> None:
    """Takes a round under way out of a copy, and all that isn't kept after its round, without a trace."""
    with SharedRecord.open(str(path), create=False) as record:
        record.share("")  # a copy knows nothing of the endpoint, which may have moved on
        ws = Workspace(around, record, record.meta(ME) or "", record.meta(DEVICE) or "")
        gone = fleeting(ws)
        entries = [entry for each in sorted(gone) if (entry := record.entry(each))]
        ws.write(*(erase(ws.new_id(), ws.pen(), entry) for entry in entries), forget=gone)


def clear(path: Path) -> None:
    """Takes a copy away, and whatever SQLite may have put beside it."""
    for ending in BESIDE:
        path.with_name(path.name + ending).unlink(missing_ok=True)


def whole(path: Path) -> Extent:
    """How much is in a copy that is whole; StoreTrouble for one that isn't."""
    with Record.open(str(path), create=False) as copy:
        problems, extent = copy.check(), copy.extent()
    if problems:
        raise StoreTrouble(problems[0].sentence, t("`ritual doctor` says more about the record."))
    return extent


def free(folder: Path, name: str) -> Path:
    """The first of name.db, name-2.db … that isn't there."""
    numbered = (folder / f"{name}{f'-{n}' if n > 1 else ''}.db" for n in count(1))
    return next(path for path in numbered if not os.path.lexists(path))


def _checked(around: Surroundings, record: Path, path: Path) -> Extent:
    copied(around, record, path)
    return whole(path)


def _refuse_if_taken(path: Path, record: Path, force: bool) -> None:
    there = os.path.lexists(path)
    if there and not (force and path.is_file() and not path.samefile(record)):
        raise Refused(t("{path} is there already.", path=path), t("Another name, or --force to replace a backup."))


def _name(ws: Workspace) -> str:
    return f"ritual-{folded(ws.team.name) or 'team'}-{today(ws.now(), ws.zone)}"
