"""What whoever runs the endpoint wants erased: a file in its folder, until whoever works there has done it."""

import asyncio
import time
import uuid
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Final, NamedTuple

from ritual.endpoint.holding import Taken, give, held
from ritual.endpoint.storage.contract import NoTeam, Storage, Unready
from ritual.endpoint.storage.sqlite.operating import Standing, standing
from ritual.endpoint.storage.sqlite.schema import Damaged, NotOurs
from ritual.endpoint.storage.sqlite.storage import SqliteStorage
from ritual.protocol.binary import is_id

__all__ = ["Damaged", "Late", "NotOurs", "Unknown", "erase"]
_KIND: Final = ".erase"
_LOOK: Final = 1.0
"""Seconds between two looks of a running endpoint; somebody waits for it."""
_PATIENCE: Final = 20.0
_AGAIN: Final = 0.05


class Wanted(NamedTuple):
    """Entries of a team."""

    team: str
    entries: tuple[str, ...]


class Unknown(LookupError):
    """These ids name no team here, or no entries of it: `team` says which. Nothing was erased."""

    def __init__(self, ids: Sequence[str], *, team: bool) -> None:
        super().__init__(ids)
        self.ids = tuple(ids)
        self.team = team


class Late(RuntimeError):
    """The endpoint that runs there hasn't done it in time; it is wanted still."""


def erase(folder: Path, team: str, entries: Sequence[str]) -> int:
    """Erases entries for good, by the endpoint that runs in the folder or without one; gives how many weren't yet.

    Raises Unknown, NotOurs where there is no endpoint, Late, and OSError where the disk refuses.
    """
    found = _looked_up(folder, team, entries)
    if unknown := [each for each in entries if each not in found.there | found.erased]:
        raise Unknown(unknown, team=False)
    if found.there:
        _bring_about(folder, _left(folder, Wanted(team, tuple(sorted(found.there)))))
    return len(found.there)


async def attend(folder: Path, storage: Storage, done: Callable[[Wanted], None]) -> None:
    """Does what is wanted for as long as the endpoint runs; tells of each that is done."""
    while True:
        with suppress(Unready):
            await fulfil(folder, storage, done)
        await asyncio.sleep(_LOOK)


async def fulfil(folder: Path, storage: Storage, done: Callable[[Wanted], None]) -> None:
    """Does what is wanted now; raises Unready where the disk refuses, and it is wanted still."""
    for path, wanted in _wanted(folder):
        with suppress(NoTeam):  # deleted meanwhile, so it is gone with that
            await storage.erase(wanted.team, wanted.entries, int(time.time()))
        path.unlink(missing_ok=True)
        done(wanted)


def _looked_up(folder: Path, team: str, entries: Sequence[str]) -> Standing:
    if malformed := [each for each in entries if not is_id(each)]:
        raise Unknown(malformed, team=False)
    if is_id(team):
        with suppress(NoTeam):
            return standing(folder, team, entries)
    raise Unknown([team], team=True)


def _left(folder: Path, wanted: Wanted) -> Path:
    """The file that says what is wanted. Others may read it as far as they get into the folder: somebody may ask for
    this who isn't the user that the endpoint runs as."""
    path = folder / f"{uuid.uuid4()}{_KIND}"
    being = path.with_suffix(".part")
    being.write_text("\n".join((wanted.team, *wanted.entries)), "utf-8")
    being.chmod(0o644)
    return being.rename(path)


def _wanted(folder: Path) -> Iterator[tuple[Path, Wanted]]:
    for path in sorted(folder.glob(f"*{_KIND}")):
        with suppress(OSError):
            team, *entries = path.read_text("utf-8", "replace").split() or [""]
            if all(map(is_id, (team, *entries))):
                yield path, Wanted(team, tuple(entries))


def _bring_about(folder: Path, path: Path) -> None:
    until = time.monotonic() + _PATIENCE
    while path.exists():
        with suppress(Taken), held(folder):
            _alone(folder, path)
        if time.monotonic() > until:
            raise Late
        time.sleep(_AGAIN)


def _alone(folder: Path, path: Path) -> None:
    storage = SqliteStorage.open(folder)
    try:
        asyncio.run(fulfil(folder, storage, lambda _: None))
    except Unready as error:
        path.unlink()
        raise OSError(str(error.__cause__)) from error
    finally:
        storage.close()
        for each in folder.iterdir():
            give(folder, each.name)
