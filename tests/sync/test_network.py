"""Clients and a real endpoint with a bad network between them: nothing is lost or doubled, all end the same."""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from hashlib import sha256
from random import Random
from time import time

import pytest

from ritual.endpoint.team_log import Hand
from ritual.errors import SyncTrouble
from ritual.protocol.cursor import START
from ritual.protocol.device import token, token_hash
from ritual.protocol.inviting import Acceptance, Invite, acceptance_told, invite_told
from ritual.protocol.people import ADMIN, Founding, founding_told
from ritual.protocol.wire import Page, Pushed
from ritual.sync.http import Http, Pausing
from ritual.sync.log import Log
from tests.endpoint.model import CALM, FEW, Client
from tests.endpoint.running import endpoint
from tests.sync.bad_network import FAULTS, Proxy, between
from tests.sync.world import RealClient, RealWorld

SEEDS = 4
PATIENT = Pausing(lambda _seconds: None, lambda: 0.0)


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with endpoint(tmp_path_factory.mktemp("endpoint")) as running:
        yield running


@pytest.fixture(autouse=True)
def _small_pushes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ritual.sync.batches.PUSH_EVENTS", FEW)
    monkeypatch.setattr("ritual.sync.engine.PAGE", FEW - 1)


class Apart(RealClient):
    """One device that reaches the endpoint over the network."""

    def push(self, *, lost: bool = False) -> None:
        tried(self.engine.push)

    def pull(self) -> None:
        tried(self.engine.page)


class Network(RealWorld):
    """A course of events whose bad luck is in the network."""

    def __init__(self, random: Random, url: str, proxy: Proxy) -> None:
        self.url, self.proxy = url, proxy
        self.connections: list[Http] = []
        super().__init__(random, odds=CALM | {"copy": 0, "put_back": 0, "expire": 0})

    def rest(self) -> None:
        self.proxy.share = 0
        super().rest()

    def faults(self) -> list[str]:
        found = super().faults()
        ids = [each.id for each in self._stored()]
        return found + (["something is doubled"] if len(ids) != len(set(ids)) else [])

    def close(self) -> None:
        for each in self.connections:
            each.close()

    def _people(self) -> list[Client]:
        """The team of the model, at the endpoint."""
        share, self.proxy.share = self.proxy.share, 0
        clients = [self._apart(each, first=n == 0) for n, each in enumerate(super()._people())]
        self.proxy.share = share
        return clients

    def _apart(self, known: Client, *, first: bool) -> Client:
        assert isinstance(known, RealClient)
        hand, secret = known.hand, token(self.ids.secret())
        http = Http(self.url, secret, PATIENT)
        self.connections.append(http)
        if first:
            self.founder = hand.member
            new = Founding(self.team, hand.member, hand.device, token_hash(secret))
            http.done("POST", "/teams", founding_told(new))
        else:
            self._let_in(hand, token_hash(secret))
        client = Apart(hand, self.storage, self.team, self.ids, known.record)
        client.engine.remote = Log(http, self.team)
        return client

    def _let_in(self, hand: Hand, hashed: bytes) -> None:
        """Invites and joins; the founder's second device comes as the founder's."""
        secret, there = self.ids.secret(), self.connections[0]
        mine = hand.member if hand.member == self.founder else ""
        invite = Invite(self.ids.fresh(), sha256(secret).digest(), b"sealed", ADMIN, mine, int(time()) + 3600)
        there.done("POST", f"/teams/{self.team}/invites", invite_told(invite))
        accepting = Acceptance(secret, hand.member, hand.device, hashed)
        self.connections[-1].done("POST", f"/invites/{invite.id}/accept", acceptance_told(accepting))

    def _stored(self) -> list[Pushed]:
        log, cursor, found = Log(self.connections[0], self.team), START, []
        while True:
            page = log.pull(cursor, 500)
            assert isinstance(page, Page)
            found += [each.event for each in page.events]
            cursor = page.cursor
            if not page.more:
                return found


def tried(work: Callable[[], object]) -> None:
    """Does it; where the network won't have it, that is told, and another try comes some other time."""
    with suppress(SyncTrouble):
        work()


def test_whatever_the_network_does_all_end_with_the_same(address: str) -> None:
    did: Counter[str] = Counter()
    for seed in range(SEEDS):
        with between(address, seed, share=0.5) as (url, proxy), closing(Network(Random(seed), url, proxy)) as world:
            world.live()
            did += proxy.did
            world.rest()
            assert world.faults() == [], seed
    assert set(FAULTS) <= set(did)
