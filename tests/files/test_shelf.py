"""Named files: the nearest wins, and what can't be read is told, never a crash."""

import os
from pathlib import Path

import pytest

from ritual.files import shelf as shelves
from ritual.files.shelf import find, listing, load, nearest, shelf
from tests.files.shelves import home, shipped, wrote


def test_the_nearest_file_wins_and_the_listing_says_what_it_hides(tmp_path: Path) -> None:
    where = wrote(tmp_path, "rituals", "standup", "")
    found = find(where, "rituals", "standup")
    assert found
    assert found.path == tmp_path / ".ritual" / "rituals" / "standup.toml"
    assert [path.name for path in found.hides] == ["standup.toml"]
    assert [f.name for f in listing(where, "rituals")] == sorted(f.name for f in listing(where, "rituals"))


def test_own_files_hide_what_ships(tmp_path: Path) -> None:
    own = tmp_path / "home" / "config" / "decks"
    own.mkdir(parents=True)
    (own / "light.toml").touch()
    (own / ".hidden.toml").touch()
    found = {one.name: one for one in listing(shelf(home(tmp_path), tmp_path), "decks")}
    assert found["light"].path == own / "light.toml"
    assert ".hidden" not in found


def test_a_missing_name_brings_the_nearest(tmp_path: Path) -> None:
    where = shipped(tmp_path)
    assert find(where, "rituals", "standdup") is None
    assert nearest(where, "rituals", "standdup") == "standup"
    assert nearest(where, "rituals", "zzz") == ""
    assert listing(where, "nothing") == ()


def test_what_is_no_toml_names_the_line(tmp_path: Path) -> None:
    path = tmp_path / "x.toml"
    path.write_text('a = 1\nb = "\n')
    data, (problem,) = load(path)
    assert data == {}
    assert problem.key == "line 2"
    assert "TOML" in problem.sentence


def test_what_ends_too_early_names_no_line(tmp_path: Path) -> None:
    path = tmp_path / "x.toml"
    path.write_text('a = """')
    assert load(path)[1][0].sentence.startswith("This isn't TOML")


def test_bytes_that_are_no_text_name_the_line_and_the_byte(tmp_path: Path) -> None:
    path = tmp_path / "x.toml"
    path.write_bytes(b'a = 1\nb = "\xff"\n')
    data, (problem,) = load(path)
    assert data == {}
    assert (problem.key, problem.sentence) == ("line 2", "Byte 12 isn't UTF-8 text.")


def test_a_byte_order_mark_is_no_problem(tmp_path: Path) -> None:
    path = tmp_path / "x.toml"
    path.write_bytes(b"\xef\xbb\xbfa = 1\n")
    assert load(path) == ({"a": 1}, ())


def test_what_cant_be_read_is_a_problem(tmp_path: Path) -> None:
    assert load(tmp_path)[1][0].sentence.startswith("Can't be read")
    assert load(tmp_path / "missing.toml")[1][0].sentence == "Can't be read: No such file or directory."


def test_a_huge_file_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shelves, "LARGEST", 3)
    path = tmp_path / "x.toml"
    path.write_text("a = 1\n")
    assert "larger" in load(path)[1][0].sentence


def test_a_bottomless_nest_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.toml"
    path.write_text("a = " + "[" * 100_000)
    assert "nested" in load(path)[1][0].sentence


def test_a_folder_that_isnt_there_is_empty(tmp_path: Path) -> None:
    where = shelves.Shelf({"decks": (tmp_path / "nowhere", tmp_path / ("x" * 300))})
    assert listing(where, "decks") == ()


def test_what_is_no_file_is_never_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.toml")
    (tmp_path / "endless.toml").symlink_to("/dev/zero")
    for name in ("pipe.toml", "endless.toml"):
        assert load(tmp_path / name)[1][0].sentence == "This isn't a file."
