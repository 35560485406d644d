"""Machines of one team that is shared through a real endpoint, and followers that tests can wait for."""

import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from ritual.actions.founding import found, new_team
from ritual.actions.inviting import invite
from ritual.actions.joining_in import join, link_of
from ritual.actions.machine import fresh_id
from ritual.actions.sharing import share
from ritual.actions.surroundings import Surroundings
from ritual.actions.syncing import USUAL, ground, keys_of
from ritual.actions.wins import log_win
from ritual.actions.workspace import Workspace
from ritual.files.people import people
from ritual.sync.live import Heard
from ritual.sync.pace import Pace
from ritual.sync.state import State
from ritual.sync.stream import Follower
from tests.endpoint.running import PROGRAM


class Endpoint:
    """An endpoint in a process of its own, which may die and come back; as a context."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._port = 0
        self._process: subprocess.Popen[str] | None = None

    def __enter__(self) -> "Endpoint":
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.kill()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self._port}"

    def start(self) -> None:
        """Runs it, where it ran before."""
        path = os.pathsep.join(each for each in sys.path if each)
        command = [sys.executable, "-c", PROGRAM, str(self.folder), str(self._port), ""]
        env = {**os.environ, "PYTHONPATH": path}
        self._process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=env)
        assert self._process.stdout
        self._port = int(self._process.stdout.readline())

    def kill(self) -> None:
        """Ends it without a word."""
        if self._process:
            self._process.kill()
            self._process.communicate(timeout=30)
            self._process = None


QUICK = Pace(look=0.05, shortest=0.05, longest=0.2, settled=0.05)
"""Nobody waits long in a test."""
_PATIENCE = 20.0


class Machine:
    """One machine, where somebody sits."""

    def __init__(self, folder: Path) -> None:
        self.skew = 0.0
        self.folder = folder
        self.around = Surroundings({"RITUAL_HOME": str(folder)}, str(folder), self.now, lambda: 0.0, fresh_id, "UTC")
        folder.mkdir(parents=True, exist_ok=True)
        self.ws: Workspace

    def now(self) -> datetime:
        """The time here, which may be wrong by `skew` seconds."""
        return datetime.fromtimestamp(datetime.now(UTC).timestamp() + self.skew, UTC)

    def wins(self) -> list[str]:
        """The wins that are here, as words."""
        return sorted(str(each.data["words"]) for each in self.ws.record.entries("win"))

    def win(self, words: str) -> None:
        """Logs a win."""
        log_win(self.ws, words)


def shared(folder: Path, address: str, *others: str) -> list[Machine]:
    """Ana's machine, with a team that is shared, and those of these others, who have joined."""
    ana = Machine(folder / "ana")
    names = people("".join(f"{name} @{name}\n" for name in ("ana", *others)))[0]
    ana.ws = found(ana.around, new_team(ana.around, "Platform", names, "en"), "ana")
    share(ana.ws, address, asked=USUAL)
    return [ana, *(joined(ana, folder / name, name) for name in others)]


def joined(host: Machine, folder: Path, name: str = "") -> Machine:
    """A machine that joins: somebody's by name, or one more of the host's own."""
    machine = Machine(folder)
    link = invite(host.ws, name, device=not name)
    machine.ws = join(machine.around, link_of(link), None, USUAL).ws
    return machine


class Following:
    """A follower of one machine, as a context; `heard` is what it heard live."""

    def __init__(self, machine: Machine, pace: Pace = QUICK) -> None:
        self.heard: list[Heard] = []
        self.phases: list[str] = []
        self._moved = threading.Condition()
        self.follower = Follower(ground(machine.ws, keys_of(machine.ws)), self._hear, self._notice, pace)

    def __enter__(self) -> "Following":
        self.follower.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.follower.stop(_PATIENCE)

    @property
    def state(self) -> State:
        return self.follower.state()

    def until(self, holds: Callable[[], object]) -> None:
        """Waits until that holds, looking whenever something has moved."""
        with self._moved:
            assert self._moved.wait_for(holds, _PATIENCE), self.state

    def hears(self, teller: "Following", data: dict[str, object]) -> None:
        """Waits until something is heard that the teller says again and again, because any of it may be lost."""
        until = time.monotonic() + _PATIENCE
        with self._moved:
            while not self.heard:
                assert time.monotonic() < until, (self.state, teller.state)
                teller.follower.tell(data, 20)
                self._moved.wait(0.5)

    def live(self) -> "Following":
        self.until(lambda: self.state.is_live)
        return self

    def _hear(self, message: Heard) -> None:
        with self._moved:
            self.heard.append(message)
            self._moved.notify_all()

    def _notice(self) -> None:
        with self._moved:
            self.phases.append(self.state.phase)
            self._moved.notify_all()
