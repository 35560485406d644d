"""Following a team through a real endpoint: what comes, what goes out, what is said live, and what cuts it off."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.endpoint.running import endpoint
from tests.sync.machines import Following, shared


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with endpoint(tmp_path_factory.mktemp("endpoint")) as running:
        yield running


def test_what_is_written_here_is_there_at_once(tmp_path: Path, address: str) -> None:
    ana, bo = shared(tmp_path, address, "bo")
    with Following(ana) as at_ana, Following(bo) as at_bo:
        at_ana.live()
        at_bo.live()
        ana.win("one")
        at_ana.follower.poke()
        at_bo.until(lambda: bo.wins() == ["one"])
        bo.win("two")
        at_ana.until(lambda: ana.wins() == ["one", "two"])
        at_bo.until(lambda: at_bo.state.standing == (0, 0, 0, 0))


def test_live_messages_go_to_and_fro(tmp_path: Path, address: str) -> None:
    ana, bo = shared(tmp_path, address, "bo")
    with Following(ana) as at_ana, Following(bo) as at_bo:
        at_ana.live()
        at_bo.live()
        at_ana.follower.tell({"here": True, "name": "Ana\x1b[31m"}, 12)
        at_bo.until(lambda: at_bo.heard)
        (heard,) = at_bo.heard
        assert heard == (ana.ws.me, ana.ws.device, {"here": True, "name": "Ana"}, 12)
        at_bo.follower.tell({"want": "done"}, 5)
        at_ana.until(lambda: at_ana.heard)
        assert at_ana.heard[0].data == {"want": "done"}
