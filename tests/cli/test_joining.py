"""Joining a shared team that is interrupted, at every step of it, and goes on with the same link."""

import os
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from secrets import randbelow
from typing import Final

import pytest

from ritual.files import places, writing
from ritual.files.unfinished import read_unfinished
from ritual.protocol.invite import name_of, read_link
from ritual.store.record import Record
from ritual.store.shared import SharedRecord
from ritual.sync.http import Http
from tests.cli.shells import Typing, alone, with_team
from tests.endpoint.running import endpoint

STEPS: Final = (
    (writing, "_replace"),
    (Http, "ask"),
    (SharedRecord, "share"),
    (Record, "set_meta"),
    (Record, "append"),
    (SharedRecord, "take_page"),
)
"""What leaves something on the disk or at the endpoint."""


@pytest.fixture(scope="module")
def host(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Typing]:
    folder = tmp_path_factory.mktemp("joining")
    with endpoint(folder / "endpoint") as address:
        shell = with_team(folder / "ana")
        shell.machine.drawn = randbelow(1 << 31)
        shell.give("share", address, "--yes")
        yield shell


def killed(shell: Typing, link: str, who: tuple[str, ...], after: int) -> bool:
    """Joins in a process that dies behind so many steps; whether it came that far."""
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 9
    done = count(1)

    def dying(step: Callable[..., object]) -> Callable[..., object]:
        def taken(*given: object, **more: object) -> object:
            gave = step(*given, **more)
            if next(done) == after:
                os._exit(9)
            return gave

        return taken

    for owner, name in STEPS:
        setattr(owner, name, dying(getattr(owner, name)))
    shell.run("join", "-", *who, stdin=link)
    os._exit(0)


def test_what_is_left_of_a_joining_and_can_not_be_read_is_told(host: Typing, tmp_path: Path) -> None:
    shell, link = alone(tmp_path), host.give("invite", "@dai")
    path = places.unfinished(shell.machine.around({}).env, name_of(read_link(link)))
    path.parent.mkdir(parents=True)
    path.write_text('{"team": ""}')
    ran = shell.run("join", "-", stdin=link)
    assert ran.code == 3
    assert "can't be read" in ran.err


def test_a_joining_that_is_killed_goes_on_with_the_same_link(host: Typing, tmp_path: Path) -> None:
    for step in count(1):
        shell = alone(tmp_path / str(step))
        shell.machine.drawn = randbelow(1 << 31)
        link, who = host.give("invite"), ("--me", f"Jo Ek @jo{step}")
        died = killed(shell, link, who, step)
        if not died:
            break
        # Nothing but what is on the disk may tell the second try who it is.
        shell.machine.drawn = randbelow(1 << 31)
        shell.give("join", "-", *who, stdin=link)
        env = shell.machine.around({}).env
        assert read_unfinished(env, name_of(read_link(link))) is None
        assert len(places.team_ids(env)) == 1
    assert step > 15
    host.give("sync")
    assert [host.give("members").count(f"@jo{n} ") for n in range(1, step + 1)] == [1] * step
