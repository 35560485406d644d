"""The suite that every storage of the endpoint passes."""

from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest

from ritual.endpoint.storage.contract import Gone, Joining, NoTeam, Storage
from ritual.endpoint.storage.sqlite.storage import SqliteStorage
from ritual.endpoint.team_log import Hand
from ritual.protocol.cursor import START, Cursor
from ritual.protocol.inviting import Invite, Joined
from ritual.protocol.people import Founding
from ritual.protocol.problems import INVITE_OVER, INVITE_USED
from ritual.protocol.wire import Page, Pushed, Receipt
from tests.endpoint.memory import MemoryStorage
from vectors import an_id, drawn

TEAM, ANA, BO, KIM = (an_id(name) for name in ("team", "ana", "bo", "kim"))
LAPTOP, DESKTOP, PHONE = (an_id(name) for name in ("laptop", "desktop", "phone"))
NOW, DAY = 1_764_000_000, 86400
LEAD, MEMBER = Hand(ANA, LAPTOP, "admin"), Hand(BO, DESKTOP, "member")
FOUNDING = Founding(TEAM, ANA, LAPTOP, drawn("laptop"))
INVITE = Invite(an_id("invite"), drawn("auth"), b"sealed", "member", "", NOW + 3 * DAY)
JOINING = Joining(INVITE.id, INVITE.auth_hash, BO, DESKTOP, drawn("desktop"))
MAKERS: dict[str, Callable[[Path], SqliteStorage | MemoryStorage]] = {
    "sqlite": SqliteStorage.open,
    "memory": lambda _folder: MemoryStorage(),
}


@pytest.fixture(params=MAKERS)
async def storage(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Storage]:
    """A storage with a team of two."""
    made = MAKERS[request.param](tmp_path)
    assert await made.found(FOUNDING, NOW)
    assert await made.invite(TEAM, INVITE)
    assert await made.join(JOINING, NOW) == Joined(TEAM, b"sealed", "member", 1)
    yield made
    made.close()


def put(name: str, body: bytes = b"sealed words", epoch: int = 1) -> Pushed:
    return Pushed(an_id(name), "put", "", 0, epoch, body)


def replacing(name: str, of: str, rev: int, body: bytes = b"other words") -> Pushed:
    return Pushed(an_id(name), "replace", an_id(of), rev, 1, body)


def erasing(name: str, of: str) -> Pushed:
    return Pushed(an_id(name), "erase", an_id(of), 0, 1, b"sealed erasure")


async def pushed(storage: Storage, *events: Pushed, hand: Hand = LEAD, cursor: Cursor = START) -> list[str]:
    """The status of each event, or its problem."""
    receipt = await storage.push(TEAM, hand, cursor, events, NOW)
    assert isinstance(receipt, Receipt), receipt
    assert [result.id for result in receipt.results] == [event.id for event in events]
    return [result.problem or result.status for result in receipt.results]


async def page(storage: Storage, cursor: Cursor = START, limit: int = 500) -> Page:
    found = await storage.pull(TEAM, cursor, limit)
    assert isinstance(found, Page), found
    return found


async def names(storage: Storage) -> list[str]:
    return [pulled.event.id for pulled in (await page(storage)).events]


async def test_what_was_pushed_is_read_as_it_was(storage: Storage) -> None:
    assert await pushed(storage, put("one"), put("two"), hand=MEMBER) == ["stored", "stored"]
    found = await page(storage)
    assert [(p.seq, p.event, p.author, p.device, p.received) for p in found.events] == [
        (1, put("one"), BO, DESKTOP, NOW),
        (2, put("two"), BO, DESKTOP, NOW),
    ]
    assert (found.more, found.head, found.epoch) == (False, 2, 1)
    assert (await storage.roster(TEAM)).head == 2
    assert (await page(storage, found.cursor)).events == ()


async def test_it_says_whether_it_can_write(storage: Storage) -> None:
    await storage.ready(NOW)
    await storage.ready(NOW + 1)


async def test_an_empty_log_is_read_to_its_end(storage: Storage) -> None:
    found = await page(storage)
    assert (found.events, found.cursor, found.more) == ((), START, False)


async def test_the_same_again_changes_nothing(storage: Storage) -> None:
    receipt = await storage.push(TEAM, LEAD, START, [put("one")], NOW)
    again = await storage.push(TEAM, LEAD, START, [put("one"), put("one", b"others")], NOW)
    assert isinstance(receipt, Receipt)
    assert isinstance(again, Receipt)
    assert [(r.status, r.seq, r.problem) for r in again.results] == [
        ("duplicate", 1, ""),
        ("rejected", 0, "id-conflict"),
    ]
    assert (await storage.roster(TEAM)).head == 1


async def test_only_the_newest_body_of_an_entry_is_kept(storage: Storage) -> None:
    assert await pushed(storage, put("one"), replacing("edit", "one", 1), replacing("late", "one", 1)) == [
        *("stored", "stored", "superseded")
    ]
    assert await names(storage) == [an_id("edit")]
    assert await pushed(storage, put("one"), replacing("edit", "one", 1)) == ["superseded", "duplicate"]
    assert await pushed(storage, replacing("edit 2", "one", 5), replacing("edit 3", "one", 4)) == [
        "stored",
        "superseded",
    ]
    assert await names(storage) == [an_id("edit 2")]


async def test_an_edit_may_come_before_its_entry(storage: Storage) -> None:
    assert await pushed(storage, replacing("edit", "one", 1)) == ["stored"]
    assert await pushed(storage, put("one")) == ["superseded"]
    assert await names(storage) == [an_id("edit")]


async def test_what_is_erased_never_comes_back(storage: Storage) -> None:
    await pushed(storage, put("one"), replacing("edit", "one", 1))
    assert await pushed(storage, erasing("erase", "one")) == ["stored"]
    assert await names(storage) == [an_id("erase")]
    events = (put("one"), replacing("edit", "one", 1), replacing("new", "one", 9), erasing("erase", "one"))
    assert await pushed(storage, *events, erasing("again", "one")) == ["erased"] * 5
    assert await names(storage) == [an_id("erase")]


async def test_an_erasure_may_come_before_its_entry_and_in_the_same_push(storage: Storage) -> None:
    assert await pushed(storage, erasing("erase", "one"), put("one")) == ["stored", "erased"]
    assert await pushed(storage, put("two"), erasing("erase two", "two"), put("two")) == ["stored", "stored", "erased"]
    assert await names(storage) == [an_id("erase"), an_id("erase two")]


async def test_nobody_changes_what_another_wrote_but_an_admin_may_erase_it(storage: Storage) -> None:
    await pushed(storage, put("ana's"))
    await pushed(storage, put("bo's"), hand=MEMBER)
    refused = [replacing("edit", "ana's", 1), erasing("erase", "ana's")]
    assert await pushed(storage, *refused, hand=MEMBER) == ["not-allowed"] * 2
    assert await pushed(storage, replacing("edit", "bo's", 1), erasing("erase", "bo's")) == ["not-allowed", "stored"]
    await pushed(storage, replacing("edit", "ana's", 1))
    assert await pushed(storage, replacing("edit 2", "ana's", 2), hand=MEMBER) == ["not-allowed"]


async def test_who_runs_the_endpoint_erases_without_an_author(storage: Storage) -> None:
    await pushed(storage, put("one"), replacing("edit", "one", 1), put("two"))
    await pushed(storage, put("bo's"), hand=MEMBER)
    await storage.erase(TEAM, [an_id("one"), an_id("bo's")], NOW + 9)
    first, *erased = (await page(storage)).events
    assert first.event == put("two")
    assert [(p.event[1:], p.author, p.device, p.received) for p in erased] == [
        (("erase", an_id(entry), 0, 1, b""), "", "", NOW + 9) for entry in ("one", "bo's")
    ]
    assert await pushed(storage, put("one"), replacing("edit 2", "one", 2)) == ["erased"] * 2
    await storage.erase(TEAM, [an_id("one")], NOW)
    assert (await storage.roster(TEAM)).head == 6
    with pytest.raises(NoTeam):
        await storage.erase(an_id("no team"), [an_id("one")], NOW)


async def test_forgetting_takes_all_that_a_member_wrote_so_far(storage: Storage) -> None:
    await pushed(storage, put("ana's"))
    await pushed(storage, put("one"), put("two"), replacing("edit", "two", 1), hand=MEMBER)
    forget = Pushed(an_id("forget"), "forget", BO, 0, 1, b"sealed")
    assert await pushed(storage, forget._replace(ref=ANA), hand=MEMBER) == ["not-allowed"]
    assert await pushed(storage, put("last"), forget, put("later"), hand=MEMBER) == ["stored"] * 3
    assert await names(storage) == [an_id("ana's"), an_id("forget"), an_id("later")]
    again = (put("one"), replacing("more", "two", 2), put("last"), put("ana's"))
    assert await pushed(storage, *again) == ["erased"] * 3 + ["duplicate"]


async def test_a_new_epoch_begins_once_and_closes_open_invites(storage: Storage) -> None:
    await storage.invite(TEAM, INVITE._replace(id=an_id("other invite")))
    rekey = Pushed(an_id("rekey"), "rekey", "", 0, 2, b"sealed")
    assert await pushed(storage, put("early", epoch=2), rekey, hand=MEMBER) == ["epoch-conflict", "not-allowed"]
    assert await pushed(storage, rekey._replace(epoch=3), rekey, rekey._replace(id=an_id("rival"))) == [
        *("epoch-conflict", "stored", "epoch-conflict")
    ]
    assert await pushed(storage, put("new", epoch=2), put("old", epoch=1)) == ["stored", "stored"]
    assert (await page(storage)).epoch == 2
    assert await storage.invites(TEAM, NOW) == ()
    assert await storage.join(JOINING, NOW) is not None  # a joiner whose answer was lost asks again


async def test_pages_follow_one_another_without_a_gap(storage: Storage) -> None:
    every = [put(f"row {n}") for n in range(23)]
    await pushed(storage, *every)
    await pushed(storage, erasing("erase", "row 7"))
    cursor, read = START, []
    while True:
        found = await page(storage, cursor, limit=5)
        read += [pulled.event.id for pulled in found.events]
        cursor = found.cursor
        if not found.more:
            break
        assert cursor.base == 24
    assert read == [*(e.id for n, e in enumerate(every) if n != 7), an_id("erase")]
    assert cursor.base == 0


async def test_a_page_of_large_bodies_ends_early(storage: Storage) -> None:
    await pushed(storage, *(put(f"row {n}", bytes(400_000)) for n in range(4)))
    first = await page(storage)
    assert (len(first.events), first.more) == (2, True)
    assert len((await page(storage, first.cursor)).events) == 2


async def test_a_cursor_of_another_history_is_noticed(storage: Storage) -> None:
    await pushed(storage, put("one"), put("two"))
    at_two = (await page(storage)).cursor
    for cursor in (
        at_two._replace(tag="0" * 12),
        at_two._replace(seq=1),
        Cursor(3, 0, at_two.tag),
        Cursor(2, 9, at_two.tag),
    ):
        assert await storage.pull(TEAM, cursor, 5) == Gone("cursor-unknown")
        assert await storage.push(TEAM, LEAD, cursor, [put("three")], NOW) == Gone("cursor-unknown")
    assert (await storage.roster(TEAM)).head == 2


async def test_who_missed_erasures_that_are_gone_starts_over(storage: Storage) -> None:
    await pushed(storage, put("one"), put("two"))
    before = (await page(storage)).cursor
    await pushed(storage, erasing("erase", "one"))
    after = (await page(storage)).cursor
    await storage.expire(NOW, NOW)
    assert await names(storage) == [an_id("two"), an_id("erase")]
    await storage.expire(NOW + 1, NOW)
    assert await names(storage) == [an_id("two")]
    assert await storage.pull(TEAM, before, 5) == Gone("cursor-expired")
    assert (await page(storage, after)).events == ()
    assert await pushed(storage, put("three"), put("one"), cursor=before) == ["stored", "erased"]
    # A scan that begins now passes the old places without being told that it has expired.
    first = await page(storage, limit=1)
    assert len((await page(storage, first.cursor, limit=1)).events) == 1


async def test_a_full_team_still_erases(tmp_path: Path) -> None:
    for made in (SqliteStorage(tmp_path, room=100), MemoryStorage(room=100)):
        await made.found(FOUNDING, NOW)
        assert await pushed(made, put("one", bytes(80)), put("two", bytes(30)), put("three", bytes(20))) == [
            *("stored", "quota", "stored")
        ]
        assert await pushed(made, erasing("erase", "one")) == ["stored"]
        assert await pushed(made, put("two", bytes(30))) == ["stored"]
        assert (await made.roster(TEAM)).bytes == 20 + 14 + 30
        made.close()


async def test_a_team_is_founded_once(storage: Storage) -> None:
    assert await storage.found(FOUNDING, NOW + 5)
    other = drawn("other token")
    assert not await storage.found(FOUNDING._replace(token_hash=other), NOW)
    assert not await storage.found(FOUNDING._replace(member=BO), NOW)
    assert not await storage.found(FOUNDING._replace(team=an_id("second team")), NOW)  # the token is in use
    assert await storage.found(Founding(an_id("second team"), ANA, LAPTOP, other), NOW)
    assert (await storage.roster(an_id("second team"))).head == 0


async def test_a_device_is_known_by_its_token(storage: Storage) -> None:
    device = await storage.device(drawn("desktop"), NOW + DAY)
    assert device is not None
    assert (device.team, device.id, device.hand) == (TEAM, DESKTOP, MEMBER)
    assert await storage.device(drawn("nobody"), NOW) is None
    devices = (await storage.roster(TEAM)).devices
    assert [(each.id, each.role, each.seen) for each in devices] == [
        (LAPTOP, "admin", NOW - NOW % DAY),
        (DESKTOP, "member", NOW + DAY - (NOW + DAY) % DAY),
    ]


async def test_somebody_stays_an_admin(storage: Storage) -> None:
    assert not await storage.set_role(TEAM, ANA, "member")
    assert not await storage.remove_member(TEAM, ANA, NOW)
    assert not await storage.set_role(TEAM, KIM, "admin")
    assert await storage.set_role(TEAM, BO, "admin")
    assert await storage.set_role(TEAM, ANA, "member")
    assert [member.role for member in (await storage.roster(TEAM)).members] == ["member", "admin"]


async def test_who_is_removed_is_out_and_what_they_wrote_stays(storage: Storage) -> None:
    await pushed(storage, put("one"), hand=MEMBER)
    assert await storage.remove_member(TEAM, BO, NOW + 9)
    assert not await storage.remove_member(TEAM, BO, NOW + 9)
    assert await storage.device(drawn("desktop"), NOW) is None
    with pytest.raises(NoTeam):
        await storage.push(TEAM, MEMBER, START, [put("two")], NOW)
    roster = await storage.roster(TEAM)
    assert [(member.id, member.left) for member in roster.members] == [(ANA, 0), (BO, NOW + 9)]
    assert [device.id for device in roster.devices] == [LAPTOP]
    assert await names(storage) == [an_id("one")]
    assert not await storage.set_role(TEAM, BO, "admin")
    assert await storage.remove_member(TEAM, ANA, NOW)  # nobody else is there


async def test_a_lost_device_is_out_and_its_member_stays(storage: Storage) -> None:
    assert await storage.remove_device(TEAM, DESKTOP)
    assert not await storage.remove_device(TEAM, DESKTOP)
    assert await storage.device(drawn("desktop"), NOW) is None
    assert [member.left for member in (await storage.roster(TEAM)).members] == [0, 0]


async def test_who_is_put_out_can_not_come_back_by_an_invite_of_before(storage: Storage) -> None:
    open_ = INVITE._replace(id=an_id("open"))
    assert await storage.invite(TEAM, open_)
    assert not await storage.remove_device(TEAM, an_id("none"), closing=True)
    assert await storage.remove_device(TEAM, DESKTOP)
    assert len(await storage.invites(TEAM, NOW)) == 1
    assert await storage.remove_member(TEAM, BO, NOW, closing=True)
    coming = JOINING._replace(invite=open_.id, member=an_id("bo anew"), device=PHONE, token_hash=drawn("phone"))
    assert await storage.join(coming, NOW) is None
    assert await storage.invites(TEAM, NOW) == ()


async def test_a_device_that_is_put_out_leaves_no_invite_open(storage: Storage) -> None:
    assert await storage.invite(TEAM, INVITE._replace(id=an_id("open")))
    assert await storage.remove_device(TEAM, DESKTOP, closing=True)
    assert await storage.invites(TEAM, NOW) == ()


async def test_an_invite_is_used_once(storage: Storage) -> None:
    assert await storage.invites(TEAM, NOW) == ()
    assert not await storage.invite(TEAM, INVITE)
    assert await storage.join(JOINING, NOW + DAY - 1) == Joined(TEAM, b"sealed", "member", 1)
    assert await storage.join(JOINING, NOW + DAY) is None
    assert await storage.join(Joining(INVITE.id, INVITE.auth_hash, KIM, PHONE, drawn("phone")), NOW) is None
    await storage.expire(0, NOW + DAY)
    assert await storage.join(JOINING, NOW) is None
    assert not await storage.invite(TEAM, INVITE)


async def test_an_invite_opens_for_its_secret_alone_and_in_time(storage: Storage) -> None:
    second = INVITE._replace(id=an_id("second"), role="admin")
    kim = Joining(second.id, second.auth_hash, KIM, PHONE, drawn("phone"))
    assert await storage.invite(TEAM, second)
    assert await storage.invites(TEAM, NOW) == (second._replace(auth_hash=b"", sealed=b""),)
    for wrong in (
        kim._replace(auth_hash=drawn("guess")),
        kim._replace(invite=an_id("third")),
        kim._replace(member=BO),  # is in the team already
        kim._replace(device=LAPTOP),
        kim._replace(token_hash=drawn("laptop")),
    ):
        assert await storage.join(wrong, NOW) is None
    assert await storage.join(kim, second.expires) is None
    assert await storage.invites(TEAM, second.expires) == ()
    assert await storage.join(kim, second.expires - 1) == Joined(TEAM, b"sealed", "admin", 1)
    assert [member.role for member in (await storage.roster(TEAM)).members] == ["admin", "member", "admin"]


async def test_why_an_invite_is_closed_is_told_to_who_has_its_secret(storage: Storage) -> None:
    second = INVITE._replace(id=an_id("second"))
    await storage.invite(TEAM, second)
    for hash_, now, why in (
        (second.auth_hash, second.expires - 1, ""),
        (second.auth_hash, second.expires, INVITE_OVER),
        (drawn("guess"), second.expires, ""),
    ):
        assert await storage.spent(second.id, hash_, now) == why
    assert await storage.spent(INVITE.id, INVITE.auth_hash, NOW) == INVITE_USED
    assert await storage.spent(INVITE.id, drawn("guess"), NOW) == ""
    await storage.expire(0, second.expires)
    assert await storage.spent(second.id, second.auth_hash, second.expires) == INVITE_OVER
    kim = Joining(second.id, second.auth_hash, KIM, PHONE, drawn("phone"))
    assert await storage.join(kim, second.expires) is None
    await storage.expire(0, second.expires + 30 * DAY)
    assert await storage.spent(second.id, second.auth_hash, second.expires + 30 * DAY) == ""
    assert await storage.spent(INVITE.id, INVITE.auth_hash, second.expires + 30 * DAY) == INVITE_USED


async def test_an_invite_can_be_revoked(storage: Storage) -> None:
    second = INVITE._replace(id=an_id("second"))
    await storage.invite(TEAM, second)
    assert await storage.uninvite(TEAM, second.id)
    assert not await storage.uninvite(TEAM, second.id)
    assert not await storage.uninvite(TEAM, INVITE.id)  # used
    assert await storage.join(JOINING._replace(invite=second.id, member=KIM), NOW) is None


async def test_an_invite_for_a_second_device_is_for_that_member(storage: Storage) -> None:
    mine = INVITE._replace(id=an_id("mine"), member=ANA)
    await storage.invite(TEAM, mine)
    phone = Joining(mine.id, mine.auth_hash, ANA, PHONE, drawn("phone"))
    assert await storage.join(phone._replace(member=KIM), NOW) is None
    assert await storage.join(phone._replace(member=BO), NOW) is None
    assert await storage.join(phone, NOW) is not None
    device = await storage.device(drawn("phone"), NOW)
    assert device is not None
    assert device.hand == Hand(ANA, PHONE, "admin")
    gone = INVITE._replace(id=an_id("gone"), member=BO)
    await storage.invite(TEAM, gone)
    await storage.remove_member(TEAM, BO, NOW)
    assert await storage.join(Joining(gone.id, gone.auth_hash, BO, an_id("new"), drawn("new")), NOW) is None


async def test_a_deleted_team_is_gone_for_good(storage: Storage) -> None:
    await pushed(storage, put("one"))
    await storage.delete_team(TEAM)
    for asking in (storage.roster(TEAM), storage.delete_team(TEAM), storage.pull(TEAM, START, 5)):
        with pytest.raises(NoTeam):
            await asking
    assert await storage.device(drawn("laptop"), NOW) is None
    assert await storage.join(JOINING, NOW) is None
    assert not await storage.found(FOUNDING, NOW)


async def test_teams_know_nothing_of_one_another(storage: Storage) -> None:
    other = Founding(an_id("other team"), BO, PHONE, drawn("phone"))
    assert await storage.found(other, NOW)
    await pushed(storage, put("one"))
    receipt = await storage.push(other.team, Hand(BO, PHONE, "admin"), START, [put("one", b"mine")], NOW)
    assert isinstance(receipt, Receipt)
    assert receipt.results[0].status == "stored"
    assert not await storage.uninvite(other.team, INVITE.id)
    assert not await storage.remove_device(other.team, LAPTOP)
    with pytest.raises(NoTeam):
        await storage.push(TEAM, Hand(BO, PHONE, "admin"), START, [put("two")], NOW)
