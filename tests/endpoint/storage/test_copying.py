"""Copies are whole, and what was erased, removed or deleted after one was made stays so when it is put back."""

import os
import sqlite3
import sys
from pathlib import Path

import pytest

from ritual.endpoint.holding import Taken, held
from ritual.endpoint.storage.contract import NoTeam
from ritual.endpoint.storage.sqlite import copying, schema
from ritual.endpoint.storage.sqlite.schema import NotOurs
from ritual.endpoint.storage.sqlite.storage import SqliteStorage
from ritual.protocol.cursor import START
from ritual.protocol.people import Founding
from ritual.protocol.wire import Pushed
from tests.endpoint.storage.test_contract import (
    ANA,
    BO,
    DESKTOP,
    INVITE,
    JOINING,
    KIM,
    LEAD,
    MEMBER,
    NOW,
    PHONE,
    TEAM,
    erasing,
    names,
    page,
    pushed,
    put,
    replacing,
)
from tests.endpoint.storage.test_sqlite import SECRET, bytes_below, team
from vectors import an_id, drawn

OTHER = 61_234
"""Another user."""


async def pair(folder: Path) -> SqliteStorage:
    storage = await team(folder)
    await storage.invite(TEAM, INVITE)
    await storage.join(JOINING, NOW)
    return storage


async def test_a_copy_is_made_while_the_endpoint_runs_and_put_back(tmp_path: Path) -> None:
    storage = await pair(tmp_path / "data")
    await pushed(storage, put("one"), put("two"))
    assert copying.back_up(tmp_path / "data", tmp_path / "copy.db") == 2
    assert (tmp_path / "copy.db").stat().st_mode & 0o077 == 0
    await pushed(storage, put("three"))
    storage.close()
    done = copying.restore(tmp_path / "data", tmp_path / "copy.db")
    assert (done.events, done.again, done.before) == (2, 0, tmp_path / "data" / "before-restore.db")
    again = SqliteStorage.open(tmp_path / "data")
    assert await names(again) == [an_id("one"), an_id("two")]
    assert await pushed(again, put("three")) == ["stored"]
    again.close()


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere a file's name has to be UTF-8")
async def test_a_name_needs_not_be_text(tmp_path: Path) -> None:
    storage = await pair(tmp_path / "data")
    await pushed(storage, put("one"))
    storage.close()
    assert copying.back_up(tmp_path / "data", tmp_path / "\udcff.db") == 1
    assert copying.restore(tmp_path / "\udcff", tmp_path / "\udcff.db").events == 1


async def test_a_copy_goes_into_an_empty_folder(tmp_path: Path) -> None:
    storage = await pair(tmp_path / "data")
    await pushed(storage, put("one"))
    storage.close()
    copying.back_up(tmp_path / "data", tmp_path / "copy.db")
    assert copying.restore(tmp_path / "new", tmp_path / "copy.db").before is None
    again = SqliteStorage.open(tmp_path / "new")
    assert await names(again) == [an_id("one")]
    again.close()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give files away")
async def test_what_root_puts_back_belongs_to_whoever_the_folder_belongs_to(tmp_path: Path) -> None:
    (await pair(tmp_path / "data")).close()
    copying.back_up(tmp_path / "data", tmp_path / "copy.db")
    (tmp_path / "new").mkdir()
    os.chown(tmp_path / "new", OTHER, OTHER)
    copying.restore(tmp_path / "new", tmp_path / "copy.db")
    copying.restore(tmp_path / "new", tmp_path / "copy.db")
    files = [*(tmp_path / "new").iterdir()]
    assert {path.name for path in files} >= {"endpoint.db", "lock", "before-restore.db"}
    assert {path.stat().st_uid for path in files} == {OTHER}


async def test_a_restored_log_is_noticed_by_whoever_was_further(tmp_path: Path) -> None:
    storage = await pair(tmp_path / "data")
    await pushed(storage, put("one"))
    copying.back_up(tmp_path / "data", tmp_path / "copy.db")
    await pushed(storage, put("two"))
    further = (await page(storage)).cursor
    storage.close()
    copying.restore(tmp_path / "data", tmp_path / "copy.db")
    again = SqliteStorage.open(tmp_path / "data")
    await pushed(again, put("other"))
    assert await again.pull(TEAM, further, 5) == ("cursor-unknown",)
    again.close()


async def test_what_was_erased_since_is_erased_in_the_copy(tmp_path: Path) -> None:
    data = tmp_path / "data"
    storage = await pair(data)
    await pushed(storage, put("one", SECRET), put("edited", SECRET), put("kept"))
    await pushed(storage, put("bo's", SECRET), hand=MEMBER)
    copying.back_up(data, tmp_path / "copy.db")
    await pushed(storage, replacing("edit", "edited", 1, SECRET), put("later"))
    rekey = Pushed(an_id("rekey"), "rekey", "", 0, 2, b"sealed")
    forget = Pushed(an_id("forget"), "forget", BO, 0, 2, b"sealed")
    erased = [erasing("erase", "one"), erasing("erase edited", "edited"), erasing("erase later", "later")]
    assert await pushed(storage, rekey, *erased) == ["stored"] * 4
    assert await pushed(storage, forget, hand=MEMBER) == ["stored"]
    storage.close()
    assert copying.restore(data, tmp_path / "copy.db").again == 5
    (data / "before-restore.db").unlink()
    assert SECRET not in bytes_below(data)
    again = SqliteStorage.open(data)
    told = (await page(again)).events
    there = ("kept", "rekey", "erase", "erase edited", "erase later", "forget")
    assert [each.event.id for each in told] == [an_id(name) for name in there]
    assert [each.author for each in told] == [ANA, ANA, ANA, ANA, ANA, BO]
    assert (await again.roster(TEAM)).epoch == 2
    resent = (put("one", SECRET), put("later"), put("bo's", SECRET), replacing("edit", "edited", 1))
    assert await pushed(again, *resent) == ["erased"] * 4
    again.close()
    assert copying.restore(data, tmp_path / "copy.db").again == 5  # as often as it is done
    copying.back_up(data, tmp_path / "erased.db")
    assert copying.restore(data, tmp_path / "erased.db").again == 0  # it knows them all


async def test_who_was_removed_since_stays_out(tmp_path: Path) -> None:
    data = tmp_path / "data"
    storage = await pair(data)
    mine = INVITE._replace(id=an_id("mine"), member=ANA)
    await storage.invite(TEAM, mine)
    await storage.join(JOINING._replace(invite=mine.id, member=ANA, device=PHONE, token_hash=drawn("phone")), NOW)
    other = Founding(an_id("other"), KIM, PHONE, drawn("other"))
    await storage.found(other, NOW)
    await storage.invite(TEAM, INVITE._replace(id=an_id("used since")))
    copying.back_up(data, tmp_path / "copy.db")
    later = Founding(an_id("later"), KIM, PHONE, drawn("later"))
    await storage.found(later, NOW)
    await storage.remove_member(TEAM, BO, NOW)
    await storage.remove_device(TEAM, PHONE)
    await storage.delete_team(other.team)
    await storage.delete_team(later.team)
    storage.close()
    copying.restore(data, tmp_path / "copy.db")
    again = SqliteStorage.open(data)
    assert [await again.device(drawn(n), NOW) for n in ("desktop", "phone", "other")] == [None] * 3
    assert await again.device(drawn("laptop"), NOW) is not None
    with pytest.raises(NoTeam):
        await again.roster(other.team)
    assert not await again.found(other, NOW)
    assert await again.invites(TEAM, NOW) == ()
    assert [member.left > 0 for member in (await again.roster(TEAM)).members] == [False, True]
    again.close()


async def test_an_erasure_by_who_is_not_in_the_copy_has_no_author(tmp_path: Path) -> None:
    data = tmp_path / "data"
    storage = await team(data)
    await pushed(storage, put("one"))
    copying.back_up(data, tmp_path / "copy.db")
    await storage.invite(TEAM, INVITE._replace(role="admin"))
    await storage.join(JOINING, NOW)
    await pushed(storage, erasing("erase", "one"), hand=MEMBER._replace(role="admin"))
    storage.close()
    copying.restore(data, tmp_path / "copy.db")
    again = SqliteStorage.open(data)
    (told,) = (await page(again)).events
    assert (told.author, told.device) == ("", "")
    assert DESKTOP not in str(told)
    again.close()


async def test_what_who_runs_the_endpoint_erased_since_stays_erased(tmp_path: Path) -> None:
    data = tmp_path / "data"
    storage = await pair(data)
    await pushed(storage, put("one", SECRET), put("kept"))
    copying.back_up(data, tmp_path / "copy.db")
    await pushed(storage, put("later", SECRET))
    await storage.erase(TEAM, [an_id("one"), an_id("later")], NOW)
    before = (await page(storage)).events[1:]
    storage.close()
    assert copying.restore(data, tmp_path / "copy.db").again == 2
    (data / "before-restore.db").unlink()
    assert SECRET not in bytes_below(data)
    again = SqliteStorage.open(data)
    kept, *erased = (await page(again)).events
    assert kept.event == put("kept")
    assert [(p.event, p.author, p.received) for p in erased] == [(p.event, "", NOW) for p in before]
    assert await pushed(again, put("one", SECRET), put("later", SECRET)) == ["erased"] * 2
    again.close()


async def test_only_a_copy_is_put_back_and_never_below_a_running_endpoint(tmp_path: Path) -> None:
    data, copy = tmp_path / "data", tmp_path / "copy.db"
    with pytest.raises(NotOurs):
        copying.back_up(data, copy)
    storage = await team(data)
    await pushed(storage, put("one"))
    copying.back_up(data, copy)
    with pytest.raises(FileExistsError):
        copying.back_up(data, copy)
    with held(data), pytest.raises(Taken):
        copying.restore(data, copy)
    damaged = bytearray(copy.read_bytes())
    damaged[4096 * 3 : 4096 * 5] = bytes(4096 * 2)
    (tmp_path / "damaged.db").write_bytes(damaged)
    (tmp_path / "text").write_text("no database")
    with sqlite3.connect(tmp_path / "theirs.db") as db:
        db.execute("CREATE TABLE theirs (x)")
    db.close()
    for wrong in ("damaged.db", "text", "theirs.db", "missing.db"):
        with pytest.raises(NotOurs):
            copying.restore(data, tmp_path / wrong)
    with pytest.MonkeyPatch.context() as patch, pytest.raises(OSError, match="syntax"):
        patch.setattr(copying, "_COPY", "VACUUM OUT OF ?")
        copying.back_up(data, tmp_path / "other.db")
    assert not list(tmp_path.glob("other.db*"))
    with pytest.raises(OSError, match="No such file"):
        copying.back_up(data, tmp_path / "nowhere" / "copy.db")
    assert not (tmp_path / "missing.db").exists()
    assert await names(storage) == [an_id("one")]
    storage.close()


async def test_a_damaged_database_is_replaced(tmp_path: Path) -> None:
    data, copy = tmp_path / "data", tmp_path / "copy.db"
    storage = await team(data)
    await pushed(storage, put("one"))
    storage.close()
    copying.back_up(data, copy)
    (data / schema.FILE).write_bytes(b"damaged" * 1000)
    copying.restore(data, copy)
    again = SqliteStorage.open(data)
    assert await names(again) == [an_id("one")]
    receipt = await again.push(TEAM, LEAD, START, [put("two")], NOW)
    assert receipt[0]
    again.close()
