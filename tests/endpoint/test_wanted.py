"""What whoever runs the endpoint wants erased is done by the endpoint that runs, or without one, once and for good."""

import asyncio
import sqlite3
from pathlib import Path

import pytest

from ritual.endpoint import wanted
from ritual.endpoint.holding import held
from ritual.endpoint.storage.sqlite import operating, schema
from ritual.endpoint.storage.sqlite.journal import NAME, Journal
from ritual.endpoint.storage.sqlite.storage import SqliteStorage
from ritual.endpoint.wanted import Late, NotOurs, Unknown, erase
from tests.endpoint.served import TEAM, put, served, stream
from tests.endpoint.storage.test_contract import names, pushed
from tests.endpoint.storage.test_sqlite import SECRET, bytes_below, team
from vectors import an_id

ONE, TWO = an_id("one"), an_id("two")


async def stopped(folder: Path) -> None:
    """A folder with a team and two entries, in which no endpoint runs."""
    storage = await team(folder)
    await pushed(storage, put("one", SECRET), put("two"))
    storage.close()


async def log_of(folder: Path) -> list[str]:
    storage = SqliteStorage.open(folder)
    try:
        return await names(storage)
    finally:
        storage.close()


async def test_a_running_endpoint_does_it_and_tells_its_streams(tmp_path: Path) -> None:
    data = tmp_path / "data"
    async with served(data) as there:
        ana, bo = await there.team("ana", "bo")
        await ana.push(put("one", SECRET), put("two"))
        after = (await ana.pull()).cursor
        async with stream(bo, str(after)) as listening:
            await listening.next("hello")
            assert await asyncio.to_thread(erase, data, TEAM, [ONE]) == 1
            told, _ = await listening.next("ev")
        assert (told["op"], told["ref"], told["author"], told["body"]) == ("erase", ONE, None, "")
        assert [each.event.id for each in (await bo.pull()).events] == [TWO, told["id"]]
        assert await ana.push(put("one", SECRET)) == ["erased"]
        assert await asyncio.to_thread(erase, data, TEAM, [ONE]) == 0
        wal = data / f"{schema.FILE}-wal"
        async with asyncio.timeout(30):
            while wal.stat().st_size:
                await asyncio.sleep(0.05)
        assert SECRET not in bytes_below(data)
        (line,) = [line for line in there.log if " operator erased 1 team=" in line]
        assert TEAM[:8] not in line
    assert not list(data.glob("*.erase"))


async def test_a_stopped_endpoint_needs_not_run(tmp_path: Path) -> None:
    await stopped(tmp_path)
    assert await asyncio.to_thread(erase, tmp_path, TEAM, [ONE, TWO]) == 2
    assert SECRET not in bytes_below(tmp_path)
    assert [noted.event.ref for noted in Journal(tmp_path / NAME).noted()] == sorted([ONE, TWO])
    assert ONE not in await log_of(tmp_path)


async def test_only_what_is_there_is_erased_and_all_of_it_or_nothing(tmp_path: Path) -> None:
    with pytest.raises(NotOurs):
        erase(tmp_path, TEAM, [ONE])
    await stopped(tmp_path)
    for ids, of, unknown in (
        ([ONE], an_id("no team"), (an_id("no team"),)),
        ([ONE], "x", ("x",)),
        ([ONE, an_id("three")], TEAM, (an_id("three"),)),
        ([ONE, ONE[:8]], TEAM, (ONE[:8],)),
    ):
        with pytest.raises(Unknown) as raised:
            erase(tmp_path, of, ids)
        assert (raised.value.ids, raised.value.team) == (unknown, of != TEAM)
    assert await log_of(tmp_path) == [ONE, TWO]


async def test_what_is_wanted_is_done_once_somebody_can(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    await stopped(tmp_path)
    monkeypatch.setattr(wanted, "_PATIENCE", 0.1)
    with held(tmp_path), pytest.raises(Late):
        erase(tmp_path, TEAM, [ONE])
    (left,) = tmp_path.glob("*.erase")
    (tmp_path / "folder.erase").mkdir()
    (tmp_path / "other.erase").write_text(f"{TEAM}\nno id")
    (tmp_path / "empty.erase").touch()
    gone = tmp_path / "gone.erase"
    gone.write_text(f"{an_id('no team')}\n{ONE}")
    async with served(tmp_path), asyncio.timeout(30):
        while left.exists() or gone.exists():
            await asyncio.sleep(0.01)
    assert (tmp_path / "other.erase").exists()
    assert ONE not in await log_of(tmp_path)


async def test_a_disk_that_refuses_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    await stopped(tmp_path)
    refused: list[object] = []

    def refuse(*what: object) -> None:
        refused.append(what)
        raise sqlite3.OperationalError("disk I/O error")

    with monkeypatch.context() as patch:
        patch.setattr(operating, "erase", refuse)
        with pytest.raises(OSError, match="disk I/O error"):
            await asyncio.to_thread(erase, tmp_path, TEAM, [ONE])
        assert not list(tmp_path.glob("*.erase"))
        (tmp_path / "later.erase").write_text(f"{TEAM}\n{ONE}")
        patch.setattr(wanted, "_LOOK", 0.01)
        refused.clear()
        async with served(tmp_path), asyncio.timeout(30):
            while len(refused) < 2:
                await asyncio.sleep(0.01)
            assert (tmp_path / "later.erase").exists()
    with monkeypatch.context() as patch:
        patch.setattr(operating, "team_row", refuse)
        with pytest.raises(OSError, match="disk I/O error"):
            erase(tmp_path, TEAM, [ONE])
