"""Followers behind networks that spoil streams: nothing is lost or doubled, what is the matter is said, and it ends."""

from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from random import Random

import pytest

from ritual.actions.mine import edit, remove
from ritual.actions.sync_words import quiet
from ritual.actions.syncing import sync
from ritual.actions.wins import log_win
from ritual.store.outbox import Standing
from ritual.sync.turns import POLLS
from tests.endpoint.running import endpoint
from tests.sync.bad_network import DROPPED, FAULTS, GATEWAY, PORTAL, STALLED, STREAM_FAULTS, TIMEOUT, between
from tests.sync.machines import QUICK, Following, Machine, shared
from tests.sync.test_stream import moved

SEEDS, STEPS = 3, 40
IMPATIENT = QUICK._replace(first=0.5, silence=1.0, wait=1)
SETTLED = Standing(0, 0, 0, 0)
DAY = 3
"""Seconds for which pulls wait before streams are tried again: room for a few of them."""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with endpoint(tmp_path_factory.mktemp("endpoint")) as running:
        yield running


@pytest.fixture(autouse=True)
def _short_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ritual.sync.http._READ_SECONDS", 2.0)
    monkeypatch.setattr("ritual.sync.turns._DAY", DAY)


@pytest.mark.parametrize("fault", STREAM_FAULTS)
def test_whatever_becomes_of_a_stream_all_of_it_comes_once(tmp_path: Path, address: str, fault: str) -> None:
    ana, bo = shared(tmp_path, address, "bo")
    with between(address, 1, share=0) as (url, proxy), Following(ana) as at_ana:
        proxy.next_streams = [fault] * 2
        moved(bo, url)
        with Following(bo, IMPATIENT) as at_bo:
            at_ana.live()
            for n in range(10):
                ana.win(str(n))
                at_bo.until(partial(has, bo, str(n)))
            at_bo.until(lambda: proxy.did[fault] == 2 and at_bo.state.is_live)
            bo.win("and back")
            at_ana.until(lambda: "and back" in ana.wins())
            at_bo.until(lambda: at_bo.state.standing == SETTLED)
            at_bo.hears(at_ana, {"here": True})
            at_bo.until(lambda: at_bo.state.is_live and not at_bo.state.trouble)
        assert bo.wins() == ana.wins() == sorted([*map(str, range(10)), "and back"])
        assert bo.ws.record.check() == []


@pytest.mark.parametrize("fault", [PORTAL, GATEWAY, TIMEOUT])
def test_where_somebody_in_between_will_not_have_streams_pulls_wait(tmp_path: Path, address: str, fault: str) -> None:
    ana, bo = shared(tmp_path, address, "bo")
    with between(address, 1, share=0) as (url, proxy), Following(ana) as at_ana:
        proxy.next_streams = [fault] * 1000
        moved(bo, url)
        with Following(bo, IMPATIENT) as at_bo:
            at_bo.live()
            ana.win("one")
            at_bo.until(bo.wins)
            at_bo.hears(at_ana, {"here": True})
            at_ana.hears(at_bo, {"so": "am I"})
            assert bo.ws.record.meta(POLLS)
            proxy.next_streams = []
            bo.skew = 2 * DAY
            ana.win("two")
            at_bo.until(lambda: len(bo.wins()) == 2 and at_bo.state.is_live)


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        (DROPPED, "1 on the way · offline since "),
        (STALLED, "1 on the way · offline since "),
        (GATEWAY, "1 on the way · offline since "),
        (TIMEOUT, "offline since "),
        (PORTAL, "1 on the way · no ritual endpoint answers, since "),
    ],
)
def test_what_the_matter_is_is_said_and_ends_by_itself(tmp_path: Path, address: str, fault: str, words: str) -> None:
    ana, bo = shared(tmp_path, address, "bo")
    with between(address, 1, share=0) as (url, proxy):
        moved(bo, url)
        with Following(bo, IMPATIENT) as at_bo:
            at_bo.live()
            proxy.next, proxy.next_streams = [fault] * 1000, [GATEWAY] * 1000
            began = bo.now()
            bo.win("one")
            at_bo.until(lambda: words in line(at_bo, bo))
            assert began <= at_bo.state.since <= bo.now()
            proxy.next, proxy.next_streams = [], []
            at_bo.until(partial(is_well, at_bo, bo))
        sync(ana.ws)
        assert ana.wins() == ["one"]


def test_a_team_whose_networks_are_all_bad(tmp_path: Path, address: str) -> None:
    did: Counter[str] = Counter()
    for seed in range(SEEDS):
        did += course(tmp_path / str(seed), address, seed)
    assert set(STREAM_FAULTS) <= set(did)
    assert set(FAULTS) <= set(did)


def course(folder: Path, address: str, seed: int) -> Counter[str]:
    """Three people write, change and erase while everything may go wrong; in the end all have just what stands."""
    random, stays = Random(seed), dict[str, str]()
    with ExitStack() as stack:
        team = shared(folder, address, "bo", "chris")
        proxies = []
        for n, machine in enumerate(team):
            url, proxy = stack.enter_context(between(address, seed * 10 + n, share=0.4))
            proxies.append(proxy)
            first = (seed * 3 + n) % len(STREAM_FAULTS)
            proxy.next_streams = [*STREAM_FAULTS[first:], *STREAM_FAULTS[:first]]  # so that each is met
            proxy.next = [FAULTS[(first + k) % len(FAULTS)] for k in range(3)]  # as are these, however few ask
            moved(machine, url)
        followers = [stack.enter_context(Following(machine, IMPATIENT)) for machine in team]
        for n in range(STEPS):
            machine, at = random.choice([*zip(team, followers, strict=True)])
            write(machine, stays, f"{n} by {machine.folder.name}", random)
            at.follower.poke()
            if n % 10 == 9:  # the networks stay bad, and all the same it comes
                for machine, at in zip(team, followers, strict=True):
                    at.until(partial(shows, machine, stays))
        for proxy in proxies:
            proxy.share = 0
        for machine, at in zip(team, followers, strict=True):
            at.until(partial(is_well, at, machine))
    for machine in team:
        assert shows(machine, stays)
        assert machine.ws.record.check() == []
    return sum((proxy.did for proxy in proxies), Counter())


def write(machine: Machine, stays: dict[str, str], words: str, random: Random) -> None:
    """A new win, or a change or erasure of an own one."""
    mine = [each for each in machine.ws.record.entries("win") if each.author == machine.ws.me]
    drawn = random.random()
    if not mine or drawn < 0.6:
        stays[log_win(machine.ws, words)] = words
    elif drawn < 0.8:
        entry = random.choice(mine)
        edit(machine.ws, entry, {"words": words})
        stays[entry.id] = words
    else:
        entry = random.choice(mine)
        remove(machine.ws, entry)
        del stays[entry.id]


def has(machine: Machine, words: str) -> bool:
    return words in machine.wins()


def shows(machine: Machine, stays: dict[str, str]) -> bool:
    return {each.id: str(each.data["words"]) for each in machine.ws.record.entries("win")} == stays


def is_well(at: Following, machine: Machine) -> bool:
    return line(at, machine) == "Shared · all sent · live"


def line(at: Following, machine: Machine) -> str:
    """The quiet line as screens show it."""
    return " · ".join(part.words for part in quiet(at.state, machine.now(), "UTC"))
