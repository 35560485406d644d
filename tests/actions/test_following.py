"""Following from a front end: only what is shared, and what waits at the end goes out by itself."""

from pathlib import Path

import pytest

from ritual.actions import following
from ritual.actions.following import follow, unfollow
from ritual.actions.sharing import fresh_keys
from ritual.files.keys import write_keys
from ritual.model.entry import put
from ritual.store.outbox import Standing
from ritual.store.shared import SharedRecord
from ritual.sync.state import LIVE, State
from ritual.sync.stream import Follower
from tests.sync.machines import Machine
from tests.tui.teams import Clock, surroundings, team

NOWHERE = "http://127.0.0.1:9"


def shared(folder: Path, **env: str) -> Machine:
    """A machine with a team that is shared through an endpoint which nobody reaches."""
    machine = Machine(folder)
    machine.ws = team(machine.around._replace(env={**machine.around.env, **env}))
    write_keys(machine.ws.around.env, fresh_keys(machine.ws.team.id, NOWHERE, machine.ws.me, machine.ws.device))
    with SharedRecord.open(machine.ws.record._path) as record:
        record.share(NOWHERE)
    return machine


def test_a_team_of_this_machine_alone_is_not_followed(tmp_path: Path) -> None:
    assert follow(team(surroundings(tmp_path, Clock()))) is None


def test_switched_off(tmp_path: Path) -> None:
    assert follow(shared(tmp_path, RITUAL_SYNC="off").ws) is None


def test_what_waits_at_the_end_goes_out_by_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    begun: list[str] = []
    monkeypatch.setattr(following, "sync_later", lambda _env, team: begun.append(team))
    machine = shared(tmp_path)
    machine.ws.record.has_written = False
    follower = follow(machine.ws)
    assert follower
    unfollow(machine.ws, follower)
    assert begun == []
    again = follow(machine.ws)
    assert again
    machine.win("meanwhile")
    unfollow(machine.ws, again)
    assert begun == [machine.ws.team.id]


def test_what_a_round_left_goes_at_the_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    begun: list[str] = []
    monkeypatch.setattr(following, "sync_later", lambda _env, team: begun.append(team))
    machine = shared(tmp_path)
    old = machine.ws.pen()._replace(at="2026-01-01T09:00:00Z")
    machine.ws.record.append([put(machine.ws.new_id(), old, "answer", {"words": "written ahead"})])
    settled = State(LIVE, machine.now(), Standing(0, 0, 0, 0))
    monkeypatch.setattr(Follower, "state", lambda _: settled)
    machine.ws.record.has_written = False
    follower = follow(machine.ws)
    assert follower
    unfollow(machine.ws, follower)
    assert machine.ws.record.entries("answer") == []
    assert begun == [machine.ws.team.id]


def test_each_write_is_told_to_the_follower(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    poked: list[bool] = []
    machine = shared(tmp_path)
    follower = follow(machine.ws)
    assert follower
    assert machine.ws.wrote == follower.poke
    machine.ws.wrote = lambda: poked.append(True)
    machine.win("one")
    assert poked == [True]
    follower.stop()
