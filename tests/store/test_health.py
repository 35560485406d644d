"""A record knows whether it is whole, and makes itself whole from its events."""

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from ritual.errors import StoreTrouble
from ritual.model.entry import erase
from ritual.store import health
from ritual.store.query import Query
from ritual.store.record import Record
from tests.store.making import everything, kudos, pen, stands


def harm(path: Path, *statements: str) -> None:
    """Changes the file behind the record's back."""
    db = sqlite3.connect(path, isolation_level=None)
    for statement in statements:
        db.execute(statement)
    db.close()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """The file of a small record with an erased entry."""
    path = tmp_path / "record.db"
    with Record.open(str(path)) as record:
        record.append([kudos(f"k{n}", f"thanks number{n}", n) for n in range(40)])
        record.append([erase("e", pen(), stands(record, "k39"))])
    return path


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM entry WHERE id = 'k3'",
        "UPDATE entry SET at = '2020' WHERE id = 'k3'",
        "DELETE FROM receiver WHERE seq = 3",
        "INSERT INTO receiver VALUES ('nobody', 3)",
        "DELETE FROM waiting WHERE seq = 3",
        "INSERT INTO waiting VALUES (9999)",
        "DELETE FROM search WHERE rowid = 3",
        "INSERT INTO search (rowid, words) VALUES (9999, 'never said')",
        "DELETE FROM search_data WHERE id > 10",
        "UPDATE event SET body = 'left over' WHERE id = 'k39'",
    ],
)
def test_what_differs_from_the_events_is_found_and_made_again(path: Path, statement: str) -> None:
    harm(path, statement)
    with Record.open(str(path)) as record:
        (problem,) = record.check()
        assert (problem.file, bool(problem.sentence), "--rebuild" in problem.hint) == (str(path), True, True)
        record.rebuild()
        assert record.check() == []
        assert len(record.log(Query(words="number"))) == 39
        assert not record.pending_erasure()


def test_a_whole_record_has_no_problems(path: Path) -> None:
    with Record.open(str(path)) as record:
        assert record.check() == []
        assert record.unread() == 0


@pytest.mark.parametrize("spoil", [lambda raw: raw[:5000] + bytes(4000) + raw[9000:], lambda raw: raw[: len(raw) // 2]])
def test_a_damaged_file_is_told_with_a_hint(path: Path, spoil: Callable[[bytes], bytes]) -> None:
    path.write_bytes(spoil(path.read_bytes()))
    try:
        with Record.open(str(path)) as record:
            (problem,) = record.check()
            assert "damaged" in problem.sentence
            assert problem.hint
    except StoreTrouble as told:
        assert "damaged" in told.sentence
        assert told.hint


def test_an_index_that_lost_its_rows_is_damage(path: Path) -> None:
    index = "UPDATE sqlite_schema SET sql = 'CREATE INDEX entry_kind ON entry (at)' WHERE name = 'entry_kind'"
    harm(path, "PRAGMA writable_schema = ON", index)
    with Record.open(str(path)) as record:
        (problem,) = record.check()
        assert "damaged" in problem.sentence


def test_somebody_writing_while_the_record_is_checked_is_no_damage(path: Path) -> None:
    with Record.open(str(path)) as record:
        record._db.execute("PRAGMA busy_timeout = 0")
        other = sqlite3.connect(path, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreTrouble, match="busy"):
            record.check()
        other.close()


def test_a_closed_record_is_no_damage(path: Path) -> None:
    with Record.open(str(path)) as record:
        record.close()
        with pytest.raises(StoreTrouble, match="closed"):
            record.check()


@pytest.mark.parametrize("part", [1, 7, 40, 41, 5_000])
def test_whatever_is_done_to_all_rows_reaches_each_of_them(
    path: Path, monkeypatch: pytest.MonkeyPatch, part: int
) -> None:
    before = everything(path)
    monkeypatch.setattr(health, "_PART", part)
    with Record.open(str(path)) as record:
        record.rebuild()
        assert record.check() == []
    assert everything(path) == before
    harm(path, "UPDATE entry SET seq = -seq", "UPDATE entry SET id = id || 'x'")
    with Record.open(str(path)) as record:
        assert record.check()
        record.rebuild()
    assert everything(path) == before
