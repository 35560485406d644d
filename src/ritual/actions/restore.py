"""Puts a backup in the record's place: looked at first, what is here kept aside, what was erased since still erased."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import copyfile, rmtree
from typing import NamedTuple

from ritual.actions.backup import BESIDE, back_up, clear, free, whole, without_rounds
from ritual.actions.choosing import remember
from ritual.actions.desk import DEVICE, ME
from ritual.actions.mine import ASKED
from ritual.actions.surroundings import Surroundings
from ritual.actions.team_settings import team_from
from ritual.actions.workspace import Workspace
from ritual.errors import BadFile, DamagedStore, StoreTrouble
from ritual.files import places
from ritual.files.keys import read_keys
from ritual.files.writing import PRIVATE, putting
from ritual.model.carried import is_id
from ritual.model.event import ERASE, REPLACE, Event
from ritual.model.moments import today
from ritual.model.team import Team
from ritual.store import copies
from ritual.store.reading import Extent
from ritual.store.record import Record
from ritual.store.shared import SharedRecord
from ritual.words import t

_ASIDE = "before-restore"


class Backup(NamedTuple):
    """A backup that has been found whole, as a copy of it beside the records.

    `record` is what it would replace; `here` how much that holds, None where there is none or it can't be read.
    """

    copy: Path
    team: Team
    extent: Extent
    record: Path
    here: Extent | None


class Restored(NamedTuple):
    """Where what was here is kept aside, None where there was nothing; how many entries stay as they became since."""

    aside: Path | None
    held_back: int


@contextmanager
def looked_at(around: Surroundings, file: Path) -> Iterator[Backup]:
    """The backup in a file, for as long as the block lasts; the file itself is only read.

    Raises BadFile for what can't be read, NewerStore, and StoreTrouble for what is no whole backup.
    """
    folder = places.data_dir(around.env) / "restoring"
    copy = folder / "record.db"
    try:
        _copied(file, copy)
        with _about(file):
            without_rounds(around, copy)
            extent = whole(copy)
            with Record.open(str(copy), create=False) as opened:
                team = team_from(opened.settings())
            if not is_id(team.id):
                raise DamagedStore("")
        record = Path(places.team_record(around.env, team.id))
        yield Backup(copy, team, extent, record, _extent(record))
    finally:
        rmtree(folder, ignore_errors=True)


def restore(around: Surroundings, backup: Backup) -> Restored:
    """Puts the backup in place at once, even where another ritual has the record open."""
    aside = _kept_aside(around, backup)
    held_back = _taken_over(around, backup)
    copies.pack(str(backup.copy))
    with putting(backup.record):
        backup.record.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    copies.put_in_place(str(backup.copy), str(backup.record))
    with SharedRecord.open(str(backup.record), create=False) as record:
        record.append([], sweep=True)
        if keys := read_keys(around.env, backup.team.id):
            record.share(keys.endpoint)
    remember(around, backup.team.id)
    return Restored(aside, held_back)


def _copied(file: Path, copy: Path) -> None:
    rmtree(copy.parent, ignore_errors=True)
    if file.exists() and not file.is_file():
        raise BadFile(t("{path} isn't a file.", path=file))
    try:
        copies.recognise(str(file))
    except (OSError, ValueError) as error:  # a name with a NUL in it is no path
        why = getattr(error, "strerror", None) or str(error)
        raise BadFile(t("{path} can't be read: {why}.", path=file, why=why)) from error
    with putting(copy):
        copy.parent.mkdir(mode=0o700, parents=True)
        for ending in BESIDE[:2]:
            source = file.with_name(file.name + ending)
            if source.exists():
                copyfile(source, copy.with_name(copy.name + ending))
        copy.chmod(PRIVATE)


@contextmanager
def _about(file: Path) -> Iterator[None]:
    """Says of the file that was given what is said of its copy."""
    try:
        yield
    except StoreTrouble as error:
        raise StoreTrouble(t("The backup {path} is damaged.", path=file), t("Nothing was changed.")) from error


def _extent(path: Path) -> Extent | None:
    if not path.exists():
        return None
    try:
        with Record.open(str(path), create=False) as record:
            return record.extent()
    except DamagedStore:
        return None


def _kept_aside(around: Surroundings, backup: Backup) -> Path | None:
    record = backup.record
    if not record.exists():
        clear(record)  # a log without its record would be taken for the new one's
        return None
    path = free(record.parent, f"{_ASIDE}-{today(around.now(), backup.team.zone or around.zone)}")
    try:
        with Record.open(str(record), create=False) as here:
            back_up(Workspace(around, here, "", ""), path)
    except DamagedStore:
        with putting(path):
            for ending in reversed(BESIDE):
                beside = record.with_name(record.name + ending)
                if beside.exists():
                    beside.rename(path.with_name(path.name + ending))
    return path


def _taken_over(around: Surroundings, backup: Backup) -> int:
    """Takes over who sits here, and every erasure, wish to erase and change since the backup was made."""
    with Record.open(str(backup.copy), create=False) as copy:
        if not backup.record.exists():
            copy.set_meta(DEVICE, around.new_id())
            return 0
        with Record.open(str(backup.record), create=False) as here:
            for key in (ME, DEVICE):
                copy.set_meta(key, here.meta(key))
            since = list(_since(here, copy))
        copy.apply(event for event, _ in since)
        return sum(newer for _, newer in since)


def _since(here: Record, copy: Record) -> Iterator[tuple[Event, bool]]:
    asked = {mark.id for mark in here.saying(ASKED)}
    for event in here.events():
        stands = copy.entry(event.entry) if event.op in (ERASE, REPLACE) else None
        newer = stands is not None and stands.rev < event.rev
        if event.op == ERASE or event.entry in asked or newer:
            yield event, newer
