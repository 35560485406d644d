"""The rules of pushing, pulling and starting over, one by one, against the endpoint's storage."""

import json
from pathlib import Path
from random import Random

import pytest

from ritual.endpoint.storage.contract import Joining
from ritual.endpoint.team_log import Hand
from ritual.model.entry import put
from ritual.model.event import Pen
from ritual.protocol.cursor import START
from ritual.protocol.inviting import Invite
from ritual.protocol.people import Founding
from ritual.protocol.sealing import Binding, seal
from ritual.protocol.wire import ERASE, EVENT_BYTES, FORGET, PUT, Page, Pulled, Pushed, Receipt
from ritual.store.outbox import Standing
from ritual.store.shared import SharedRecord
from ritual.sync import batches
from ritual.sync.engine import Grave, Restless
from ritual.sync.remote import Gone
from tests.endpoint.memory import MemoryStorage
from tests.endpoint.model import Ids, at_once
from tests.store.making import everything, holds
from tests.sync.world import KEY, RealClient

SECRET = "quincunx"


class Two:
    """Ana and Bo, each with a record and a device of their own."""

    def __init__(self, folder: Path) -> None:
        self.ids, self.storage, self.folder = Ids(Random(7)), MemoryStorage(), folder
        self.team = self.ids.fresh()
        self.ana, self.bo = self._client(first=True), self._client(first=False)

    def another(self) -> tuple[RealClient, Path]:
        """Somebody who has read nothing yet, and where the record is."""
        client = self._client(first=False)
        return client, self.folder / client.hand.device / "record.db"

    def both_sync(self) -> None:
        for client in (self.ana, self.bo, self.ana):
            client.engine.sync()

    def raw(self, client: RealClient, op: str, plaintext: bytes, ref: str = "", key: bytes = KEY) -> str:
        """Pushes an event past the engine, as a strange or hostile client may; gives its id."""
        event = Pushed(self.ids.fresh(), op, ref, 0, 1, b"")
        bound = Binding(self.team, event.id, client.hand.member, op, ref, 0, 1)
        body = seal(key, bound, plaintext, self.ids.secret()[:12])
        receipt = at_once(self.storage.push(self.team, client.hand, START, [event._replace(body=body)], 9))
        assert isinstance(receipt, Receipt)
        assert receipt.results[0].status == "stored"
        return event.id

    def _client(self, *, first: bool) -> RealClient:
        member, device, token = self.ids.fresh(), self.ids.fresh(), self.ids.secret()
        if first:
            assert at_once(self.storage.found(Founding(self.team, member, device, token), 0))
        else:
            invite = Invite(self.ids.fresh(), self.ids.secret(), b"", "member", "", 9)
            at_once(self.storage.invite(self.team, invite))
            assert at_once(self.storage.join(Joining(invite.id, invite.auth_hash, member, device, token), 0))
        record = SharedRecord.open(str(self.folder / device / "record.db"))
        record.share("http://localhost")
        client = RealClient(Hand(member, device, "admin"), self.storage, self.team, self.ids, record)
        client.engine.accepts_loss = False
        return client


@pytest.fixture
def two(tmp_path: Path) -> Two:
    return Two(tmp_path)


def body(data: object, **more: object) -> bytes:
    """What an event says."""
    told = {"v": 1, "kind": "win", "at": "1970-01-01T00:00:01Z", "tz": "UTC", "data": data}
    return json.dumps(told | more).encode()


def only(client: RealClient) -> dict[str, object]:
    """The data of the one win that is here."""
    (found,) = client.record.entries("win")
    return dict(found.data) | {"at": found.at}


def test_what_one_writes_the_other_reads_changes_and_all(two: Two) -> None:
    win = two.ana.write(PUT, body=b"first")
    assert two.ana.engine.sync() == (1, 0, False)
    assert two.bo.engine.sync() == (0, 1, False)
    two.ana.write("replace", win.id, b"second")
    two.both_sync()
    assert two.ana.view() == two.bo.view() == {win.id: b"second"}
    assert two.ana.record.standing() == Standing(0, 0, 0, 0)


def test_words_that_were_replaced_before_they_were_sent_never_leave(two: Two) -> None:
    win = two.ana.write(PUT, body=b"first")
    two.ana.write("replace", win.id, b"second")
    two.both_sync()
    assert two.bo.view() == {win.id: b"second"}
    assert [row.event.op for row in two.storage.teams[two.team].rows if row.event] == ["replace"]


def test_erased_means_gone_from_every_record_at_its_next_sync(two: Two, tmp_path: Path) -> None:
    win = two.ana.write(PUT, body=SECRET.encode())
    two.both_sync()
    assert holds(tmp_path / two.bo.hand.device, SECRET)
    two.ana.write(ERASE, win.id)
    two.both_sync()
    assert not holds(tmp_path, SECRET)
    assert two.bo.view() == {}


def test_only_an_erasure_that_opens_deletes_anything(two: Two) -> None:
    win = two.ana.write(PUT, body=b"stays")
    two.both_sync()
    two.raw(two.ana, ERASE, b'{"v":1,"kind":"erase"}', win.id, key=bytes(32))
    two.bo.engine.sync()
    assert two.bo.view() == {win.id: b"stays"}
    assert two.bo.record.standing().unopened == 1


def test_nothing_changes_hands_by_a_body_that_does_not_open(two: Two) -> None:
    win = two.ana.write(PUT, body=b"stays")
    two.both_sync()
    member, device, _ = two.bo.hand
    forged = Pulled(1, Pushed(win.id, PUT, "", 0, 1, b"\x01 no body"), member, device, 9)
    for client in (two.ana, two.bo):
        client.engine.take([forged], client.record.cursor._replace(seq=2))
        entry = client.record.entry(win.id)
        assert entry
        assert (entry.author, entry.device) == two.ana.hand[:2]
    assert not two.ana.record.holds_others()
    assert two.bo.record.holds_others()


def test_an_erasure_that_was_sealed_as_something_else_deletes_nothing(two: Two) -> None:
    win = two.ana.write(PUT, body=b"stays")
    two.both_sync()
    two.raw(two.ana, ERASE, body({}), win.id)
    two.bo.engine.sync()
    assert two.bo.view() == {win.id: b"stays"}


@pytest.mark.parametrize("op", [PUT, FORGET])
def test_what_does_not_open_is_counted_and_stops_nothing(two: Two, op: str) -> None:
    two.raw(two.ana, op, b"{}", two.ana.hand.member if op == FORGET else "", key=bytes(32))
    two.ana.write(PUT, body=b"behind it")
    two.both_sync()
    assert list(two.bo.view().values()) == [b"behind it"]
    assert two.bo.record.standing().unopened == 1
    assert two.bo.engine.sync() == (0, 0, False)


def test_an_event_without_an_author_stays_as_it_is(two: Two) -> None:
    two.raw(two.ana, PUT, body({"words": "x"}))
    two.storage.teams[two.team].rows[0].author = ""
    two.bo.engine.sync()
    assert (two.bo.view(), two.bo.record.standing().unopened) == ({}, 1)


@pytest.mark.parametrize("said", [b"", b"\xff\xfe{", b"[]", b'{"v":9,"kind":"poem","data":{}}', b'{"v":1,"data":7}'])
def test_what_only_a_newer_ritual_understands_is_kept_to_the_letter(two: Two, said: bytes) -> None:
    two.raw(two.ana, PUT, said)
    two.bo.engine.sync()
    assert two.bo.view() == {}
    kept = [event.body for event in two.bo.record.events()]
    assert kept == ([said.decode("utf-8", "replace")] if said else [])
    assert two.bo.record.check() == []


def test_control_characters_of_others_are_gone_before_anything_is_kept(two: Two) -> None:
    two.raw(two.ana, PUT, body({"words": "\x1b[31mred\u202e", "with": ["\x07a"]}, tz="\x1b]0;x\x07UTC"))
    two.bo.engine.sync()
    assert only(two.bo)["words"] == "red"
    assert only(two.bo)["with"] == ["a"]


@pytest.mark.parametrize("at", ["2999-01-01T00:00:00Z", "~", 7, None])
def test_a_clock_that_is_wrong_shows_nothing_later_than_it_came(two: Two, at: object) -> None:
    two.raw(two.ana, PUT, body({"words": "x"}, at=at))
    two.bo.engine.sync()
    assert only(two.bo)["at"] == "1970-01-01T00:00:09Z"


def test_what_is_nested_too_deeply_stays_sealed(two: Two) -> None:
    deep: object = "x"
    for _ in range(60):
        deep = [deep]
    two.raw(two.ana, PUT, body({"words": deep}))
    two.bo.engine.sync()
    assert two.bo.record.standing().unopened == 1


def test_an_event_as_large_as_can_be_comes_through(two: Two) -> None:
    words = "x" * (EVENT_BYTES - 1000)
    two.raw(two.ana, PUT, body({"words": words}))
    two.bo.engine.sync()
    assert only(two.bo)["words"] == words


def test_what_can_not_travel_is_refused_here_and_holds_up_nothing(two: Two) -> None:
    pen = Pen(two.ana.hand.member, two.ana.hand.device, "1970-01-01T00:00:00Z", "")
    two.ana.record.append([put("no-uuid", pen, "win", {"words": "a"})])
    two.ana.record.append([put(two.ids.fresh(), pen, "win", {"words": "x" * EVENT_BYTES})])
    two.ana.write(PUT, body=b"travels")
    two.both_sync()
    assert list(two.bo.view().values()) == [b"travels"]
    assert [problem for _, problem in two.ana.record.refused()] == ["malformed", "too-large"]


def test_a_push_holds_no_more_than_the_endpoint_takes(two: Two, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batches, "PUSH_BYTES", 2000)
    sizes: list[int] = []
    push = two.ana.wire.push
    two.ana.wire.push = lambda cursor, events: (sizes.append(len(events)), push(cursor, events))[1]  # type: ignore[method-assign, func-returns-value]
    for n in range(5):
        two.ana.write(PUT, body=f"{n}".encode())
    two.ana.write(PUT, body=b"x" * 3000)
    two.both_sync()
    assert sizes == [3, 2, 1]
    assert two.ana.view() == two.bo.view()


def many(two: Two, count: int) -> None:
    for n in range(count):
        two.ana.write(PUT, body=f"{n}".encode())


def test_a_log_that_lost_much_of_others_is_not_believed_without_a_yes(two: Two) -> None:
    empty = two.storage.copied()
    many(two, 21)
    two.both_sync()
    two.storage.put_back(empty)
    copies: list[str] = []
    two.bo.engine.keep_copy = lambda: copies.append("copied")
    with pytest.raises(Grave) as told:
        two.bo.engine.sync()
    assert told.value.loss == (21, 21)
    assert len(two.bo.view()) == 21
    assert copies == []
    two.bo.engine.accepts_loss = True
    two.bo.engine.sync()
    assert two.bo.view() == {}
    assert copies == ["copied"]
    two.both_sync()
    two.bo.engine.sync()
    assert len(two.bo.view()) == 21


def test_a_record_that_holds_others_and_has_read_nothing_is_held_to_the_log(two: Two) -> None:
    win = two.ana.write(PUT, body=b"words")
    two.both_sync()
    two.bo.record.share("http://localhost")
    assert two.bo.engine.sync().started_over
    assert two.bo.view() == {win.id: b"words"}


class Liar:
    """A remote that gives these answers for ever."""

    def __init__(self, page: Page | Gone) -> None:
        self.page = page

    def push(self, *_: object) -> Gone:
        return Gone("cursor-unknown")

    def pull(self, *_: object) -> Page | Gone:
        return self.page


@pytest.mark.parametrize("page", [Gone("cursor-unknown"), Page((), START, False, 0, 1)])
def test_an_endpoint_that_contradicts_itself_is_given_up_on(two: Two, page: Page | Gone) -> None:
    two.ana.write(PUT, body=b"waits")
    two.ana.engine.remote = Liar(page)
    with pytest.raises(Restless):
        two.ana.engine.sync()
    assert two.ana.record.standing().sent + two.ana.record.standing().waiting == 1


class Silent(Liar):
    """A remote that says it has everything, and shows nothing."""

    def push(self, cursor: object, events: object) -> Receipt:  # type: ignore[override]
        return Receipt((), 0, 1)


def test_an_endpoint_that_never_shows_what_it_took_ends_a_sync_all_the_same(two: Two) -> None:
    two.ana.write(PUT, body=b"waits")
    two.ana.engine.remote = Silent(Page((), START, False, 0, 1))
    assert two.ana.engine.sync().sent == 0
    assert two.ana.record.standing() == Standing(0, 1, 0, 0)


def test_pages_are_taken_in_together_and_a_log_that_is_another_one_meanwhile_is_read_anew(two: Two) -> None:
    many(two, 7)
    two.ana.engine.sync()
    pages, pull, gone = iter(range(9)), two.bo.wire.pull, Gone("cursor-unknown")
    two.bo.wire.pull = lambda *asked: gone if next(pages) == 1 else pull(*asked)  # type: ignore[method-assign]
    two.bo.engine.together = 5
    assert two.bo.engine.sync() == (0, 7, True)
    assert len(two.bo.view()) == 7


def test_a_transaction_takes_in_more_than_a_page(two: Two) -> None:
    many(two, 7)
    two.ana.engine.sync()
    two.bo.engine.together = 5
    assert (two.bo.engine.page(), len(two.bo.view())) == (True, 6)
    assert (two.bo.engine.page(), len(two.bo.view())) == (False, 7)


def test_progress_is_told(two: Two) -> None:
    many(two, 7)
    two.ana.engine.sync()
    told: list[int] = []
    two.bo.engine.progress = told.append
    two.bo.engine.sync()
    assert told[-1] == 7


def test_the_record_is_the_same_whichever_way_the_log_came(two: Two) -> None:
    wins = [two.ana.write(PUT, body=f"{n} {SECRET}".encode()).id for n in range(40)]
    two.ana.engine.sync()
    for n, win in enumerate(wins[::3]):
        two.ana.write("replace" if n % 2 else ERASE, win, b"anew")
    two.raw(two.ana, PUT, b"{}", key=bytes(32))
    two.raw(two.ana, PUT, body({"words": "\x1b[31mred", "with": ["bo"]}, at="9"))
    two.raw(two.ana, PUT, b"no JSON")
    two.raw(two.ana, ERASE, body({}), wins[1])
    many(two, 40)
    two.ana.engine.sync()
    others = [two.another() for _ in range(3)]
    for (other, path), together, ahead in zip(others, (1, 7, 10_000), (False, True, True), strict=True):
        other.engine.together, other.engine.reads_ahead = together, ahead
        other.engine.sync()
        assert other.record.check() == []
        other.record.close()
        assert everything(path) == everything(others[0][1])
        assert all(everything(path)[:4])


def test_what_is_here_already_need_not_open(two: Two) -> None:
    win = two.ana.write(PUT, body=b"mine")
    two.ana.engine.push()
    two.raw(two.ana, PUT, b"{}", key=bytes(32))
    two.ana.engine.keys = {1: bytes(32)}
    two.ana.engine.pull()
    assert two.ana.view() == {win.id: b"mine"}
    assert two.ana.record.standing() == Standing(0, 0, 0, 0)
