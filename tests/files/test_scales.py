"""Scales from files."""

from pathlib import Path

import pytest

from ritual.files.scales import read_scale
from tests.files.shelves import wrote


def points(n: int) -> str:
    return "title = 'Own'\n" + "".join(f"[[point]]\nen = 'p{i}'\n" for i in range(1, n + 1))


def test_points_are_counted_in_the_order_of_the_file(tmp_path: Path) -> None:
    scale, found = read_scale(wrote(tmp_path, "scales", "own", points(5)), "own")
    assert found == ()
    assert scale
    assert [point["en"] for point in scale.points] == ["p1", "p2", "p3", "p4", "p5"]


@pytest.mark.parametrize("n", [0, 1, 6])
def test_a_scale_has_two_to_five_points(tmp_path: Path, n: int) -> None:
    assert [p.key for p in read_scale(wrote(tmp_path, "scales", "own", points(n)), "own")[1]] == ["point"]


def test_a_key_that_means_nothing_is_told(tmp_path: Path) -> None:
    text = points(2) + "label = 'x'\n"
    assert [p.key for p in read_scale(wrote(tmp_path, "scales", "own", text), "own")[1]] == ["point[2].label"]
