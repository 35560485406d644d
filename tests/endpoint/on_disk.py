"""The world of `model.py` with the endpoint's own storage: its files, its copies, and what it does to put one back."""

import asyncio
from collections.abc import Callable, Coroutine, Mapping
from itertools import count
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from ritual.endpoint.storage.sqlite.copying import back_up, restore
from ritual.endpoint.storage.sqlite.journal import Journal
from ritual.endpoint.storage.sqlite.storage import SqliteStorage
from ritual.protocol.cursor import START
from ritual.protocol.wire import Page, Pushed
from tests.endpoint.model import CALM, World, at_once

MANY = 500


class OnDisk:
    """A storage in a folder, each of whose answers is there at once; it is closed while a copy is put back."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._copies = folder / "data", folder
        self._names = count()
        self._loop = asyncio.new_event_loop()
        self._open()

    def __getattr__(self, name: str) -> Callable[..., Coroutine[Any, Any, Any]]:
        """A method of the contract."""
        method = getattr(self._storage, name)

        async def at_once(*given: object) -> object:
            return self._loop.run_until_complete(method(*given))

        return at_once

    def copied(self) -> Path:
        """A copy, made while it is open."""
        target = self._copies / f"copy {next(self._names)}.db"
        back_up(self._folder, target)
        return target

    def put_back(self, copy: Path) -> None:
        """Puts a copy back as an operator does."""
        self._storage.close()
        restore(self._folder, copy)
        self._open()

    def close(self) -> None:
        """Ends it."""
        self._storage.close()
        self._loop.close()

    def _open(self) -> None:
        self._storage = SqliteStorage.open(self._folder)


class WorldOnDisk(World):
    """A course of events at a real storage."""

    def __init__(self, random: Random, folder: Path, odds: Mapping[str, int] = CALM) -> None:
        self.folder = folder
        super().__init__(random, odds=odds)

    def _new(self) -> OnDisk:  # type: ignore[override]
        return OnDisk(self.folder)

    def _stored(self) -> list[Pushed]:
        found, cursor, more = [], START, True
        while more:
            page = at_once(self.storage.pull(self.team, cursor, MANY))
            assert isinstance(page, Page)
            found += [each.event for each in page.events]
            cursor, more = page.cursor, page.more
        return found


def faults(seed: int, odds: Mapping[str, int] = CALM) -> list[str]:
    """What should not be after the course of that seed."""
    with TemporaryDirectory(prefix="ritual-") as folder:
        world = WorldOnDisk(Random(seed), Path(folder), odds)
        try:
            world.live()
            world.rest()
            return world.faults()
        finally:
            world.storage.close()


def no_journal(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(Journal, "noted", lambda _: iter(()))


RULES: dict[str, Callable[[pytest.MonkeyPatch], None]] = {"journal": no_journal}
"""What the storage does to keep what is erased from coming back with a copy; seen in a storm."""
