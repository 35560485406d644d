"""A record where nothing can be written: read as it stands, with all that was kept, and never changed."""

import os
from pathlib import Path

import pytest

from ritual.errors import StoreTrouble
from ritual.model.entry import erase
from ritual.store import copies, migrations
from ritual.store.opening import opened
from ritual.store.record import Record
from tests.still import still
from tests.store.making import kudos, pen, stands, started

KEEPS = """
import os, sys
from ritual.store.record import Record
from tests.store.making import kudos
Record.open(sys.argv[1]).append([kudos("later", "kept a moment ago")])
os._exit(0)
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A record with one entry in a folder of its own; nobody has it open."""
    made = tmp_path / "team" / "record.db"
    with Record.open(str(made)) as record:
        record.append([kudos("k", "for the fish")])
    return made


def left_open(path: Path) -> None:
    """Somebody writes, and doesn't stay to close the record."""
    writer = started(KEEPS, str(path))
    writer.communicate(timeout=60)
    assert writer.returncode == 0
    assert path.with_name("record.db-wal").stat().st_size


def test_it_is_read_and_says_no_to_whatever_would_change_it(path: Path) -> None:
    before = path.read_bytes()
    with still(path.parent):
        assert os.listdir(path.parent) == ["record.db"]  # noqa: PTH208  names only
        with Record.open(str(path), create=False) as record:
            assert stands(record, "k").data["words"] == "for the fish"
            assert record.check() == []
            for change in ([kudos("new", "words")], [erase("e", pen(), stands(record, "k"))]):
                with pytest.raises(StoreTrouble, match="Nothing can be written to the record") as told:
                    record.append(change)
                assert told.value.hint.startswith("Allow writing")
            assert stands(record, "k").data["words"] == "for the fish"
    assert path.read_bytes() == before


def test_what_was_kept_last_is_read_too(path: Path) -> None:
    left_open(path)
    with still(path.parent), Record.open(str(path), create=False) as record:
        assert stands(record, "later").data["words"] == "kept a moment ago"
        assert record.check() == []


def test_an_empty_log_keeps_nothing_back(path: Path) -> None:
    path.with_name("record.db-wal").touch()
    with still(path.parent), Record.open(str(path), create=False) as record:
        assert stands(record, "k").data["words"] == "for the fish"


def test_what_cannot_be_read_is_said_and_not_left_out(path: Path) -> None:
    left_open(path)
    path.with_name("record.db-shm").unlink()
    with still(path.parent), pytest.raises(StoreTrouble, match="newest entries") as told:
        Record.open(str(path), create=False)
    assert "Copy its folder" in told.value.hint
    with Record.open(str(path)) as record:
        assert stands(record, "later").data["words"] == "kept a moment ago"


def test_a_record_of_an_older_ritual_has_to_be_opened_once_where_it_can_be_written(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(migrations, "CURRENT", migrations.CURRENT + 1)
    monkeypatch.setattr(migrations, "_MIGRATIONS", (*migrations._MIGRATIONS, ("CREATE TABLE more (x INT) STRICT",)))
    with still(path.parent), pytest.raises(StoreTrouble, match="older ritual") as told:
        Record.open(str(path), create=False)
    assert told.value.hint
    with Record.open(str(path)) as record:
        assert record.check() == []


def test_a_copy_can_be_made_of_it(path: Path, tmp_path: Path) -> None:
    target = tmp_path / "copies" / "copy.db"
    target.parent.mkdir(mode=0o777)
    target.parent.chmod(0o777)
    with still(path.parent):
        target.touch()
        copies.copy(str(path), str(target))
        with Record.open(str(target), create=False) as copy:
            assert stands(copy, "k").data["words"] == "for the fish"


def test_a_folder_whose_name_is_no_address_is_opened(tmp_path: Path) -> None:
    path = tmp_path / "a?b#c%41" / "record.db"
    Record.open(str(path)).close()
    with still(path.parent), Record.open(str(path), create=False) as record:
        assert record.check() == []


def test_a_record_in_memory_is_no_file() -> None:
    assert opened(":memory:").execute("PRAGMA database_list").fetchone()[2] == ""
