"""Words in colours, and how they are put side by side."""

import pytest

from ritual.tui.ink import (
    BLANK,
    Block,
    aimed,
    apart,
    beside,
    cells,
    centred,
    filled,
    fit,
    indented,
    ink,
    joined,
    wrapped,
)


def plain(lines: Block) -> list[str]:
    """The lines without their colours."""
    return [str(line) for line in lines]


def test_text_is_never_read_as_markup() -> None:
    assert ink("[red]x[/] [@click=app.quit]y[/]").plain == "[red]x[/] [@click=app.quit]y[/]"


def test_text_of_several_lines_comes_on_one() -> None:
    assert ink("one\n\ttwo\x1b[31m").plain == "one two"


@pytest.mark.parametrize(
    ("text", "width", "expected"), [("Katharina", 5, "Kath…"), ("李小龍", 5, "李小…"), ("Bo", 5, "Bo")]
)
def test_what_is_too_long_ends_in_an_ellipsis_by_cells(text: str, width: int, expected: str) -> None:
    assert fit(ink(text), width).plain == expected
    assert cells(filled(ink(text), width)) == width


def test_a_block_of_at_most_two_lines_says_that_there_is_more() -> None:
    lines = wrapped(ink("one two three four five six"), 9, 2)
    assert plain(lines) == ["one two", "three …"]
    assert len(wrapped(ink("one two"), 20, 2)) == 1
    assert wrapped(BLANK, 10) == [BLANK]


def test_the_left_piece_gives_way_to_the_right_one() -> None:
    line = apart(ink("a long title that does not fit"), ink("0:36"), 20)
    assert line.plain == "a long title …  0:36"
    assert apart(ink("a"), ink("b"), 8).plain == "a      b"
    assert apart(ink("short"), ink("very long indeed"), 10).plain == "short     "


def test_blocks_stand_side_by_side_and_lines_in_the_middle() -> None:
    assert plain(beside([ink("a")], [ink("b"), ink("c")], 3)) == ["a  b", "   c"]
    assert centred(ink("ab"), 6).plain == "  ab"
    assert plain(indented([ink("a"), BLANK], 2)) == ["  a", ""]
    assert aimed(joined("a", ink("b")), "next").plain == "ab"
