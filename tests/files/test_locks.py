"""One process at a time."""

from pathlib import Path

import pytest

from ritual.errors import StoreTrouble
from ritual.files.locks import alone


def test_only_one_is_inside(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    with alone(path, wait=True) as first, alone(path, wait=False) as second:
        assert (first, second) == (True, False)
    with alone(path, wait=False) as again:
        assert again


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(StoreTrouble), alone(tmp_path / "none" / "lock", wait=True):
        pass
