"""Files are there whole or not at all."""

import os
from pathlib import Path

import pytest

from ritual.errors import StoreTrouble
from ritual.files.writing import PRIVATE, remove, write


def test_folders_are_made_and_the_old_text_replaced(tmp_path: Path) -> None:
    path = tmp_path / "a" / "b.toml"
    write(path, "one")
    write(path, "two ü")
    assert path.read_text(encoding="utf-8") == "two ü"
    assert [p.name for p in path.parent.iterdir()] == ["b.toml"]


def test_a_private_file_is_for_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "x"
    write(path, "one", PRIVATE)
    assert path.stat().st_mode & 0o777 == 0o600


def test_a_file_keeps_its_mode_and_a_link_stays_a_link(tmp_path: Path) -> None:
    real, link = tmp_path / "real", tmp_path / "link"
    real.write_text("one")
    real.chmod(0o640)
    link.symlink_to(real)
    write(link, "two")
    assert link.is_symlink()
    assert real.read_text() == "two"
    assert real.stat().st_mode & 0o777 == 0o640


def test_what_cant_be_written_leaves_the_old_text_and_nothing_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "x"
    path.mkdir()
    with pytest.raises(StoreTrouble, match="can't be written"):
        write(path, "one")
    assert os.listdir(tmp_path) == ["x"]  # noqa: PTH208  names only


def test_a_file_where_a_folder_should_be_is_trouble(tmp_path: Path) -> None:
    (tmp_path / "x").write_text("")
    with pytest.raises(StoreTrouble):
        write(tmp_path / "x" / "y", "one")


def test_removing_twice_is_fine_and_a_folder_is_trouble(tmp_path: Path) -> None:
    path = tmp_path / "x"
    path.touch()
    remove(path)
    remove(path)
    assert not path.exists()
    path.mkdir()
    with pytest.raises(StoreTrouble, match="can't be removed"):
        remove(path)
