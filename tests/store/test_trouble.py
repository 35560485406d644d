"""Whatever goes wrong with the disk is a sentence and a hint."""

import sqlite3
from pathlib import Path

import pytest

from ritual.errors import StoreTrouble
from ritual.store.record import Record
from ritual.store.trouble import telling
from tests.still import powerless, still
from tests.store.making import kudos, stands, started

FILL = """
import resource, sys
from ritual.errors import StoreTrouble
from ritual.store.record import Record
from tests.still import powerless, still
from tests.store.making import kudos
resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, 400_000))
record = Record.open(sys.argv[1])
try:
    for n in range(10_000):
        record.append([kudos(f"k{n}", "words " * 200)])
        kept = n
except StoreTrouble as told:
    print(kept, told.sentence, told.hint, sep="|")
"""


def refused(path: str) -> StoreTrouble:
    """What is told when the record at this path is opened and written."""
    with pytest.raises(StoreTrouble) as told, Record.open(path) as record:
        record.append([kudos("k", "x")])
    assert told.value.hint
    assert told.value.exit_code == 3
    return told.value


def test_a_file_where_a_folder_should_be_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert "can't be opened" in refused(str(tmp_path / "file" / "teams" / "record.db")).sentence


def test_a_folder_where_the_record_should_be_is_told(tmp_path: Path) -> None:
    assert "can't be opened" in refused(str(tmp_path)).sentence


def test_a_text_file_is_no_record(tmp_path: Path) -> None:
    path = tmp_path / "record.db"
    path.write_text("Dear diary, " * 100)
    assert "no record of ritual" in refused(str(path)).sentence
    assert path.read_text().startswith("Dear diary")


def test_a_folder_that_may_only_be_read_is_told(tmp_path: Path) -> None:
    path = tmp_path / "closed" / "record.db"
    Record.open(str(path)).close()
    with still(path.parent):
        assert refused(str(path)).hint.startswith("Allow writing")
        assert refused(str(path.parent / "new" / "record.db")).hint.startswith("Allow writing")


def test_an_empty_file_that_may_only_be_read_is_told(tmp_path: Path) -> None:
    path = tmp_path / "record.db"
    path.touch(mode=0o444)
    with powerless(tmp_path):
        assert refused(str(path)).hint.startswith("Allow writing")


def test_a_full_disk_is_told_and_what_was_kept_before_is_safe(tmp_path: Path) -> None:
    path = str(tmp_path / "record.db")
    told, _ = started(FILL, path).communicate(timeout=60)
    kept, sentence, hint = told.strip().split("|")
    assert "disk" in sentence
    assert "Make room" in hint
    with Record.open(path) as record:
        assert len(record.entries("kudos")) == int(kept) + 1
        assert record.check() == []
        record.append([kudos("later", "there is room again")])


def test_a_record_without_room_says_so_and_goes_on_reading(tmp_path: Path) -> None:
    with Record.open(str(tmp_path / "record.db")) as record:
        record.append([kudos("k", "kept")])
        record._db.execute("PRAGMA max_page_count = 1")
        with pytest.raises(StoreTrouble, match="disk is full"):
            record.append([kudos("big", "words " * 20_000)])
        assert stands(record, "k").data["words"] == "kept"
        assert record.entry("big") is None


def test_somebody_else_writing_for_too_long_is_told(tmp_path: Path) -> None:
    path = tmp_path / "record.db"
    with Record.open(str(path)) as record:
        record._db.execute("PRAGMA busy_timeout = 0")
        other = sqlite3.connect(path, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreTrouble, match="busy") as told:
            record.append([kudos("k", "x")])
        assert "again" in told.value.hint
        other.close()


def test_other_errors_pass_untouched() -> None:
    with pytest.raises(KeyError), telling("record.db"):
        raise KeyError
