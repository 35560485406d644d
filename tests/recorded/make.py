"""Makes the recordings anew: what clients and an endpoint say to one another today, and the files they keep.

Run it (`scripts/recorded`) only before a first release, or to add what is new: later releases are held to what is here.
"""

import asyncio
import json
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

import httpx2

from ritual.protocol import invite, rekey
from ritual.protocol.binary import b64
from ritual.protocol.device import DeviceKeys
from ritual.protocol.sealing import Binding, seal
from ritual.protocol.wire import REKEY, Pushed
from tests.cli.shells import entry_id
from tests.cli.test_sharing import joined, with_team
from tests.endpoint.running import endpoint
from tests.endpoint.served import TEAM, Person, served, stream
from vectors import an_id, drawn

HERE = Path(__file__).parent
TRANSCRIPT, HOME, ENDPOINT = HERE / "transcript.jsonl", HERE / "home", HERE / "endpoint"
KEYS = {1: drawn("epoch key 1"), 2: drawn("epoch key 2")}
ANA, BO = an_id("ana"), an_id("bo")
LAPTOP = an_id("ana's device")
OTHER_LOG = "1.0.a1b2c3d4e5f6"
HEADERS = ("Authorization", "Content-Type", "Ritual-Confirm")


def win(name: str, words: str, *, of: str = "", author: str = ANA, epoch: int = 1) -> Pushed:
    """A win, or the first other revision of one."""
    op, ref, rev = ("replace", an_id(of), 1) if of else ("put", "", 0)
    told = {"v": 1, "kind": "win", "at": "2026-11-24T08:30:00Z", "tz": "Europe/Madrid", "data": {"words": words}}
    binding = Binding(TEAM, an_id(name), author, op, ref, rev, epoch)
    return _sealed(binding, json.dumps(told, ensure_ascii=False).encode())


def an_erasure(name: str, of: str) -> Pushed:
    """Takes an entry back."""
    return _sealed(Binding(TEAM, an_id(name), ANA, "erase", an_id(of), 0, 1), b'{"v":1,"kind":"erase"}')


def a_rekey() -> Pushed:
    """The second epoch, for Ana's laptop alone."""
    keys = DeviceKeys(drawn("ana wrap"), drawn("ana sign"))
    change = rekey.NextEpoch(TEAM, 2, KEYS[2], KEYS[1])
    words = rekey.written(rekey.rekeyed(change, {LAPTOP: keys.announced}, LAPTOP, keys, drawn("prev", 12)))
    bound = Binding(TEAM, an_id("rekey"), ANA, REKEY, "", 0, 2)
    return Pushed(an_id("rekey"), REKEY, "", 0, 2, seal(KEYS[1], bound, words, drawn("rekey", 12), under=1))


def _sealed(at: Binding, plaintext: bytes) -> Pushed:
    body = seal(KEYS[at.epoch], at, plaintext, drawn(f"{at.id} {plaintext.hex()}", 12))
    return Pushed(at.id, at.op, at.ref, at.rev, at.epoch, body)


class Tape:
    """What was asked and answered, in order."""

    def __init__(self) -> None:
        self.lines: list[dict[str, Any]] = []

    async def heard(self, response: httpx2.Response) -> None:
        """Notes an answer that isn't a stream."""
        if "text/event-stream" in response.headers.get("Content-Type", ""):
            return
        body = await response.aread()
        sent = response.request.content
        self.lines.append(
            self._asked(response.request)
            | {"body": json.loads(sent) if sent else None, "status": response.status_code}
            | {"answer": json.loads(body) if body else None}
        )

    async def listened(self, person: Person, frames: int) -> None:
        """Notes the first frames of a stream."""
        heard: list[dict[str, Any]] = []
        async with stream(person) as listening:
            while len(heard) < frames:
                frame = await listening.frame()
                if "event" in frame:
                    heard.append(frame | {"data": json.loads(frame["data"])})
            line = self._asked(listening.response.request)
        self.lines.append(line | {"body": None, "status": 200, "frames": heard})

    def _asked(self, request: httpx2.Request) -> dict[str, Any]:
        path = request.url.raw_path.decode()
        headers = {name: request.headers[name] for name in HEADERS if name in request.headers}
        return {"method": request.method, "path": path, "headers": headers}


async def transcript(folder: Path) -> list[dict[str, Any]]:
    """One course of a team: made, joined, written in, erased, taken a key from; and what is refused."""
    tape = Tape()
    async with served(folder) as there:
        there.http.event_hooks["response"].append(tape.heard)
        first = win("one", "the pump runs"), win("two", "Übergabe ohne Lücke"), win("three", "gone")
        ana, bo = there.person("ana"), there.person("bo")
        await there.http.get("/v1/info")
        await ana.found()
        await ana.found()
        await ana.push(*first)
        bundle = invite.Bundle(TEAM, 1, KEYS[1], "Platform", "Ana Ruiz", BO)
        sealed = invite.seal_bundle(drawn("link"), an_id("bo's invite"), bundle, drawn("bundle", 12))
        await ana.invite("bo", sealed=b64(sealed))
        await ana.ask("GET", "/invites")
        await bo.join()
        await bo.join()
        await ana.ask("GET", "")
        page = await bo.pull(limit=2)
        await bo.pull(str(page.cursor), limit=500)
        await bo.push(win("four", "from Bo", author=BO), win("not mine", "x", of="one", author=BO))
        await ana.push(win("edit", "the pump runs again", of="one"), an_erasure("erase", "three"))
        await ana.push(*first)
        await ana.push(win("two", "other words"), win("early", "too early")._replace(epoch=2))
        await tape.listened(bo, 5)
        await ana.ask("POST", "/live", {"body": b64(b"sealed"), "ttl": 12})
        await ana.ask("PATCH", f"/members/{BO}", {"role": "admin"})
        await ana.ask("PATCH", f"/members/{BO}", {"role": "member"})
        await ana.ask("DELETE", f"/members/{BO}")
        await ana.push(a_rekey(), win("five", "after Bo left", epoch=2))
        await bo.ask("GET", "/events")
        await ana.ask("GET", f"/events?after={OTHER_LOG}&limit=500")
        await ana.ask("POST", "/events", {"cursor": OTHER_LOG, "events": []})
        await ana.pull(limit=500)
        await ana.ask("DELETE", "", Ritual_Confirm=TEAM)
        await ana.ask("GET", "")
    return tape.lines


def files(folder: Path) -> None:
    """The home of one of three in a team, with something unsent, and the files of the endpoint."""
    ana = with_team(folder / "ana")
    with endpoint(folder / "endpoint") as address:
        ana.give("win", "before it was shared")
        ana.give("share", address, "--yes")
        bo, chris = joined(ana, folder / "bo", "@bo"), joined(ana, folder / "chris", "@chris")
        bo.give("win", "from Bo")
        bo.give("kudos", "--now", "@ana", "for the link")
        chris.give("win", "from Chris, who goes")
        for each in (bo, chris, ana):
            each.give("sync")
        ana.give("win", "to be erased")
        ana.give("sync")
        ana.give("erase", entry_id(ana, "to be"))
        ana.give("edit", entry_id(ana, "before"), "changed after it was shared")
        ana.give("members", "remove", "@chris", "--yes")
        bo.give("win", "under the second key")
        bo.give("sync")
        ana.give("sync")
        ana.give("win", "not yet sent")
    for old, new in ((ana.machine.home / "data", HOME), (folder / "endpoint", ENDPOINT)):
        shutil.rmtree(new, ignore_errors=True)
        shutil.copytree(old, new, ignore=shutil.ignore_patterns("*lock", "*-wal", "*-shm"))


def main() -> int:
    """Writes everything."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        lines = asyncio.run(transcript(folder / "data"))
        TRANSCRIPT.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), "utf-8")
        files(folder)
    return 0


if __name__ == "__main__":
    sys.exit(main())
