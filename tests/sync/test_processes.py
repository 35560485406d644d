"""Clients that die in the middle of a sync, and two that sync one record at once."""

import os
import signal
import subprocess
import sys
from pathlib import Path

from ritual.actions.inviting import invite
from ritual.actions.machine import fresh_id
from ritual.actions.syncing import sync
from ritual.model.entry import erase, put
from ritual.store.outbox import Standing
from ritual.store.shared import SharedRecord
from tests.store.making import everything
from tests.sync.machines import Endpoint, Machine, shared

PROGRAM = """
import asyncio, sys
from pathlib import Path
from ritual.protocol.people import Founding
from ritual.endpoint.storage.contract import Gone as Other
from ritual.endpoint.storage.sqlite.storage import SqliteStorage
from ritual.endpoint.team_log import Hand
from ritual.model.entry import put
from ritual.model.event import Pen
from ritual.store.shared import SharedRecord
from ritual.sync.engine import Engine
from ritual.sync.remote import Gone
from ritual.sync.sealing import Hand as Sealing
from ritual.actions.surroundings import fresh_id
import os

folder, path, team, member, device, count = sys.argv[1:]
loop = asyncio.new_event_loop()
storage = SqliteStorage.open(Path(folder))
loop.run_until_complete(storage.found(Founding(team, member, device, bytes(32)), 0))
hand = Hand(member, device, "admin")

class Wire:
    def push(self, cursor, events):
        print("push", flush=True)
        answer = loop.run_until_complete(storage.push(team, hand, cursor, events, 9))
        return Gone(answer.problem) if isinstance(answer, Other) else answer
    def pull(self, cursor, limit):
        print("pull", flush=True)
        answer = loop.run_until_complete(storage.pull(team, cursor, 3))
        return Gone(answer.problem) if isinstance(answer, Other) else answer

record = SharedRecord.open(path)
if not record.endpoint:
    record.share("http://localhost")
engine = Engine(record, Wire(), Sealing(team, member, device), {1: bytes(range(32))}, os.urandom)
for n in range(int(count)):
    record.append([put(fresh_id(), Pen(member, device, "1970-01-01T00:00:00Z", ""), "win", {"words": str(n)})])
    print("wrote", flush=True)
    engine.sync()
record.close()
storage.close()
"""
IDS = tuple(f"{n}1111111-1111-4111-8111-111111111111" for n in (1, 2, 3))


def syncing(folder: Path, count: int) -> "subprocess.Popen[str]":
    """A process that writes and syncs so many times."""
    path = os.pathsep.join(each for each in sys.path if each)
    command = [sys.executable, "-c", PROGRAM, str(folder / "endpoint"), str(folder / "record.db"), *IDS, str(count)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": path})


def written(process: "subprocess.Popen[str]") -> int:
    return process.communicate(timeout=60)[0].count("wrote")


def test_a_client_that_is_killed_loses_and_doubles_nothing(tmp_path: Path) -> None:
    many = 0
    for lines in (1, 3, 7, 12, 23):
        process = syncing(tmp_path, 1000)
        assert process.stdout is not None
        many += sum(process.stdout.readline() == "wrote\n" for _ in range(lines))
        os.kill(process.pid, signal.SIGKILL)
        many += written(process)
    assert syncing(tmp_path, 1).communicate(timeout=60)[0]
    with SharedRecord.open(str(tmp_path / "record.db")) as record:
        assert len(record.entries("win")) in range(many + 1, many + 7)
        assert record.standing() == Standing(0, 0, 0, 0)
        assert record.check() == []


JOINING = """
import sys
from ritual.actions import syncing
from ritual.sync import engine

class Small(engine.Engine):
    def __init__(self, *given):
        super().__init__(*given)
        self.together = engine.PAGE = 20
        take = self.record.take_page
        def told(*page):
            print("takes", flush=True)
            try:
                return take(*page)
            finally:
                print("took", flush=True)
        self.record.take_page = told

syncing.Engine = Small
from ritual.cli.main import main
sys.exit(main())
"""


class Newcomer:
    """Another machine of Ana's, from its link on."""

    def __init__(self, host: Machine, folder: Path) -> None:
        folder.mkdir()
        self.folder, self.link = folder, invite(host.ws, device=True)

    def ritual(self, *words: str) -> "subprocess.Popen[str]":
        """A command that tells each transaction, with the link to read."""
        path = os.pathsep.join(each for each in sys.path if each)
        env = {**os.environ, "PYTHONPATH": path, "RITUAL_HOME": str(self.folder)}
        process = subprocess.Popen(
            [sys.executable, "-c", JOINING, *words],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env=env,
        )
        assert process.stdin
        process.stdin.write(self.link)
        process.stdin.close()
        process.stdin = None
        return process

    def done(self, *words: str) -> None:
        """A command that has to succeed."""
        process = self.ritual(*words)
        said = process.communicate(timeout=60)
        assert process.returncode == 0, said

    @property
    def record(self) -> Path:
        (path,) = self.folder.glob("data/teams/*/record.db")
        return path


def test_a_first_sync_that_is_killed_ends_like_one_that_was_not(tmp_path: Path) -> None:
    with Endpoint(tmp_path / "endpoint") as there:
        (ana,) = shared(tmp_path, there.address)
        ana.ws.record.append([put(fresh_id(), ana.ws.pen(), "win", {"words": f"win {n}"}) for n in range(300)])
        for old in ana.ws.record.entries("win")[::50]:
            ana.ws.record.append([erase(fresh_id(), ana.ws.pen(), old)])
        sync(ana.ws)
        killed, calm = Newcomer(ana, tmp_path / "killed"), Newcomer(ana, tmp_path / "calm")
        calm.done("join", "-")
        for lines, words in ((1, ("join", "-")), (4, ("join", "-")), (9, ("sync",))):
            process = killed.ritual(*words)
            assert process.stdout is not None
            assert "takes\n" in [process.stdout.readline() for _ in range(lines)]
            os.kill(process.pid, signal.SIGKILL)
            process.communicate(timeout=60)
            with SharedRecord.open(str(killed.record)) as record:
                assert record.check() == []
        killed.done("sync")
        calm.done("sync")
        assert everything(killed.record) == everything(calm.record)
        with SharedRecord.open(str(killed.record)) as record:
            assert len(record.entries("win")) == 294
