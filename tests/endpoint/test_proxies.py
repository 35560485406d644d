"""docs/hosting.md is right: a team works through nginx and Caddy as the page sets them up, and neither tells of it."""

import http.client
import json
import re
import time
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing, contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

import pytest

from ritual.actions.inviting import invite
from ritual.actions.joining_in import link_of
from ritual.actions.syncing import keys_of, pausing, sync
from ritual.endpoint.settings import Streams
from ritual.errors import SyncTrouble
from ritual.protocol.cursor import START
from ritual.protocol.device import token
from ritual.protocol.wire import EVENT_BYTES, PUSH_BYTES, Page, Pushed, Receipt
from ritual.sync import saying
from ritual.sync.http import Http
from ritual.sync.log import Log
from tests.endpoint.fronts import FRONTS, Authority, Front, Serving, blocks, needed, trust, trusting
from tests.endpoint.served import put, told
from tests.endpoint.test_tls import refuses_old_tls
from tests.sync.machines import Following, Machine, shared

AT_ONCE = 10.0
"""Seconds in which what is passed on at once arrives; what a proxy keeps back comes with a heartbeat at best."""
SOMEBODY = "127.0.0.4"
"""An address to ask from."""
TOO_MANY = 12
"""More wrong tokens than an address may show in a minute."""


class Answer(NamedTuple):
    """What is answered."""

    status: int
    headers: http.client.HTTPMessage
    body: bytes

    @property
    def problem(self) -> str:
        """The type of the endpoint's problem."""
        return str(json.loads(self.body)["type"]).removeprefix("urn:ritual:problem:")


class Site:
    """A team of two whose endpoint is behind a proxy."""

    def __init__(self, authority: Authority, serving: Serving, front: Front, folder: Path) -> None:
        self.authority, self.serving, self.front = authority, serving, front
        self.ana, self.bo = shared(folder, front.url, "bo")
        self.team = self.ana.ws.team.id

    def secret(self, machine: Machine) -> str:
        """The token of a machine."""
        return token(keys_of(machine.ws).token)

    def ask(
        self, method: str, path: str, body: bytes | None = None, at: str = "", headers: Mapping[str, str] | None = None
    ) -> Answer:
        """Asks through the proxy, from an address of this machine."""
        secret, source = self.secret(self.ana), (at, 0) if at else None
        every = {"Authorization": f"Bearer {secret}", "Content-Type": "application/json"}
        context = trust(self.authority)
        there = http.client.HTTPSConnection(
            "localhost", self.front.port, timeout=30, context=context, source_address=source
        )
        with closing(there):
            there.request(method, path, body, every | dict(headers or {}))
            answer = there.getresponse()
            return Answer(answer.status, answer.headers, answer.read())

    @contextmanager
    def log(self, machine: Machine) -> Iterator[Log]:
        """The team's log, as a machine asks for it."""
        with closing(Http(self.front.url, self.secret(machine), pausing())) as there:
            yield Log(there, self.team)


@pytest.fixture(scope="module", params=FRONTS)
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    needed(request.param)
    folder = tmp_path_factory.mktemp(request.param)
    authority = Authority(folder / "authority")
    with ExitStack() as stack:
        stack.enter_context(trusting(authority))
        serving = stack.enter_context(Serving(folder / "data", "--proxy", "127.0.0.1"))
        front = stack.enter_context(Front(request.param, folder / "front", authority.certify(), serving.port))
        yield Site(authority, serving, front, folder)


def test_what_is_written_and_said_arrives_at_once(site: Site) -> None:
    with Following(site.ana) as at_ana, Following(site.bo) as at_bo:
        at_ana.live()
        at_bo.live()
        began = time.monotonic()
        site.ana.win("by stream")
        at_ana.follower.poke()
        at_bo.until(lambda: "by stream" in site.bo.wins())
        at_bo.follower.tell({"kind": "beat"}, 20)
        at_ana.until(lambda: at_ana.heard)
        assert time.monotonic() - began < AT_ONCE


def test_a_pull_that_waits_hears_of_what_comes(site: Site) -> None:
    with site.log(site.bo) as log, ThreadPoolExecutor() as beside:
        there = log.pull(START, 500)
        assert isinstance(there, Page)
        waiting = beside.submit(log.pull, there.cursor, 500, 20)
        assert site.ask("GET", "/healthz").status == 200
        assert not waiting.done()
        began = time.monotonic()
        site.ana.win("while waiting")
        sync(site.ana.ws)
        page = waiting.result()
    assert isinstance(page, Page)
    assert page.events
    assert time.monotonic() - began < AT_ONCE


def test_a_push_gets_through_as_large_as_one_may_be(site: Site) -> None:
    many = [put(f"{site.front.kind} {n}", b"s" * 1800) for n in range(200)]
    large = [put(f"{site.front.kind} large {n}", b"s" * (EVENT_BYTES - 40)) for n in range(5)]
    for events in (many, large):
        size = len(json.dumps(told(*events)))
        assert PUSH_BYTES * 0.8 < size <= PUSH_BYTES, size
        with site.log(site.ana) as log:
            receipt = log.push(START, events)
        assert isinstance(receipt, Receipt)
        assert {result.status for result in receipt.results} == {"stored"}


def test_what_is_too_large_is_refused_by_the_endpoint_itself(site: Site) -> None:
    over: list[Pushed] = [put(f"over {n}", b"s" * (EVENT_BYTES - 40)) for n in range(8)]
    answer = site.ask("POST", f"/v1/teams/{site.team}/events", json.dumps(told(*over)).encode())
    assert (answer.status, answer.problem) == (413, "too-large")


def test_answers_come_through_as_they_are(site: Site) -> None:
    page = site.ask("GET", "/v1/j/11111111-1111-4111-8111-111111111111")
    assert (page.status, b"ritual join" in page.body) == (200, True)
    assert page.headers["Strict-Transport-Security"].startswith("max-age=")
    assert page.headers["Cache-Control"] == "no-store"
    assert page.headers["Ritual-Protocol"] == "1"
    assert site.ask("GET", "/readyz").body == b"ok\n"


def test_limits_count_by_the_address_of_who_asks_and_not_by_what_it_claims(site: Site) -> None:
    def wrong(at: str, claimed: str = "") -> int:
        headers = {"Authorization": "Bearer rtd_no"} | ({"X-Forwarded-For": claimed} if claimed else {})
        return site.ask("GET", f"/v1/teams/{site.team}", at=at, headers=headers).status

    assert {wrong("127.0.0.2") for _ in range(TOO_MANY)} == {401, 429}
    assert wrong("127.0.0.2", claimed="203.0.113.7") == 429
    assert wrong("127.0.0.3") == 401


def test_machines_recover_from_a_proxy_and_from_an_endpoint_that_end_and_come_back(site: Site) -> None:
    with Following(site.bo) as at_bo:

        def is_told(words: str) -> bool:
            trouble = at_bo.state.trouble
            return isinstance(trouble, SyncTrouble) and trouble.kind == saying.UNREACHABLE and words in str(trouble)

        at_bo.live()
        site.serving.end()
        at_bo.until(lambda: is_told("the server in front of it says 502"))
        site.serving.start()
        at_bo.live()
        site.front.kill()
        at_bo.until(lambda: is_told("can't be reached"))
        site.front.start()
        at_bo.live()
        site.ana.win("afterwards")
        sync(site.ana.ws)
        at_bo.until(lambda: "afterwards" in site.bo.wins())


def test_who_does_not_trust_the_certificate_says_so(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SSL_CERT_FILE")
    with closing(Http(site.front.url, "", pausing())) as there, pytest.raises(SyncTrouble, match="doesn't fit") as told:
        there.info()
    assert told.value.kind == saying.CERTIFICATE


def test_what_is_older_than_tls_1_2_is_not_spoken(site: Site) -> None:
    refuses_old_tls(site.front.port)


def test_the_proxy_tells_of_nobody(site: Site) -> None:
    """Whether it goes well or wrong, and by the route too that is to be asked without a name."""
    link = link_of(invite(site.ana.ws, device=True)).invite
    paths = [
        f"teams/{site.team}/events",
        f"teams/{site.team}/stream",
        f"invites/{link}/accept",
        f"j/{link}",
        "pulses/x/answers",
    ]
    with Following(site.bo) as at_bo:
        at_bo.live()
    for is_over in (False, True):
        for path in paths:
            for body in (b"{}", b"s" * (3 << 20)):
                with suppress(OSError, http.client.HTTPException):  # a proxy may close where it is sent too much
                    site.ask("POST", f"/v1/{path}", body, at=SOMEBODY)
        if not is_over:
            site.serving.end()
    site.serving.start()
    keys = keys_of(site.ana.ws)
    secrets = (site.team, link, keys.member, keys.device, site.secret(site.ana)[:12], SOMEBODY, "pulses")
    files = {path.name: path.read_bytes() for path in site.front.folder.rglob("*") if path.is_file()}
    assert [(name, each) for each in secrets for name, held in files.items() if each.encode() in held] == []


@pytest.mark.parametrize(
    ("options", "statuses"),
    [((), {401, 429}), (("--proxy", "10.0.0.0/8"), {401, 429}), (("--proxy", "127.0.0.0/8"), {401})],
    ids=["none", "another", "this"],
)
def test_only_a_proxy_that_is_named_is_believed(tmp_path: Path, options: tuple[str, ...], statuses: set[int]) -> None:
    def wrong(claimed: str) -> int:
        headers = {"Authorization": "Bearer rtd_no", "X-Forwarded-For": claimed}
        with closing(http.client.HTTPConnection("127.0.0.1", serving.port, timeout=30)) as there:
            there.request("GET", "/v1/teams/11111111-1111-4111-8111-111111111111", headers=headers)
            return there.getresponse().status

    with Serving(tmp_path / "data", *options) as serving:
        assert {wrong(f"203.0.113.{n}") for n in range(TOO_MANY)} == statuses


def test_nginx_waits_for_longer_than_two_heartbeats() -> None:
    (block,) = blocks("nginx")
    (seconds,) = re.findall(r"proxy_read_timeout (\d+)s;", block)
    assert int(seconds) > 2 * Streams().heartbeat
