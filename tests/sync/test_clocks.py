"""Clocks that are wrong by an hour or ten years, and that are put right or wrong meanwhile: nothing waits for them."""

from collections.abc import Iterator
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pytest

from ritual.actions.founding import found, new_team
from ritual.actions.sharing import share
from ritual.actions.syncing import USUAL, sync
from ritual.files.people import people
from ritual.model.instant import moment
from ritual.sync.turns import POLLS
from tests.endpoint.running import endpoint
from tests.sync.machines import QUICK, Following, Machine, joined, shared
from tests.sync.proxy import Proxy
from tests.sync.test_bad_streams import has
from tests.sync.test_stream import moved

HOUR, DECADE = 3600.0, 3650 * 86400.0
WRONG = (HOUR, -HOUR, DECADE, -DECADE)


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with endpoint(tmp_path_factory.mktemp("endpoint")) as running:
        yield running


@pytest.mark.parametrize("skew", WRONG)
def test_whoever_has_a_wrong_clock_shares_invites_joins_and_follows(tmp_path: Path, address: str, skew: float) -> None:
    ana = Machine(tmp_path / "ana")
    ana.skew = skew
    named = people("ana Ana @ana\nbo Bo @bo\n")[0]
    ana.ws = found(ana.around, new_team(ana.around, "Platform", named, "en"), "ana")
    share(ana.ws, address, asked=USUAL)
    bo = joined(ana, tmp_path / "bo", "bo")
    with Following(ana) as at_ana, Following(bo) as at_bo:
        at_ana.live()
        at_bo.live()
        ana.win("one")
        at_bo.until(lambda: bo.wins() == ["one"])
        bo.win("two")
        at_ana.until(lambda: len(ana.wins()) == 2)
        assert at_ana.state.ahead == pytest.approx(-skew, abs=30)
    for each in bo.ws.record.entries("win"):
        assert moment(each.at) <= datetime.now(UTC)


@pytest.mark.parametrize("skew", WRONG)
def test_a_clock_that_jumps_holds_nothing_up(tmp_path: Path, address: str, skew: float) -> None:
    ana, bo = shared(tmp_path, address, "bo")
    with Following(ana) as at_ana, Following(bo) as at_bo:
        for n, skew_now in enumerate((0, skew, -skew, 0)):
            bo.skew = skew_now
            at_bo.live()
            ana.win(f"{n} from ana")
            at_bo.until(partial(has, bo, f"{n} from ana"))
            bo.win(f"{n} from bo")
            at_ana.until(partial(has, ana, f"{n} from bo"))
    sync(bo.ws)
    assert bo.wins() == ana.wins()


def test_that_streams_did_not_get_through_is_believed_for_a_day_whatever_the_clock_said(
    tmp_path: Path, address: str
) -> None:
    bo = shared(tmp_path, address, "bo")[1]
    bo.skew = DECADE
    with Proxy(address) as proxy:
        proxy.holds = True
        moved(bo, proxy.address)
        with Following(bo, QUICK._replace(first=0.3, wait=1)) as at_bo:
            at_bo.until(lambda: bo.ws.record.meta(POLLS))
            proxy.holds, streams = False, proxy.streams
            proxy.cut()
            bo.skew = 0
            at_bo.until(lambda: proxy.streams > streams)
            at_bo.live()
