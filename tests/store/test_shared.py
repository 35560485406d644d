"""What of a shared record waits, what the log says of it, and what stays here whatever the log says."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from ritual.errors import StoreTrouble
from ritual.model.entry import erase, replace
from ritual.model.event import ERASE, FORGET, Event
from ritual.protocol.cursor import Cursor
from ritual.protocol.problems import OF_THE_LOG
from ritual.protocol.wire import Page, Pulled, Pushed, Result
from ritual.store.arriving import Arrived
from ritual.store.outbox import Standing
from ritual.store.scan import Scan
from ritual.store.shared import Loss, Opened, SharedRecord, is_grave
from tests.store.making import BO, at, by_bo, holds, kudos, pen, send, stands, with_words

SECRET = "quincunx"


@pytest.fixture
def record() -> Iterator[SharedRecord]:
    with SharedRecord.open(":memory:") as opened:
        opened.share("https://sync.example.org")
        yield opened


def sealed(event_id: str, place: int, ref: str = "") -> Pulled:
    """An event that can't be opened."""
    return Pulled(place, Pushed(event_id, "replace" if ref else "put", ref, 0, 1, b"?"), BO, "phone", 5)


def test_a_newer_revision_in_the_log_takes_the_place_of_one_that_waits(record: SharedRecord) -> None:
    record.append([kudos("a", "one")])
    read = stands(record, "a")
    send(record)
    record.take_page([Arrived(record.outgoing(1)[0].event, 1, True)], [], at(1))
    record.append([replace("zz", pen(), read, with_words(read, SECRET))])
    send(record)
    record.settle([Result("zz", "superseded")])
    assert stands(record, "a").data["words"] == SECRET
    record.take_page([Arrived(replace("b", pen(), read, with_words(read, "three")), 2, True)], [], at(2))
    assert stands(record, "a").data["words"] == "three"
    assert record.outgoing(5) == []
    assert record.check() == []


def test_an_older_revision_in_the_log_takes_nothing_from_one_that_waits(record: SharedRecord) -> None:
    record.append([kudos("a", "one")])
    one = stands(record, "a")
    record.append([replace("r1", pen(), one, with_words(one, "two"))])
    two = stands(record, "a")
    record.append([replace("r2", pen(), two, with_words(two, "three"))])
    record.take_page([Arrived(replace("other", pen(), one, with_words(one, "elsewhere")), 4, True)], [], at(4))
    assert stands(record, "a").data["words"] == "three"
    assert [each.event.id for each in record.outgoing(5)] == ["r2"]


def test_what_the_endpoint_calls_erased_is_hidden_and_goes_for_an_erasure_that_opens(tmp_path: Path) -> None:
    erasure = Event("e", ERASE, "a", 0, 1, BO, "phone", "")
    with SharedRecord.open(str(tmp_path / "record.db")) as record:
        record.append([kudos("a", SECRET), kudos("b", "stays")])
        send(record)
        record.settle([Result("a", "erased")])
        assert record.withheld() == {"a"}
        assert record.standing() == Standing(0, 1, 0, 0, 1)
        assert record.refused() == []
        assert [each.event.id for each in record.outgoing(5)] == ["b"]
        record.start_over([Opened([], [])], at(1))
        assert stands(record, "a").data["words"] == SECRET
        assert record.withheld() == {"a"}
        record.take_page([Arrived(erasure, 3, False)], [], at(3))
        assert (record.entry("a"), record.withheld()) == (None, frozenset())
        assert not holds(tmp_path, SECRET)
        assert record.take_page([by_bo("a", SECRET, 4)], [], at(4)) == 0
        assert record.check() == []


def test_what_nobody_in_the_team_erased_is_hidden(record: SharedRecord) -> None:
    record.take_page([by_bo("a", "one", 1)], [], at(1))
    nobody = sealed("e", 2, "a")._replace(event=Pushed("e", ERASE, "a", 0, 1, b"-"), author="", device="")
    other = sealed("f", 3)._replace(event=Pushed("f", ERASE, "unknown", 0, 1, b"-"), author="", device="")
    record.take_page([], [nobody, other], at(3))
    assert record.withheld() == {"a"}
    assert record.standing() == Standing(0, 0, 0, 0, 1)
    record.append([erase("mine", pen(), stands(record, "a"))])
    assert record.withheld() == frozenset()


def forgetting(place: int, who: str = BO) -> Arrived:
    """That all is to go which a member wrote before that place of the log."""
    return Arrived(Event(f"f{place}", FORGET, who, 0, 1, who, "phone", ""), place, False)


def test_who_is_forgotten_leaves_nothing_that_was_written_before(tmp_path: Path) -> None:
    with SharedRecord.open(str(tmp_path / "record.db")) as record:
        record.append([kudos("mine", "stays")])
        one = by_bo("a", SECRET, 1)
        changed = one.event._replace(id="a2", op="replace", ref="a", rev=1)
        record.take_page([one, Arrived(changed, 2, False)], [sealed("s", 3)], at(3))
        page = [by_bo("b", SECRET, 4), forgetting(5), by_bo("c", "after", 6)]
        record.take_page(page, [], at(6))
        assert not holds(tmp_path, SECRET)
        assert {each.id for each in record.entries("kudos")} == {"mine", "c"}
        assert record.standing() == Standing(1, 0, 0, 0)
        assert record.take_page([by_bo("a", SECRET, 7), by_bo("b", SECRET, 8)], [], at(8)) == 0
        assert record.take_page([by_bo("late", SECRET, 4)], [], at(8)) == 0
        assert record.take_page([forgetting(5)], [], at(8)) == 0
        assert record.check() == []
        assert [event.op for event in record.events()].count(ERASE) == 2
        record.start_over([Opened([forgetting(2), by_bo("c", "after", 3)], [])], at(3))
        assert {each.id for each in record.entries("kudos")} == {"mine", "c"}


def test_forgetting_myself_goes_out_and_takes_all_that_was_shared(record: SharedRecord) -> None:
    record.append([kudos("old", "kept here")])
    record.share("https://sync.example.org", "~")
    record.append([kudos("a", "one"), kudos("b", "two")])
    seen = [Arrived(each.event, each.seq, True) for each in record.outgoing(1)]
    record.take_page([*seen, by_bo("theirs", "x", 3)], [], at(3))
    record.forget(Event("f", FORGET, pen().author, 0, 0, pen().author, "laptop", ""), [kudos("c", "said anew")])
    assert {each.id for each in record.entries("kudos")} == {"old", "theirs", "c"}
    assert [(each.event.op, each.event.id) for each in record.outgoing(5)] == [(FORGET, "f"), ("put", "c")]
    send(record)
    record.settle([Result("f", "stored", 9)])
    assert record.standing().sent == 2
    record.take_page([Arrived(forgetting(9, pen().author).event._replace(id="f"), 9, True)], [], at(9))
    assert [each.event.id for each in record.outgoing(5)] == ["c"]
    assert record.check() == []


def test_an_erasure_from_the_log_deletes_what_is_here_and_what_is_still_sealed(tmp_path: Path) -> None:
    erasure = Event("e", ERASE, "a", 0, 1, BO, "phone", "")
    with SharedRecord.open(str(tmp_path / "record.db")) as record:
        record.append([kudos("a", SECRET)])
        send(record)
        record.take_page([by_bo("b", "other", 1)], [sealed("s", 2, "a")], at(2))
        assert holds(tmp_path, SECRET)
        assert record.take_page([Arrived(erasure, 3, False)], [], at(3)) == 1
        assert not holds(tmp_path, SECRET)
        assert record.standing() == Standing(0, 0, 0, 0)
        assert record.take_page([Arrived(erasure._replace(id="e2"), 4, False)], [], at(4)) == 0
        assert record.check() == []


def test_what_can_not_be_opened_is_kept_for_later(record: SharedRecord) -> None:
    record.take_page([], [sealed("a", 1), sealed("b", 2)], at(2))
    assert record.sealed() == [sealed("a", 1), sealed("b", 2)]
    assert record.standing().unopened == 2
    record.open_late([by_bo("a", "opened", 1)])
    assert [each.event.id for each in record.sealed()] == ["b"]
    assert stands(record, "a").data["words"] == "opened"


def test_starting_over_offers_mine_again_and_lets_go_of_what_others_have_no_more(record: SharedRecord) -> None:
    record.append([kudos("mine", "one"), kudos("there", "two")])
    send(record)
    seen = [Arrived(each.event, each.seq, True) for each in record.outgoing(5)]
    record.take_page([*seen, by_bo("theirs", "x", 3), by_bo("lost", "y", 4), by_bo("erased", "z", 5)], [], at(5))
    record.append([erase("e", pen(), stands(record, "erased"))])
    assert record.holds_others()
    with Scan() as scan:
        scan.add(Page((sealed("there", 1), sealed("theirs", 2)), at(2), True, 4, 1))
        scan.add(Page((sealed("erased", 3), sealed("s", 4)), at(4), False, 4, 1))
        assert record.loss(scan) == Loss(1, 2)
    parts = [Opened([seen[1], by_bo("theirs", "x", 2)], []), Opened([by_bo("erased", "z", 3)], [sealed("s", 4)])]
    record.start_over(parts, at(4))
    assert {each.id for each in record.entries("kudos")} == {"mine", "there", "theirs"}
    assert [each.event.id for each in record.outgoing(5)] == ["mine", "e"]
    assert record.standing() == Standing(1, 1, 0, 1)
    assert record.cursor == at(4)
    assert record.check() == []


def test_ending_to_share_makes_everything_unsent(record: SharedRecord) -> None:
    record.append([kudos("a", "one")])
    send(record)
    record.take_page([Arrived(record.outgoing(1)[0].event, 1, True)], [sealed("s", 2)], at(2))
    record.share("")
    assert (record.endpoint, record.cursor, record.standing()) == ("", Cursor(0, 0, ""), Standing(1, 0, 0, 0))


@pytest.mark.parametrize(("lost", "of", "grave"), [(20, 20, False), (21, 105, False), (21, 104, True), (0, 0, False)])
def test_much_is_not_lost_without_a_yes(lost: int, of: int, grave: bool) -> None:
    assert is_grave(Loss(lost, of)) is grave


def test_a_page_that_says_nothing_writes_nothing(record: SharedRecord) -> None:
    record.take_page([], [], at(1))
    before = record.version()
    assert record.take_page([], [], at(1)) == 0
    assert record.version() == before
    record.take_page([], [], at(2))
    assert (record.cursor, record.version() > before) == (at(2), True)


def test_a_page_and_its_cursor_come_together_or_not_at_all(record: SharedRecord) -> None:
    broken = by_bo("a", "one", 1)
    with pytest.raises(StoreTrouble):
        record.take_page([broken, Arrived(broken.event._replace(id="b", op=None), 2, False)], [], at(2))  # type: ignore[arg-type]
    assert record.cursor.seq == 0
    assert record.entry("a") is None


@pytest.mark.parametrize("problem", OF_THE_LOG)
def test_what_another_log_may_take_is_offered_to_it(record: SharedRecord, problem: str) -> None:
    record.append([kudos("a", "words")])
    send(record)
    record.settle([Result("a", "rejected", problem=problem)])
    assert record.standing().refused == 1
    record.start_over([Opened([], [])], at(1))
    assert [each.event.id for each in record.outgoing(5)] == ["a"]
