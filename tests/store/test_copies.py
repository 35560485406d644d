"""Copies of a record's file, and what is said when the file is broken."""

from pathlib import Path

import pytest

from ritual.errors import DamagedStore, StoreTrouble
from ritual.store import copies
from ritual.store.record import Record
from tests.store.making import kudos


def test_a_copy_says_what_the_record_says(tmp_path: Path) -> None:
    path, target = tmp_path / "record.db", tmp_path / "copy.db"
    with Record.open(str(path)) as record:
        record.append([kudos("k", "words")])
        copies.copy(str(path), str(target))
        copies.pack(str(target))
        with Record.open(str(target)) as copy:
            assert list(copy.events()) == list(record.events())
            assert copy.check() == []
    assert sorted(each.name for each in tmp_path.iterdir()) == ["copy.db", "record.db"]


def test_a_record_that_is_damaged_is_named_and_not_its_copy(tmp_path: Path) -> None:
    path = tmp_path / "record.db"
    path.write_bytes(b"SQLite format 3\0" + b"\xff" * 9000)
    with pytest.raises(DamagedStore, match=r"record\.db is damaged"):
        copies.copy(str(path), str(tmp_path / "copy.db"))


def test_a_copy_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    path = tmp_path / "record.db"
    Record.open(str(path)).close()
    with pytest.raises(StoreTrouble, match="nowhere"):
        copies.copy(str(path), str(tmp_path / "nowhere" / "copy.db"))
