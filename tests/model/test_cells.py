"""How wide text is in a terminal."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ritual.model.cells import cells, cut, padded, wrapped
from ritual.model.clean import line
from tests.nasty import NASTY


@pytest.mark.parametrize(
    ("text", "width"),
    [("", 0), ("Ana", 3), ("Zoë", 3), ("Zoe\u0308", 3), ("李小龍", 6), ("ｗ", 2), ("e" + "\u0301" * 60, 1), ("😀", 2)],
)
def test_wide_characters_count_twice_and_marks_not_at_all(text: str, width: int) -> None:
    assert cells(text) == width
    assert cells(padded(text, 8)) == 8


def test_lines_break_between_words() -> None:
    assert wrapped("the rollback notes saved me", 12) == ["the rollback", "notes saved", "me"]
    assert wrapped("  ", 12) == [""]


def test_a_word_wider_than_a_line_is_broken_within() -> None:
    assert wrapped("a 李小龍李小龍", 5) == ["a", "李小", "龍李", "小龍"]
    assert wrapped("李", 0) == ["李"]


@pytest.mark.parametrize("nasty", NASTY)
def test_no_line_is_wider_than_it_may_be_and_no_word_is_lost(nasty: str) -> None:
    lines = wrapped(line(nasty), 20)
    assert max(map(cells, lines)) <= 20
    assert "".join("".join(lines).split()) == "".join(line(nasty).split())


@given(st.text(max_size=80), st.integers(2, 30))
def test_wrapping_keeps_to_the_width(text: str, width: int) -> None:
    assert max(map(cells, wrapped(text, width))) <= width


@given(st.text() | st.sampled_from(NASTY), st.integers(2, 30))
def test_what_is_cut_fits_and_says_so(text: str, width: int) -> None:
    short = cut(text, width)
    assert cells(short) <= width
    assert short == text or (short.endswith("…") and text.startswith(short[:-1]))
