"""Opening, writing and watching a record."""

import stat
from pathlib import Path

import pytest

from ritual.errors import StoreTrouble
from ritual.model.entry import erase, replace
from ritual.store.projection import Stale, Stored
from ritual.store.record import Record
from tests.store.making import entry, kudos, memory, pen, stands, with_words


def test_the_record_and_its_folder_are_private(tmp_path: Path) -> None:
    path = tmp_path / "teams" / "one" / "record.db"
    with Record.open(str(path)) as record:
        record.append([kudos("k", "thanks")])
        modes = {stat.S_IMODE(each.stat().st_mode) for each in path.parent.iterdir()}
    assert modes == {0o600}
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_a_record_that_must_be_there_already_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(StoreTrouble, match="no record") as told:
        Record.open(str(tmp_path / "record.db"), create=False)
    assert told.value.hint
    assert list(tmp_path.iterdir()) == []


def test_a_record_that_was_cut_off_is_not_taken_for_a_new_one(tmp_path: Path) -> None:
    path = tmp_path / "record.db"
    path.touch()
    with pytest.raises(StoreTrouble, match="no record of ritual") as told:
        Record.open(str(path), create=False)
    assert told.value.hint
    assert path.read_bytes() == b""


def test_what_was_appended_is_there_after_opening_again(tmp_path: Path) -> None:
    path = str(tmp_path / "record.db")
    with Record.open(path) as record:
        assert record.append([kudos("k", "for the fish")]) == Stored(("k",))
    with Record.open(path, create=False) as record:
        assert stands(record, "k").data["words"] == "for the fish"
        assert record.check() == []


def test_the_same_event_twice_is_kept_once() -> None:
    with memory() as record:
        record.append([kudos("k", "thanks")])
        assert record.append([kudos("k", "thanks"), kudos("l", "more")]) == Stored(("l",))
        assert [event.id for event in record.events()] == ["k", "l"]


def test_a_replace_of_what_somebody_else_replaced_is_stale_and_stores_nothing_of_its_batch() -> None:
    with memory() as record:
        record.append([kudos("k", "first")])
        read = stands(record, "k")
        record.append([replace("r1", pen(), read, with_words(read, "second"))])
        late = replace("r2", pen(), read, with_words(read, "lost"))
        assert record.append([kudos("other", "x"), late]) == Stale("k")
        assert record.entry("other") is None
        assert stands(record, "k").data["words"] == "second"
        assert record.append([kudos("other", "x")]) == Stored(("other",))


def test_a_replace_that_was_stored_already_is_no_quarrel() -> None:
    with memory() as record:
        record.append([kudos("k", "first")])
        again = replace("r1", pen(), stands(record, "k"), {"words": "second"})
        assert record.append([again]) == Stored(("r1",))
        assert record.append([again]) == Stored(())


def test_a_replace_before_its_put_stands_and_the_put_changes_nothing() -> None:
    with memory() as writer, memory() as reader:
        writer.append([kudos("k", "first")])
        read = stands(writer, "k")
        later = replace("r1", pen(), read, with_words(read, "second"))
        assert reader.append([later]) == Stored(("r1",))
        assert reader.apply([kudos("k", "first")]) == Stored(("k",))
        assert stands(reader, "k").data["words"] == "second"
        assert [event.id for event in reader.events()] == ["r1"]


def test_of_two_replaces_with_one_rev_the_greater_id_holds() -> None:
    with memory() as record:
        record.append([kudos("k", "first")])
        read = stands(record, "k")
        greater, lesser = (replace(name, pen(), read, with_words(read, name)) for name in ("r9", "r1"))
        record.apply([greater, lesser])
        assert stands(record, "k").data["words"] == "r9"


def test_an_erased_entry_never_comes_back() -> None:
    with memory() as record:
        record.append([kudos("k", "first")])
        read = stands(record, "k")
        record.append([erase("e", pen(), read)])
        again = [kudos("k", "first"), replace("r", pen(), read, with_words(read, "x")), erase("e2", pen(), read)]
        assert record.append(again) == Stored(())
        assert record.entry("k") is None


def test_an_erasure_is_remembered_before_its_entry_arrives() -> None:
    with memory() as writer, memory() as reader:
        writer.append([kudos("k", "first")])
        reader.apply([erase("e", pen(), stands(writer, "k"))])
        assert reader.apply([kudos("k", "first")]) == Stored(())
        assert reader.entry("k") is None


def test_local_facts_are_kept_beside_the_events() -> None:
    with memory() as record:
        assert record.meta("me") is None
        record.set_meta("me", "ana")
        record.set_meta("me", "bo")
        assert record.meta("me") == "bo"
        record.set_meta("me", None)
        assert record.meta("me") is None
        assert list(record.events()) == []


def test_the_version_moves_with_every_writing_by_either_connection(tmp_path: Path) -> None:
    path = str(tmp_path / "record.db")
    with Record.open(path) as screen, Record.open(path) as shell:
        before = screen.version()
        assert screen.version() == before
        shell.append([kudos("k", "thanks")])
        after = screen.version()
        assert after != before
        screen.append([kudos("l", "thanks")])
        assert screen.version() != after
        assert {each.id for each in screen.log()} == {"k", "l"}


def test_leaving_closes_only_a_long_write_ahead_log(tmp_path: Path) -> None:
    path = tmp_path / "record.db"
    wal = path.with_name("record.db-wal")
    record = Record.open(str(path))
    record.append([kudos("k", "short")])
    record.leave()
    assert wal.exists()
    record.append([kudos(f"k{number}", "long " * 400) for number in range(400)])
    record.leave()
    assert not wal.exists()


def test_a_record_in_memory_may_be_left_too() -> None:
    record = Record.open(":memory:")
    record.leave()
    with pytest.raises(StoreTrouble):
        record.entry("k")


def test_an_entry_of_a_kind_that_a_newer_ritual_made_is_kept() -> None:
    with memory() as record:
        record.append([entry("haiku", "h", words="old pond"), kudos("k", "x")._replace(body='{"v":9,"kind":"win"}')])
        assert stands(record, "h").data == {"words": "old pond"}
        assert record.unread() == 1
        assert record.entry("k") is None
        assert [event.id for event in record.events()] == ["h", "k"]
        assert record.log() == []
        assert record.check() == []
