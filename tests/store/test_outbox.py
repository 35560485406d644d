"""What of a shared record waits, is on its way, or was refused."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from ritual.model.entry import erase, replace
from ritual.protocol.wire import Result
from ritual.store import migrations
from ritual.store.arriving import Arrived
from ritual.store.outbox import Standing
from ritual.store.record import Record
from ritual.store.shared import SharedRecord
from tests.store.making import BO, at, by_bo, kudos, pen, send, stands


@pytest.fixture
def record() -> Iterator[SharedRecord]:
    with SharedRecord.open(":memory:") as opened:
        opened.share("https://sync.example.org")
        yield opened


def test_what_is_written_waits_in_its_order_and_keeps_its_sealed_bytes(record: SharedRecord) -> None:
    record.append([kudos("a", "one"), kudos("b", "two")])
    assert [(each.event.id, each.sealed) for each in record.outgoing(5)] == [("a", b""), ("b", b"")]
    first = record.outgoing(1)[0]
    record.keep_sealed({first.seq: b"bytes"})
    record.keep_sealed({first.seq: b"other bytes"})
    assert record.outgoing(1)[0].sealed == b"bytes"
    assert [each.event.id for each in record.outgoing(5, first.seq)] == ["b"]
    assert record.standing() == Standing(1, 1, 0, 0)


def test_what_a_record_held_before_it_was_shared_waits_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = str(tmp_path / "record.db")
    with monkeypatch.context() as old:
        old.setattr(migrations, "_MIGRATIONS", migrations._MIGRATIONS[:2])
        old.setattr(migrations, "CURRENT", 2)
        with Record.open(path) as before:
            before.append([kudos("a", "one"), kudos("gone", "two")])
            before.append([erase("e", pen(), stands(before, "gone"))])
    with SharedRecord.open(path) as record:
        assert record.endpoint == ""
        record.share("https://sync.example.org")
        assert record.endpoint == "https://sync.example.org"
        assert [each.event.id for each in record.outgoing(5)] == ["a", "e"]
        assert record.check() == []


def test_an_event_is_settled_only_once_it_is_seen_in_the_log(record: SharedRecord) -> None:
    record.append([kudos("a", "one")])
    send(record)
    record.settle([Result("a", "stored", 7)])
    assert record.standing() == Standing(0, 1, 0, 0)
    assert record.take_page([Arrived(kudos("a", "")._replace(body=""), 7, True)], [], at(7)) == 0
    assert record.standing() == Standing(0, 0, 0, 0)
    assert record.cursor == at(7)
    assert stands(record, "a").data["words"] == "one"


def test_an_answer_about_what_was_read_already_settles(record: SharedRecord) -> None:
    record.append([kudos("a", "one")])
    send(record)
    record.take_page([], [], at(9))
    record.settle([Result("a", "duplicate", 7), Result("unheard", "stored", 8)])
    assert record.standing() == Standing(0, 0, 0, 0)


def test_what_was_refused_waits_no_more_and_is_told(record: SharedRecord) -> None:
    record.append([kudos("a", "one"), kudos("b", "two")])
    send(record)
    record.settle([Result("a", "rejected", 0, "quota"), Result("b", "rejected")])
    assert record.outgoing(5) == []
    assert [(event.id, problem) for event, problem in record.refused()] == [("a", "quota"), ("b", "rejected")]
    assert record.standing() == Standing(0, 0, 2, 0)
    record.take_page([Arrived(kudos("a", "")._replace(author=BO), 3, False)], [], at(3))
    assert [event.id for event, _ in record.refused()] == ["b"]
    assert stands(record, "a").author == BO


def test_my_own_erasure_is_settled_where_the_log_had_one(record: SharedRecord) -> None:
    record.take_page([by_bo("a", "one", 1)], [], at(1))
    record.append([erase("e", pen(), stands(record, "a"))])
    assert send(record) == ["e"]
    record.settle([Result("e", "erased")])
    assert record.standing() == Standing(0, 0, 0, 0)


def test_sealed_bytes_go_with_the_words_they_seal(record: SharedRecord) -> None:
    record.append([kudos("a", "one"), kudos("b", "two")])
    send(record)
    record.append([replace("r", pen(), stands(record, "a"), {"words": "changed"})])
    record.append([erase("e", pen(), stands(record, "b"))])
    assert record._rows("SELECT count(*) FROM outbox", ())[0][0] == 0


def test_only_what_never_left_this_machine_is_forgotten(record: SharedRecord) -> None:
    record.append([kudos("left", "one")])
    send(record)
    record.append([kudos("here", "two")])
    both = [stands(record, each) for each in ("left", "here")]
    record.append([erase(f"e-{each.id}", pen(), each) for each in both], forget=["left", "here"])
    assert not record.knows("here")
    assert record.knows("left")
    assert [each.event.id for each in record.outgoing(5)] == ["e-left"]
