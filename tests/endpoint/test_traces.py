"""After everything was done once, the log tells nothing about anybody, and the files hold no token and no words."""

import re
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from ritual.endpoint.logbook import Logbook
from ritual.endpoint.storage.sqlite import storage as sqlite_storage
from ritual.endpoint.storage.sqlite.storage import SqliteStorage
from ritual.protocol.sealing import Binding, seal
from ritual.protocol.wire import Pushed
from tests.endpoint.served import TEAM, problem, put, served, stream
from vectors import an_id, drawn

WORDS = b'{"v":1,"kind":"kudos","data":{"words":"for the pump, dear Bo Andersen"}}'
LINE = re.compile(
    r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ (GET|POST|PATCH|DELETE|\?) (-|/[\w{}:/.]*) (\d{3}|-)"
    r" \d+\.\d+ms( team=[0-9a-f]{8})?"
)


def sealed(name: str, author: str) -> Pushed:
    binding = Binding(TEAM, an_id(name), author, "put", "", 0, 1)
    return put(name, seal(drawn("epoch key"), binding, WORDS, drawn(name, 12)))


async def test_nothing_about_anybody_is_in_the_log_or_the_files(tmp_path: Path) -> None:
    async with served(tmp_path / "data") as there:
        ana, bo = await there.team("ana", "bo")
        await ana.push(sealed("one", ana.member), sealed("two", ana.member))
        await ana.push(Pushed(an_id("erase"), "erase", an_id("one"), 0, 1, b"sealed"))
        async with stream(bo) as listening:
            await listening.next("hello")
            await ana.ask("POST", "/live", {"body": "c2VhbGVk", "ttl": 5})
            await listening.next("ev")
        await bo.invite("kim")
        await bo.pull()
        await there.person("eve").ask("GET", "")
        await there.http.request("HACK", f"/v1/teams/{TEAM}/{an_id('x')}?token={ana.secret}")
        await ana.ask("PATCH", f"/members/{bo.member}", {"role": "admin"})
        await ana.ask("DELETE", f"/devices/{bo.device}")
        log = "\n".join(there.log)
    assert all(LINE.fullmatch(line) for line in log.splitlines()), log
    secrets = [ana.secret, bo.secret, "Andersen", "pump", "127.0.0.1", "rtd_"]
    ids = [TEAM, ana.member, bo.member, ana.device, an_id("one"), an_id("kim's invite")]
    assert [each for each in (*secrets, *ids, *(i[:8] for i in ids)) if each in log] == []
    files = b"".join(path.read_bytes() for path in (tmp_path / "data").iterdir())
    assert [each for each in secrets if each.encode() in files] == []
    assert drawn("ana's token") not in files
    assert drawn("kim's auth") not in files


def test_a_team_has_another_number_each_day(monkeypatch: pytest.MonkeyPatch) -> None:
    lines: list[str] = []
    book = Logbook(lines.append)
    for day in (0, 0, 1):
        monkeypatch.setattr("time.time", lambda at=day: at * 86400.0)
        book.request("GET", "/x", 200, 0.001, TEAM)
    numbers = [line.rpartition("=")[2] for line in lines]
    assert numbers[0] == numbers[1] != numbers[2]


async def test_an_endpoint_that_is_wrong_says_so_without_telling_what_was_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with served(tmp_path) as there:
        (ana,) = await there.team("ana")

        async def broken(*_: object) -> None:
            raise KeyError("what somebody wrote")

        monkeypatch.setattr(SqliteStorage, "pull", broken)
        assert problem(await ana.ask("GET", "/events")) == "500 failed"
        assert "failed: KeyError at " in "\n".join(there.log)
        assert "what somebody wrote" not in "\n".join(there.log)


async def test_a_full_disk_is_told_and_what_is_there_can_be_read_and_erased(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with served(tmp_path) as there:
        (ana,) = await there.team("ana")
        await ana.push(put("one"))
        monkeypatch.setattr(sqlite_storage, "_LOOK", -1.0)
        monkeypatch.setattr("shutil.disk_usage", lambda _: type("Disk", (), {"free": 0, "total": 100})())
        full = await ana.ask("POST", "/events", {"cursor": "0", "events": [_told("two")]})
        assert problem(full) == "507 disk-full"
        assert int(full.headers["retry-after"]) > 0
        assert len((await ana.pull()).events) == 1
        erasing = _told("erase one") | {"op": "erase", "ref": an_id("one")}
        mixed = await ana.ask("POST", "/events", {"cursor": "0", "events": [_told("two"), erasing]})
        assert problem(mixed) == "507 disk-full"
        assert [each.event.op for each in (await ana.pull()).events] == ["erase"]
        old: dict[str, object] = {"cursor": "9.0.a1b2c3d4e5f6", "events": [_told("two"), erasing]}
        assert problem(await ana.ask("POST", "/events", old)) == "410 cursor-unknown"
        assert await ana.push(Pushed(an_id("erase"), "erase", an_id("three"), 0, 1, b"sealed")) == ["stored"]
        monkeypatch.undo()
        monkeypatch.setattr(sqlite_storage, "_LOOK", -1.0)
        assert await ana.push(put("two")) == ["stored"]


async def test_a_disk_that_fails_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with served(tmp_path) as there:
        (ana,) = await there.team("ana")

        def fail(*_: object) -> None:
            raise sqlite3.OperationalError("disk I/O error at /secret/path")

        monkeypatch.setattr("ritual.endpoint.storage.sqlite.pulling.pull", fail)
        assert problem(await ana.ask("GET", "/events")) == "503 busy"
        for error, answer in ((OSError(28, "no space"), "507 disk-full"), (OSError(5, "I/O error"), "503 busy")):
            monkeypatch.setattr("ritual.endpoint.storage.sqlite.pushing.push", _raising(error))
            assert problem(await ana.ask("POST", "/events", {"cursor": "0", "events": [_told("two")]})) == answer
        assert "/secret/path" not in "\n".join(there.log)


def _raising(error: Exception) -> Callable[..., None]:
    def fail(*_: object) -> None:
        raise error

    return fail


def _told(name: str) -> dict[str, object]:
    return {"id": an_id(name), "op": "put", "ref": None, "rev": 0, "epoch": 1, "body": "c2VhbGVk"}
