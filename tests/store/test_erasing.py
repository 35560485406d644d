"""Erased words are in no file any more."""

import sqlite3
from pathlib import Path

import pytest

from ritual.model.entry import Entry, erase, replace
from ritual.model.event import Event
from ritual.store import erasing
from ritual.store.projection import Stale
from ritual.store.query import Query
from ritual.store.record import Record
from tests.store.making import entry, holds, kudos, memory, pen, stands, with_words

SECRET = "quincunx"


def erasures(entries: list[Entry]) -> list[Event]:
    """An erasure of each."""
    return [erase(f"erase-{each.id}", pen(), each) for each in entries]


def crowd(record: Record, count: int = 300) -> None:
    """Fills a record so that its words share pages and index segments."""
    for start in range(0, count, 50):
        record.append([kudos(f"k{n}", f"word{n} " * (n % 40 + 1), n) for n in range(start, start + 50)])


@pytest.mark.parametrize("words", [SECRET, f"{SECRET} " * 3000])
def test_erased_thanks_leave_no_file_while_the_record_is_open(tmp_path: Path, words: str) -> None:
    with Record.open(str(tmp_path / "record.db")) as record:
        crowd(record)
        record.append([kudos("k", words)])
        crowd(record, 50)
        assert holds(tmp_path, SECRET)
        record.append(erasures([stands(record, "k")]))
        assert not holds(tmp_path, SECRET)
        # FTS5 keeps only what differs from the word before it.
        assert not holds(tmp_path, SECRET[3:])
        assert not record.pending_erasure()
        assert record.log(Query(words=SECRET)) == []
        assert record.check() == []


def test_neither_author_nor_device_of_an_erased_entry_stays(tmp_path: Path) -> None:
    secret = pen(author="ana-ruiz-id", device="anas-laptop")
    with Record.open(str(tmp_path / "record.db")) as record:
        record.append([kudos("k", "x")._replace(author=secret.author, device=secret.device)])
        record.append([erase("e", secret, stands(record, "k"))])
        assert not holds(tmp_path, "ana-ruiz-id")
        assert not holds(tmp_path, "anas-laptop")
        assert [event.id for event in record.events()] == ["e"]


def test_sweeping_takes_what_was_replaced_out_of_the_files(tmp_path: Path) -> None:
    with Record.open(str(tmp_path / "record.db")) as record:
        record.append([entry("stage", "s", queue=SECRET)])
        record.append([replace("r1", pen(), stands(record, "s"), {"queue": ""})])
        assert holds(tmp_path, SECRET)
        record.append([replace("r2", pen(), stands(record, "s"), {"queue": ""})], sweep=True)
        assert not holds(tmp_path, SECRET)
        assert not record.pending_erasure()
        assert isinstance(
            record.append([replace("r3", pen(), stands(record, "s")._replace(rev=0), {})], sweep=True), Stale
        )


def test_what_is_forgotten_leaves_no_row_and_what_isnt_erased_stays(tmp_path: Path) -> None:
    with Record.open(str(tmp_path / "record.db")) as record:
        record.append([entry("answer", "a", words=SECRET), entry("answer", "b", words="x")])
        record.append([replace("r", pen(), stands(record, "a"), {"words": "y"})])
        record.append([erase("e", pen(), stands(record, "a"))], forget=["a", "b", "nowhere"])
        assert [event.id for event in record.events()] == ["b"]
        assert not holds(tmp_path, SECRET)
        assert record.check() == []
        record.append([erase("f", pen(), stands(record, "b"))], forget=["b"])
        assert list(record.events()) == []
        assert not record.pending_erasure()


def test_answers_that_are_not_kept_are_erased_together_when_a_session_closes(tmp_path: Path) -> None:
    with Record.open(str(tmp_path / "record.db")) as record:
        answers = [entry("answer", f"a{n}", session="s", words=f"{SECRET}{n}", point=2) for n in range(30)]
        record.append([*answers, entry("answer", "kept", session="s", words="to be kept", kept=True)])
        assert record.log(Query(words=SECRET)) == []
        unkept = [each for each in record.entries("answer", session="s") if not each.data.get("kept")]
        record.append(erasures(unkept))
        assert not holds(tmp_path, SECRET)
        assert [each.id for each in record.entries("answer", session="s")] == ["kept"]
        assert not record.pending_erasure()


def test_words_that_were_replaced_are_gone_too(tmp_path: Path) -> None:
    with Record.open(str(tmp_path / "record.db")) as record:
        crowd(record, 50)
        record.append([kudos("k", f"was {SECRET}")])
        read = stands(record, "k")
        record.append([replace("r", pen(), read, with_words(read, "better now"))])
        assert not holds(tmp_path, SECRET[3:])
        assert [each.id for each in record.log(Query(words="better"))] == ["k"]


def test_a_replace_that_leaves_the_words_owes_nothing() -> None:
    with memory() as record:
        record.append([kudos("k", "same")])
        read = stands(record, "k")
        before = record.version()
        record.append([replace("r", pen(), read, {**read.data, "now": True})])
        assert record.version() == before + 1
        assert [each.id for each in record.log(Query(words="same"))] == ["k"]


def test_a_reader_in_the_way_leaves_the_erasure_owed_until_somebody_writes_again(tmp_path: Path) -> None:
    path = tmp_path / "record.db"
    with Record.open(str(path)) as record:
        record.append([kudos("k", SECRET)])
        reader = sqlite3.connect(path, isolation_level=None)
        reader.execute("BEGIN")
        reader.execute("SELECT * FROM entry").fetchall()
        record.append(erasures([stands(record, "k")]))
        assert record.pending_erasure()
        assert record.entry("k") is None
        reader.close()
        record.append([kudos("l", "something else")])
        assert not record.pending_erasure()
        assert not holds(tmp_path, SECRET)


def test_an_owed_erasure_is_made_good_by_whoever_closes_later(tmp_path: Path) -> None:
    path = tmp_path / "record.db"
    record = Record.open(str(path))
    record.append([kudos("k", SECRET)])
    reader = sqlite3.connect(path, isolation_level=None)
    reader.execute("BEGIN")
    reader.execute("SELECT * FROM entry").fetchall()
    record.append(erasures([stands(record, "k")]))
    reader.close()
    record.close()
    with Record.open(str(path)) as later:
        assert not later.pending_erasure()
    assert not holds(tmp_path, SECRET)


def test_a_writer_in_the_way_leaves_the_erasure_owed(tmp_path: Path) -> None:
    path = tmp_path / "record.db"
    with Record.open(str(path)) as record:
        record.append([kudos("k", SECRET)])
        writer = sqlite3.connect(path, isolation_level=None)
        erased = sqlite3.connect(path, isolation_level=None)
        erased.execute("BEGIN IMMEDIATE")
        erasing.owe(erased, erasing.FILE)
        erasing.owe(erased, erasing.SEARCH)
        erasing.owe(erased, erasing.FILE)
        erased.execute("COMMIT")
        writer.execute("BEGIN IMMEDIATE")
        assert erasing.settle(erased) is False
        assert record.pending_erasure()
        writer.execute("COMMIT")
        assert erasing.settle(erased) is True
        assert not record.pending_erasure()
        writer.close()
        erased.close()
