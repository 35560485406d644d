"""Every route, asked over HTTP: what it does, for whom, and what it refuses."""

import asyncio
import hashlib
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from ritual.endpoint.routes import invites
from ritual.protocol import people, wire
from ritual.protocol.cursor import Cursor
from ritual.protocol.device import token
from ritual.protocol.info import read_info
from ritual.protocol.wire import Pushed
from tests.endpoint.served import EASY, INVITE, TEAM, Person, Served, problem, put, served, told
from vectors import an_id, drawn


@pytest.fixture
async def there(tmp_path: Path) -> AsyncIterator[Served]:
    async with served(tmp_path) as endpoint:
        yield endpoint


@pytest.fixture
async def two(there: Served) -> list[Person]:
    return await there.team("ana", "bo")


async def test_it_tells_about_itself_to_anybody(there: Served) -> None:
    told = read_info((await there.http.get("/v1/info")).content)
    assert (told.oldest, told.newest, told.needs_admission) == (1, 1, False)
    assert (await there.http.get("/healthz")).text == "ok\n"
    assert (await there.http.get("/readyz")).text == "ok\n"
    link = await there.http.get(f"/v1/j/{an_id('any')}")
    assert "ritual join" in link.text
    assert (await there.http.get("/v1/openapi.json")).json()["openapi"] == "3.1.0"
    assert problem(await there.http.get("/v2/teams")) == "400 protocol"
    assert problem(await there.http.get("/else")) == "404 not-found"
    assert problem(await there.http.put("/v1/info")) == "405 no-such-method"


async def test_every_answer_has_its_headers(there: Served) -> None:
    for path in ("/v1/info", "/nowhere", f"/v1/teams/{TEAM}"):
        headers = (await there.http.get(path, headers={"Origin": "https://example.org"})).headers
        assert headers["cache-control"] == "no-store"
        assert headers["ritual-protocol"] == "1"
        assert headers["x-content-type-options"] == "nosniff"
        assert not [name for name in headers if name.startswith("access-control") or name in ("server", "set-cookie")]


async def test_what_one_pushes_the_other_pulls(two: list[Person]) -> None:
    ana, bo = two
    assert await ana.push(put("one"), put("two")) == ["stored", "stored"]
    page = await bo.pull()
    assert [(each.event, each.author, each.device) for each in page.events] == [
        (put("one"), ana.member, ana.device),
        (put("two"), ana.member, ana.device),
    ]
    assert (page.more, page.head, page.epoch, page.live) == (False, 2, 1, ())
    assert (await bo.pull(str(page.cursor))).events == ()
    first = await bo.pull(limit=1)
    assert (len(first.events), first.more) == (1, True)


async def test_an_event_that_is_too_large_stops_no_other(two: list[Person]) -> None:
    large = put("large", bytes(wire.EVENT_BYTES + 1))
    whole = put("whole", bytes(wire.EVENT_BYTES))
    assert await two[0].push(put("one"), large, whole) == ["stored", "too-large", "stored"]


async def test_a_cursor_of_another_history_is_told(two: list[Person]) -> None:
    ana, _ = two
    other = Cursor(7, 0, "0123456789ab")
    assert problem(await ana.ask("GET", f"/events?after={other}")) == "410 cursor-unknown"
    assert problem(await ana.ask("GET", f"/events?wait=1&after={other}")) == "410 cursor-unknown"
    assert problem(await ana.ask("GET", f"/stream?after={other}")) == "410 cursor-unknown"
    assert problem(await ana.ask("POST", "/events", told(put("one"), cursor=other))) == "410 cursor-unknown"
    assert (await ana.pull()).head == 0


@pytest.mark.parametrize(
    "query", ["after=x", "after=", "limit=0", "limit=501", "limit=x", "limit=٣", "wait=26", "wait=-1"]
)
async def test_a_query_out_of_range_is_malformed(two: list[Person], query: str) -> None:
    assert problem(await two[0].ask("GET", f"/events?{query}")) == "400 malformed"


async def test_a_token_comes_before_everything(there: Served, two: list[Person]) -> None:
    ana, _ = two
    nobody = there.person("kim")
    routes = [
        *(("GET", path) for path in ("/events", "/stream", "", "/invites")),
        *(("POST", path) for path in ("/events", "/live", "/invites")),
        *(("DELETE", path) for path in ("", f"/members/{ana.member}", f"/devices/{ana.device}", f"/invites/{TEAM}")),
        ("PATCH", f"/members/{ana.member}"),
    ]
    for method, path in routes:
        without = await there.http.request(method, f"/v1/teams/{TEAM}{path}")
        assert problem(without) == "401 token-missing", path
        assert without.headers["www-authenticate"] == "Bearer"
        assert problem(await nobody.ask(method, path)) == "401 token-invalid", path
        for scheme in ("Basic YTpi", "Bearer", "bearer", ana.secret):
            refused = await there.http.request(method, f"/v1/teams/{TEAM}{path}", headers={"Authorization": scheme})
            assert problem(refused) == "401 token-missing"


async def test_foreign_unknown_and_deleted_teams_look_alike(there: Served, two: list[Person]) -> None:
    ana, bo = two
    kim = there.person("kim", team=an_id("other team"))
    assert (await kim.found()).status_code == 201
    answers = []
    for team in (TEAM, an_id("nowhere"), "x"):
        kim.team = team
        answers += [await kim.ask("GET", path) for path in ("", "/events", "/stream", "/invites")]
        answers += [await kim.ask("POST", "/events", told(put("one")))]
    assert {problem(answer) for answer in answers} == {"404 not-found"}
    assert len({answer.content for answer in answers}) == 1
    assert problem(await bo.ask("DELETE", "", Ritual_Confirm=TEAM)) == "403 not-allowed"
    assert problem(await ana.ask("DELETE", "")) == "400 malformed"
    assert (await ana.ask("DELETE", "", Ritual_Confirm=TEAM)).status_code == 204
    assert problem(await ana.ask("GET", "")) == "401 token-invalid"
    assert problem(await ana.found()) == "409 id-conflict"


async def test_a_team_is_founded_once(there: Served) -> None:
    ana = there.person("ana")
    assert (await ana.found()).status_code == 201
    assert (await ana.found()).status_code == 200
    rival = there.person("kim")
    assert problem(await rival.found()) == "409 id-conflict"


async def test_a_team_may_need_admission(tmp_path: Path) -> None:
    async with served(tmp_path, EASY._replace(admission=hashlib.sha256(b"let me in").digest())) as there:
        assert read_info((await there.http.get("/v1/info")).content).needs_admission
        ana = there.person("ana")
        assert problem(await ana.found()) == "403 admission-required"
        assert problem(await ana.found(Authorization="Bearer let me out")) == "403 admission-required"
        assert (await ana.found(Authorization="Bearer let me in")).status_code == 201


async def test_everybody_sees_who_is_there(two: list[Person]) -> None:
    ana, bo = two
    team = people.read_team((await bo.ask("GET", "")).content)
    assert [(member.id, member.role, member.left) for member in team.members] == [
        (ana.member, "admin", 0),
        (bo.member, "member", 0),
    ]
    assert [(device.id, device.member) for device in team.devices] == [(ana.device, ana.member), (bo.device, bo.member)]
    assert (team.head, team.epoch, team.bytes, team.room) == (0, 1, 0, EASY.room)


async def test_admins_give_roles(two: list[Person]) -> None:
    ana, bo = two
    path = f"/members/{bo.member}"
    assert problem(await bo.ask("PATCH", path, {"role": "admin"})) == "403 not-allowed"
    assert problem(await ana.ask("PATCH", f"/members/{ana.member}", {"role": "member"})) == "409 last-admin"
    assert problem(await ana.ask("PATCH", path, {"role": "king"})) == "400 malformed"
    assert problem(await ana.ask("PATCH", f"/members/{an_id('kim')}", {"role": "admin"})) == "404 not-found"
    assert problem(await ana.ask("PATCH", "/members/x", {"role": "admin"})) == "404 not-found"
    assert (await ana.ask("PATCH", path, {"role": "admin"})).status_code == 204
    assert (await bo.ask("PATCH", f"/members/{ana.member}", {"role": "member"})).status_code == 204


async def test_members_leave_and_are_removed(there: Served) -> None:
    ana, bo, kim = await there.team("ana", "bo", "kim")
    assert problem(await bo.ask("DELETE", f"/members/{kim.member}")) == "403 not-allowed"
    assert problem(await ana.ask("DELETE", f"/members/{ana.member}")) == "409 last-admin"
    assert (await kim.invite("dee")).status_code == 201
    assert (await bo.ask("DELETE", f"/members/{bo.member}")).status_code == 204
    assert problem(await bo.ask("GET", "")) == "401 token-invalid"
    assert len((await ana.ask("GET", "/invites")).json()["invites"]) == 1
    assert problem(await ana.ask("DELETE", f"/members/{bo.member}")) == "404 not-found"
    assert (await ana.ask("DELETE", f"/members/{kim.member}")).status_code == 204
    assert problem(await kim.ask("GET", "")) == "401 token-invalid"
    assert problem(await there.person("dee").join()) == "404 not-found"


async def test_devices_are_removed(there: Served, two: list[Person]) -> None:
    ana, bo = two
    assert (await bo.invite("phone", member=bo.member)).status_code == 201
    phone = there.person("bo", device=an_id("phone"), secret=token(drawn("phone")))
    assert (await phone.join("phone")).status_code == 200
    assert problem(await bo.ask("DELETE", f"/devices/{ana.device}")) == "403 not-allowed"
    assert problem(await bo.ask("DELETE", f"/devices/{an_id('none')}")) == "404 not-found"
    assert (await phone.invite("kim")).status_code == 201
    assert (await bo.ask("DELETE", f"/devices/{phone.device}")).status_code == 204
    assert problem(await there.person("kim").join()) == "404 not-found"
    assert problem(await phone.ask("GET", "")) == "401 token-invalid"
    assert (await ana.ask("DELETE", f"/devices/{bo.device}")).status_code == 204


async def test_invites_are_opened_listed_and_revoked(there: Served, two: list[Person]) -> None:
    ana, bo = two
    assert (await bo.invite("kim")).status_code == 201
    assert problem(await ana.invite("kim")) == "409 id-conflict"
    listed = (await ana.ask("GET", "/invites")).json()["invites"]
    assert [(each["invite"], each["role"], "sealed" in each) for each in listed] == [
        (an_id("kim" + INVITE), "member", False)
    ]
    assert (await ana.ask("DELETE", f"/invites/{an_id('kim' + INVITE)}")).status_code == 204
    assert problem(await ana.ask("DELETE", f"/invites/{an_id('kim' + INVITE)}")) == "404 not-found"
    assert problem(await there.person("kim").join()) == "404 not-found"


async def test_an_invite_lets_one_in_and_every_guess_looks_the_same(there: Served, two: list[Person]) -> None:
    ana, _ = two
    await ana.invite("kim")
    kim = there.person("kim")
    refused = [await there.person("eve").join(), await kim.join(auth="A" * 43), await kim.join(member=ana.member)]
    assert (await kim.join()).json() == {"team": TEAM, "sealed": "c2VhbGVk", "role": "member", "epoch": 1}
    assert (await kim.join()).status_code == 200  # the answer was lost
    assert problem(await kim.join(token_hash="A" * 43)) == "410 invite-used"
    refused += [await kim.join(token_hash="A" * 43, auth="A" * 43)]
    refused += [await there.http.post("/v1/invites/x/accept", json={})]
    assert {problem(each) for each in refused} == {"404 not-found"}
    assert len({each.content for each in refused}) == 1
    assert problem(await kim.join(auth=7)) == "400 malformed"


@pytest.mark.parametrize(
    ("others", "answer"),
    [
        ({"role": "admin"}, "403 not-allowed"),
        ({"member": an_id("ana")}, "403 not-allowed"),
        ({"expires": "2020-01-01T00:00:00Z"}, "400 malformed"),
        ({"expires": "2090-01-01T00:00:00Z"}, "400 malformed"),
        ({"role": "king"}, "400 malformed"),
    ],
)
async def test_an_invite_that_may_not_be(two: list[Person], others: dict[str, object], answer: str) -> None:
    assert problem(await two[1].invite("kim", **others)) == answer


async def test_a_team_has_so_many_open_invites(two: list[Person], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(invites, "_MOST", 2)
    assert [(await two[0].invite(f"n{n}")).status_code for n in range(3)] == [201, 201, 429]


async def test_a_body_is_json_as_it_is_and_no_larger_than_taken(two: list[Person]) -> None:
    ana, _ = two
    url = f"/v1/teams/{TEAM}/events"

    async def answer(content: bytes, **headers: str) -> str:
        every = {"Content-Type": "application/json"} | {k.replace("_", "-"): v for k, v in headers.items()}
        return problem(await ana.http.post(url, content=content, headers=ana.headers | every))

    assert await answer(b"{}", Content_Type="text/plain") == "415 unsupported-media"
    assert await answer(b"{}", Content_Encoding="gzip") == "415 unsupported-encoding"
    assert await answer(b" " * (wire.PUSH_BYTES + 1)) == "413 too-large"
    assert await answer(b"[" * wire.PUSH_BYTES) == "400 malformed"
    live = await ana.http.post(
        f"/v1/teams/{TEAM}/live", content=b" " * 65537, headers=ana.headers | {"Content-Type": "application/json"}
    )
    assert problem(live) == "413 too-large"
    assert live.json()["limit"] == 65536
    good = {"Content-Type": "Application/JSON; charset=utf-8", "Content-Encoding": "identity"}
    whole = await ana.http.post(url, content=b'{"cursor":"0","events":[]}', headers=ana.headers | good)
    assert whole.json() == {"results": [], "head": 0, "epoch": 1}


async def test_a_new_epoch_is_told_in_the_answer(two: list[Person]) -> None:
    ana, bo = two
    rekey = Pushed(an_id("rekey"), "rekey", "", 0, 2, b"sealed")
    assert await bo.push(rekey) == ["not-allowed"]
    assert await ana.push(rekey) == ["stored"]
    assert (await bo.pull()).epoch == 2


async def test_many_requests_at_once_are_all_answered(two: list[Person]) -> None:
    ana, bo = two
    each = await asyncio.gather(*(person.push(put(f"{person.name} {n}")) for n in range(40) for person in (ana, bo)))
    assert each == [["stored"]] * 80
    assert len((await bo.pull()).events) == 80
