"""Numbered migrations run once, whole, and never on what isn't ours."""

import hashlib
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from ritual.errors import NewerStore, StoreTrouble
from ritual.model.event import ERASE, Event
from ritual.store import migrations
from ritual.store.query import Query
from ritual.store.record import Record
from tests.store.making import entry, kudos

ALL = migrations._MIGRATIONS
KEPT_AS = ("1b0627882bda", "5bea75b3cbdb", "3d159e4733a4")
"""The first letters of the SHA-256 of every migration that records were made with: files are never made anew."""


def change(path: Path, *statements: str) -> None:
    """Runs statements on the file."""
    db = sqlite3.connect(path, isolation_level=None)
    for statement in statements:
        db.execute(statement)
    db.close()


@pytest.mark.parametrize("version", [migrations.CURRENT + 1, -5])
def test_a_record_of_a_newer_ritual_is_refused_and_left_alone(tmp_path: Path, version: int) -> None:
    path = tmp_path / "record.db"
    Record.open(str(path)).close()
    change(path, f"PRAGMA user_version = {version}")
    before = path.read_bytes()
    with pytest.raises(NewerStore, match="newer ritual") as told:
        Record.open(str(path))
    assert "Update ritual" in told.value.hint
    assert told.value.exit_code == 3
    assert path.read_bytes() == before


@pytest.mark.parametrize("version", [0, 7])
def test_a_database_of_another_program_is_refused(tmp_path: Path, version: int) -> None:
    path = tmp_path / "record.db"
    change(path, "CREATE TABLE moz_places (id)", f"PRAGMA user_version = {version}")
    with pytest.raises(StoreTrouble, match="another program"):
        Record.open(str(path))


def test_a_migration_that_fails_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "record.db"
    Record.open(str(path)).close()
    monkeypatch.setattr(migrations, "_MIGRATIONS", (*ALL, ("CREATE TABLE half (x) STRICT", "nonsense")))
    monkeypatch.setattr(migrations, "CURRENT", len(ALL) + 1)
    with pytest.raises(StoreTrouble):
        Record.open(str(path))
    monkeypatch.undo()
    with Record.open(str(path)) as record:
        record.append([kudos("k", "still works")])
        assert record.check() == []


def test_a_later_migration_runs_on_what_is_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "record.db"
    with Record.open(str(path)) as record:
        record.append([kudos("k", "old")])
    monkeypatch.setattr(migrations, "_MIGRATIONS", (*ALL, ("INSERT INTO meta VALUES ('grown', 'yes')",)))
    monkeypatch.setattr(migrations, "CURRENT", len(ALL) + 1)
    for _ in range(2):
        with Record.open(str(path)) as record:
            assert record.meta("grown") == "yes"
            assert record.entry("k")


@pytest.mark.parametrize(("number", "kept"), [*enumerate(KEPT_AS)])
def test_a_migration_stays_as_it_was(number: int, kept: str) -> None:
    statements = "\n".join(ALL[number])
    assert hashlib.sha256(statements.encode()).hexdigest().startswith(kept)


def test_a_record_of_the_first_schema_is_brought_to_the_newest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "record.db"
    with monkeypatch.context() as first:
        first.setattr(migrations, "_MIGRATIONS", ALL[:1])
        first.setattr(migrations, "CURRENT", 1)
        with Record.open(str(path)) as record:
            record.append([kudos("k", "the pump", value="care"), kudos("n", "the other", 1), kudos("gone", "wet", 2)])
            record.append([entry("answer", "a", 3, words="soon"), entry("answer", "s", 4, words="x", session="s1")])
            record.append([Event("e", ERASE, "gone", 1, 0, "ana-id", "laptop", "")])
            record.apply([kudos("odd", "")._replace(body="{not json")])
    with Record.open(str(path)) as record:
        assert [found.id for found in record.log(Query(value="Care"))] == ["k"]
        assert [found.id for found in record.ahead()] == ["a"]
        assert [found.id for found in record.log(Query(words="pump"))] == ["k"]
        assert record.check() == []


def test_a_new_record_that_somebody_else_keeps_reading_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ritual.store.opening._BUSY_SECONDS", 0.05)
    path = tmp_path / "record.db"
    reader = sqlite3.connect(path, isolation_level=None)
    reader.execute("CREATE TABLE something (x)")
    reader.execute("BEGIN")
    reader.execute("SELECT * FROM something").fetchall()
    with pytest.raises(StoreTrouble, match="busy"):
        Record.open(str(path))
    reader.close()


def test_a_file_that_can_not_be_written_is_not_waited_for(tmp_path: Path) -> None:
    sqlite3.connect(tmp_path / "empty.db").execute("CREATE TABLE there (it)")
    db = sqlite3.connect(f"file:{tmp_path}/empty.db?mode=ro", uri=True, isolation_level=None)
    with closing(db), pytest.raises(sqlite3.OperationalError, match="readonly"):
        migrations.migrate(db, "empty.db")
