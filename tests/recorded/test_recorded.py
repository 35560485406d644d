"""What an earlier version said and kept is understood today: transcripts from both sides, and files of both."""

import json
import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from secrets import randbelow
from typing import Any

import httpx
import httpx2
import pytest

from ritual.protocol.info import read_info
from ritual.protocol.invite import open_bundle
from ritual.protocol.inviting import read_joined
from ritual.protocol.people import read_team
from ritual.protocol.problems import read_problem
from ritual.protocol.reading import instant_text
from ritual.protocol.wire import REKEY, pulled_in, read_page, read_receipt
from ritual.store.outbox import Standing
from ritual.store.shared import SharedRecord
from ritual.sync.engine import Engine
from ritual.sync.http import Http, Pausing
from ritual.sync.log import Log
from ritual.sync.sealing import Hand
from tests.cli.shells import Typing
from tests.cli.test_sharing import alone, folder_of, standing
from tests.endpoint.running import endpoint
from tests.endpoint.served import TEAM, Person, served, stream
from tests.recorded.make import ANA, ENDPOINT, HOME, KEYS, LAPTOP, TRANSCRIPT
from vectors import an_id, drawn

LINES: list[dict[str, Any]] = [json.loads(line) for line in TRANSCRIPT.read_text("utf-8").splitlines()]
AT_THE_END = {"the pump runs again", "Übergabe ohne Lücke", "from Bo", "after Bo left"}
VOLATILE = ("created", "detail", "expires", "joined", "left", "received", "seen", "server", "time", "title")
READERS: dict[str, Callable[[bytes], object]] = {
    "GET info": read_info,
    "GET events": read_page,
    f"GET {TEAM}": read_team,
    "POST events": read_receipt,
    "POST accept": read_joined,
}


def fits(now: object, then: object) -> bool:
    """Whether today's answer says all that the recorded one did; it may say more."""
    if isinstance(then, dict) and isinstance(now, dict):
        return all(key in now and (key in VOLATILE or fits(now[key], then[key])) for key in then)
    if isinstance(then, list) and isinstance(now, list):
        return len(then) == len(now) and all(fits(*pair) for pair in zip(now, then, strict=True))
    return now == then


async def test_an_endpoint_of_today_answers_an_older_client_as_it_was_answered(tmp_path: Path) -> None:
    async with served(tmp_path) as there:
        for line in LINES:
            if "frames" in line:
                assert fits(await frames(there.http, line), line["frames"])
                continue
            body = line["body"]
            if body and "expires" in body:
                body = body | {"expires": instant_text(int(time.time()) + 3600)}
            answer = await there.http.request(line["method"], line["path"], json=body, headers=line["headers"])
            assert answer.status_code == line["status"], (line, answer.text)
            assert fits(answer.json() if answer.content else None, line["answer"]), (line, answer.text)


async def frames(http: httpx2.AsyncClient, line: dict[str, Any]) -> list[dict[str, Any]]:
    """As many frames of a stream as were recorded."""
    found: list[dict[str, Any]] = []
    person = Person("bo", http, secret=line["headers"]["Authorization"].removeprefix("Bearer "))
    async with stream(person) as listening:
        while len(found) < len(line["frames"]):
            frame = await listening.frame()
            if "event" in frame:
                found.append(frame | {"data": json.loads(frame["data"])})
    return found


def test_a_client_of_today_reads_what_an_older_endpoint_answers() -> None:
    read: set[str] = set()
    for line in LINES:
        raw = json.dumps(line.get("answer")).encode()
        what = f"{line['method']} {line['path'].partition('?')[0].rpartition('/')[2]}"
        if line["status"] >= 400:
            assert read_problem(line["status"], raw).type
        elif what in READERS:
            assert READERS[what](raw)
            read.add(what)
        for frame in line.get("frames", ())[1:]:
            assert pulled_in(frame["data"]).author
    assert read == set(READERS)
    (joined, again) = (line["answer"] for line in LINES if line["path"].endswith("/accept"))
    bundle = open_bundle(drawn("link"), an_id("bo's invite"), read_joined(json.dumps(joined).encode()).sealed)
    assert (bundle.key, joined) == (KEYS[1], again)


class Player(httpx.BaseTransport):
    """An endpoint that answers what is recorded, as the team's log stood at the end."""

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        path = request.url.raw_path.decode()
        line = [each for each in LINES if (each["method"], each["path"]) == (request.method, path)][-1]
        body = iter([json.dumps(line["answer"]).encode()])
        return httpx.Response(line["status"], content=body, headers={"Ritual-Protocol": "1"})


def test_a_record_of_today_takes_an_older_log_in() -> None:
    with SharedRecord.open(":memory:") as record:
        http = Http("http://localhost", "rtd_x", Pausing(lambda _: None, lambda: 0.0), Player())
        engine = Engine(record, Log(http, TEAM), Hand(TEAM, ANA, LAPTOP), KEYS, drawn_bytes)
        engine.pull()
        assert {entry.data["words"] for entry in record.entries("win")} == AT_THE_END
        assert [each.event.op for each in record.sealed()] == [REKEY]
        assert record.standing() == Standing(0, 0, 0, 0)
        http.close()


def drawn_bytes(size: int) -> bytes:
    return drawn("bytes", size)


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    """An endpoint of today, with the files of an earlier one."""
    shutil.copytree(ENDPOINT, tmp_path / "endpoint")
    with endpoint(tmp_path / "endpoint") as running:
        yield running


def test_the_files_of_an_older_home_and_endpoint_are_opened_and_synced_on(address: str, tmp_path: Path) -> None:
    ana = Typing(tmp_path / "ana", "2026-12-01T08:00:00Z")
    ana.machine.cwd.mkdir()
    ana.machine.drawn = randbelow(1 << 31)
    shutil.copytree(HOME, ana.machine.home / "data")
    keys = folder_of(ana) / "keys.json"
    told = json.loads(keys.read_text("utf-8"))
    keys.write_text(json.dumps(told | {"endpoint": address}), "utf-8")
    written = ["changed after it was shared", "for the link", "from Bo", "from Chris, who goes", "not yet sent"]
    assert [words for words in written if words in ana.give("log")] == written
    assert "to be erased" not in ana.give("log")
    assert ana.give("doctor").startswith("The record of “Platform” is whole.")
    assert (standing(ana)["waiting"], standing(ana)["unopened"]) == (1, 0)
    assert ana.give("sync") == "1 sent, 0 new here.\n"
    ana.give("win", "by a later version")
    ana.give("sync")
    dai = alone(tmp_path / "dai")
    dai.give("join", "-", stdin=ana.give("invite", "@dai"))
    logs = [sorted(row.partition(": ")[2] for row in shell.give("log").splitlines()) for shell in (ana, dai)]
    assert logs[0] == logs[1]
    assert "under the second key" in dai.give("log")
