"""What only the storage in a file has to hold: nothing erased is left in it, and a disk that fails loses nothing."""

import asyncio
import os
import shutil
import sqlite3
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from ritual.endpoint.storage.contract import DiskFull, Unready
from ritual.endpoint.storage.sqlite import journal, schema
from ritual.endpoint.storage.sqlite.journal import Journal, Noted
from ritual.endpoint.storage.sqlite.storage import SqliteStorage
from ritual.protocol.cursor import START
from ritual.protocol.wire import Pushed, Receipt
from tests.endpoint.storage.test_contract import ANA, FOUNDING, LEAD, NOW, TEAM, erasing, page, pushed, put, replacing
from vectors import an_id

SECRET = b"what nobody may find in the files " * 9


async def team(folder: Path) -> SqliteStorage:
    storage = SqliteStorage.open(folder)
    assert await storage.found(FOUNDING, NOW)
    return storage


async def held_up(storage: SqliteStorage, going: threading.Event) -> "asyncio.Task[bool]":
    """A write that is under way in the thread, and stays so until it may go on."""
    started, loop = asyncio.Event(), asyncio.get_running_loop()

    def slow(_: sqlite3.Connection) -> bool:
        loop.call_soon_threadsafe(started.set)
        return going.wait(20)

    writing = asyncio.create_task(storage._writer.write(slow))
    await started.wait()
    return writing


def bytes_below(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


async def test_only_this_user_can_look_into_the_folder(tmp_path: Path) -> None:
    (await team(tmp_path / "data")).close()
    every = [tmp_path / "data", *(tmp_path / "data").iterdir()]
    assert [path.name for path in every if path.stat().st_mode & 0o077] == []


async def test_everything_is_there_after_a_restart(tmp_path: Path) -> None:
    storage = await team(tmp_path)
    await pushed(storage, put("one"))
    cursor = (await page(storage)).cursor
    storage.close()
    again = SqliteStorage.open(tmp_path)
    assert [p.event for p in (await page(again)).events] == [put("one")]
    assert (await page(again, cursor)).events == ()
    again.close()


async def test_what_is_erased_is_in_no_file_once_the_storage_was_quiet(tmp_path: Path) -> None:
    storage = await team(tmp_path)
    await pushed(storage, put("one", SECRET), put("two"))
    assert SECRET in bytes_below(tmp_path)
    await pushed(storage, erasing("erase", "one"))
    wal = tmp_path / f"{schema.FILE}-wal"
    async with asyncio.timeout(30):
        while wal.stat().st_size:
            await asyncio.sleep(0.05)
    assert SECRET not in bytes_below(tmp_path)
    storage.close()
    assert SECRET not in bytes_below(tmp_path)


async def test_what_is_erased_is_in_no_file_though_the_storage_is_never_quiet(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ritual.endpoint.storage.sqlite.writer._LATEST", 0.0)
    monkeypatch.setattr("ritual.endpoint.storage.sqlite.writer._QUIET", 60.0)
    storage = await team(tmp_path)
    await pushed(storage, put("one", SECRET))
    await pushed(storage, erasing("erase", "one"))
    await storage.ready(NOW)  # waits its turn behind the sweep
    assert SECRET not in bytes_below(tmp_path)
    storage.close()


async def test_what_was_erased_before_a_kill_is_in_no_file_soon_after_the_next_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ritual.endpoint.storage.sqlite.writer._QUIET", 0.05)
    killed = tmp_path / "as a kill leaves it"
    storage = await team(tmp_path / "data")
    async with asyncio.timeout(30):
        while storage._writer._owed_since:
            await asyncio.sleep(0.02)
    monkeypatch.setattr("ritual.endpoint.storage.sqlite.writer._QUIET", 60.0)
    await pushed(storage, put("one", SECRET))
    await pushed(storage, erasing("erase", "one"))
    shutil.copytree(tmp_path / "data", killed)
    storage.close()
    assert SECRET in bytes_below(killed)
    monkeypatch.setattr("ritual.endpoint.storage.sqlite.writer._QUIET", 0.05)
    again = SqliteStorage.open(killed)
    async with asyncio.timeout(30):
        while again._writer._owed_since:
            await asyncio.sleep(0.02)
    assert SECRET not in bytes_below(killed)
    again.close()


async def test_emptying_the_log_waits_for_no_round_that_the_loop_has_begun(tmp_path: Path) -> None:
    storage = await team(tmp_path)
    with storage._writer._in_use:
        storage._writer._sweep()
    assert storage._writer._owed_since
    storage.close()


async def steps(folder: Path, others: int, *events: Pushed) -> int:
    """How many hundreds of steps SQLite takes for a push into a log of so many entries."""
    storage, counted = await team(folder / f"{others}"), 0

    def count() -> int:
        nonlocal counted
        counted += 1
        return 0

    await pushed(storage, *(put(f"{n}") for n in range(others)))
    storage._writer._db.set_progress_handler(count, 100)
    assert await pushed(storage, *events) == ["stored"] * len(events)
    storage._writer._db.set_progress_handler(None, 0)
    assert await pushed(storage, put("0")) != ["duplicate"]
    storage.close()
    return counted


@pytest.mark.parametrize("event", [erasing("gone", "0"), replacing("new", "0", 1)])
async def test_what_is_blanked_is_found_without_looking_through_the_log(tmp_path: Path, event: Pushed) -> None:
    assert await steps(tmp_path, 2000, event) <= await steps(tmp_path, 100, event) + 2


async def test_forgetting_looks_through_the_log_as_a_whole(tmp_path: Path) -> None:
    every = [Pushed(an_id(f"forget {n}"), "forget", ANA, 0, 1, b"") for n in range(20)]
    few, many = await steps(tmp_path, 100, every[0]), await steps(tmp_path, 800, every[0])
    assert many < 16 * few  # and not 64 times as much
    assert await steps(tmp_path / "often", 800, *every) < 3 * many
    nobody = [each._replace(ref=an_id(f"nobody {n}")) for n, each in enumerate(every[1:])]
    assert await steps(tmp_path / "nobody", 800, every[0], *nobody) < 3 * many


async def test_a_deleted_team_is_in_no_file(tmp_path: Path) -> None:
    storage = await team(tmp_path)
    await pushed(storage, put("one", SECRET))
    await storage.delete_team(TEAM)
    storage.close()
    assert SECRET not in bytes_below(tmp_path)


async def test_pushes_that_come_together_share_a_commit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ritual.endpoint.storage.sqlite.writer._MOMENT", 60.0)  # however slow the machine is
    monkeypatch.setattr("ritual.endpoint.storage.sqlite.writer._QUIET", 60.0)  # emptying the log looks like a commit
    storage = await team(tmp_path)
    going = threading.Event()
    first = await held_up(storage, going)
    waiting = [asyncio.create_task(storage.push(TEAM, LEAD, START, [put(f"{n}")], NOW)) for n in range(20)]
    await asyncio.sleep(0)
    watching = sqlite3.connect(tmp_path / schema.FILE)
    (before,) = watching.execute("PRAGMA data_version").fetchone()
    heads = []
    for task in waiting:
        task.add_done_callback(lambda _: heads.append(watching.execute("PRAGMA data_version").fetchone()[0]))
    going.set()
    await asyncio.gather(first, *waiting)
    assert before not in heads
    assert len(set(heads)) == 1  # all of them saw the one commit that came after the first
    watching.close()
    storage.close()


async def test_more_pushes_than_fit_into_one_commit_all_arrive(tmp_path: Path) -> None:
    storage = await team(tmp_path)
    await asyncio.gather(*(storage.push(TEAM, LEAD, START, [put(f"{n}")], NOW) for n in range(600)))
    assert (await storage.roster(TEAM)).head == 600
    storage.close()


async def test_many_short_writes_let_the_loop_go_on_between_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ritual.endpoint.storage.sqlite.writer._QUIET", 60.0)  # emptying the log is the thread's
    monkeypatch.setattr("ritual.endpoint.storage.sqlite.writer._MOMENT", 0.0)
    storage = await team(tmp_path)
    watching = sqlite3.connect(tmp_path / schema.FILE)
    seen = []
    waiting = [asyncio.create_task(storage.push(TEAM, LEAD, START, [put(f"{n}")], NOW)) for n in range(5)]
    for task in waiting:
        task.add_done_callback(lambda _: seen.append(watching.execute("SELECT head FROM team").fetchone()[0]))
    await asyncio.gather(*waiting)
    assert seen == [1, 2, 3, 4, 5]
    watching.close()
    storage.close()


def test_a_loop_that_ends_in_the_middle_leaves_the_next_one_alone(tmp_path: Path) -> None:
    storage = asyncio.run(team(tmp_path))
    going = threading.Event()

    async def leave() -> None:
        (await held_up(storage, going)).cancel()

    async def come() -> None:
        asyncio.get_running_loop().call_later(0.05, going.set)
        assert await pushed(storage, put("one")) == ["stored"]

    asyncio.run(leave())
    asyncio.run(come())
    storage.close()


async def test_what_waits_while_it_ends_is_written(tmp_path: Path) -> None:
    storage = await team(tmp_path)
    going = threading.Event()
    slow = await held_up(storage, going)
    waiting = asyncio.create_task(storage.push(TEAM, LEAD, START, [put("one")], NOW))
    await asyncio.sleep(0)
    going.set()
    storage.close()
    await asyncio.gather(slow, waiting)
    again = SqliteStorage.open(tmp_path)
    assert (await again.roster(TEAM)).head == 1
    again.close()


async def test_one_write_that_fails_takes_no_other_along(tmp_path: Path) -> None:
    storage = await team(tmp_path)

    def fail(db: sqlite3.Connection) -> None:
        db.execute("DELETE FROM team")
        raise ValueError("no")

    results = await asyncio.gather(
        storage.push(TEAM, LEAD, START, [put("one")], NOW),
        storage._writer.write(fail),
        storage.push(TEAM, LEAD, START, [put("two")], NOW),
        return_exceptions=True,
    )
    assert [type(result) for result in results] == [Receipt, ValueError, Receipt]
    assert (await storage.roster(TEAM)).head == 2
    storage.close()


async def test_a_full_disk_is_told_and_nothing_half_is_kept(tmp_path: Path) -> None:
    storage = await team(tmp_path)
    await pushed(storage, put("one"))
    (pages,) = await storage._writer.write(lambda db: db.execute("PRAGMA page_count").fetchone())
    await storage._writer.write(lambda db: db.execute(f"PRAGMA max_page_count = {pages}").fetchone())
    with pytest.raises(DiskFull):
        await storage.push(TEAM, LEAD, START, [put("two", bytes(200_000))], NOW)
    assert [p.event for p in (await page(storage)).events] == [put("one")]
    await storage._writer.write(lambda db: db.execute("PRAGMA max_page_count = 1000000").fetchone())
    assert await pushed(storage, put("two", bytes(200_000))) == ["stored"]
    storage.close()


async def test_who_comes_on_another_day_is_known_though_nothing_can_be_written(tmp_path: Path) -> None:
    storage = await team(tmp_path)
    storage._writer._db.execute("PRAGMA query_only = ON")
    device = await storage.device(FOUNDING.token_hash, NOW + 2 * 86400)
    assert device
    assert device.seen == NOW - NOW % 86400
    storage._writer._db.execute("PRAGMA query_only = OFF")
    storage.close()


async def test_who_gives_up_waiting_disturbs_nobody(tmp_path: Path) -> None:
    storage = await team(tmp_path)
    task = asyncio.create_task(storage.push(TEAM, LEAD, START, [put("one")], NOW))
    await asyncio.sleep(0)
    task.cancel()
    assert await pushed(storage, put("two")) == ["stored"]
    storage.close()


async def test_erasures_are_noted_beside_the_database(tmp_path: Path) -> None:
    storage = await team(tmp_path)
    await pushed(storage, put("one"), erasing("erase", "one"))
    storage.close()
    noted = list(Journal(tmp_path / journal.NAME).noted())
    assert noted == [Noted(TEAM, LEAD.member, LEAD.device, NOW, erasing("erase", "one"))]


def test_a_journal_that_was_cut_off_is_read_as_far_as_it_goes(tmp_path: Path) -> None:
    path = tmp_path / journal.NAME
    assert list(Journal(path).noted()) == []
    first = Noted(TEAM, LEAD.member, LEAD.device, NOW, Pushed(an_id("e"), "erase", an_id("x"), 0, 1, b"\0\xff"))
    Journal(path).note([first, first])
    whole = path.read_bytes()
    path.write_bytes(whole[:-9])
    assert list(Journal(path).noted()) == [first]
    path.write_bytes(b'{"team":1}\n{"event":7,"team":""}\n' + whole)
    assert list(Journal(path).noted()) == [first, first]


def test_what_is_noted_behind_a_line_that_was_cut_off_is_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    noted = [journal.gone("remove", TEAM, an_id(name)) for name in ("one", "two", "three")]
    kept = Journal(tmp_path / journal.NAME)
    kept.note(noted[:2])
    whole = (tmp_path / journal.NAME).read_bytes()
    (tmp_path / journal.NAME).write_bytes(whole[:-9])
    kept.note(noted[1:])
    assert list(kept.noted()) == noted
    written = os.write
    monkeypatch.setattr(os, "write", lambda fd, data: written(fd, data[:7]))
    kept.note(noted)
    assert list(kept.noted()) == [*noted, *noted]


def test_another_database_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / schema.FILE
    with sqlite3.connect(path) as db:
        db.execute("CREATE TABLE theirs (x)")
    db.close()
    before = path.read_bytes()
    with pytest.raises(schema.NotOurs):
        SqliteStorage.open(tmp_path)
    with sqlite3.connect(path) as db:
        assert db.execute("SELECT count(*) FROM theirs").fetchone() == (0,)
    db.close()
    assert len(path.read_bytes()) == len(before)


async def test_a_newer_database_is_left_alone(tmp_path: Path) -> None:
    (await team(tmp_path)).close()
    with sqlite3.connect(tmp_path / schema.FILE) as db:
        db.execute(f"PRAGMA user_version = {schema.VERSION + 1}")
    db.close()
    with pytest.raises(schema.NotOurs):
        SqliteStorage.open(tmp_path)


async def test_what_is_known_of_a_token_is_forgotten_with_every_change(tmp_path: Path) -> None:
    storage = await team(tmp_path)
    token = FOUNDING.token_hash
    assert await storage.device(token, NOW) is await storage.device(token, NOW)
    asking = asyncio.create_task(storage.device(token, NOW))  # reads while the device goes
    await asyncio.gather(asking, storage.remove_device(TEAM, FOUNDING.device))
    assert await storage.device(token, NOW) is None
    storage.close()


async def test_an_answer_from_before_a_change_is_not_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    storage = await team(tmp_path)
    slow = asyncio.Event()
    read = storage._read

    async def late(work: Callable[[sqlite3.Connection], object]) -> object:
        found = await read(work)
        await slow.wait()
        return found

    monkeypatch.setattr(storage, "_read", late)
    asking = asyncio.create_task(storage.device(FOUNDING.token_hash, NOW))
    await asyncio.sleep(0)
    await storage.remove_device(TEAM, FOUNDING.device)
    slow.set()
    await asking
    assert await storage.device(FOUNDING.token_hash, NOW) is None
    storage.close()


async def test_a_commit_that_fails_is_told_to_all_in_it(tmp_path: Path) -> None:
    storage = await team(tmp_path)
    denied = [sqlite3.SQLITE_OK]

    def watch(action: int, what: str | None, *_: str | None) -> int:
        ends = action == sqlite3.SQLITE_TRANSACTION and what == "COMMIT"
        return denied[0] if ends else sqlite3.SQLITE_OK

    denied[0] = sqlite3.SQLITE_DENY
    with pytest.raises(sqlite3.DatabaseError):  # its own commit is refused, too
        await storage._writer.write(lambda db: db.set_authorizer(watch))
    both = [storage.push(TEAM, LEAD, START, [put(name)], NOW) for name in ("one", "two")]
    assert [type(each) for each in await asyncio.gather(*both, return_exceptions=True)] == [Unready, Unready]
    denied[0] = sqlite3.SQLITE_OK
    await storage._writer.write(lambda db: db.set_authorizer(None))
    assert (await storage.roster(TEAM)).head == 0
    assert await pushed(storage, put("one")) == ["stored"]
    storage.close()
