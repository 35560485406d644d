"""Words come in decoded and cleaned, and whatever was wrong with them is said."""

from io import StringIO

import pytest

from ritual.cli.output import Output
from ritual.cli.typed import argument, decoded, taken
from ritual.model.clean import clean
from tests.nasty import NASTY


def out() -> Output:
    return Output(StringIO(), StringIO())


def said(to: Output) -> str:
    assert isinstance(to.stderr, StringIO)
    return to.stderr.getvalue()


def test_bytes_that_are_no_text_are_replaced_and_their_places_said() -> None:
    to = out()
    assert decoded(b"a\xffb", to) == "a\ufffdb"
    assert said(to) == "Byte 2 isn't UTF-8; “\ufffd” stands for it.\n"
    to = out()
    assert decoded(b"\xff\xfe\xfd\xfc\xfb", to) == "\ufffd" * 5
    assert said(to) == "Bytes 1, 2, 3 … aren't UTF-8; “\ufffd” stands for them.\n"


def test_whole_text_needs_no_words() -> None:
    to = out()
    assert decoded("grün".encode(), to) == "grün"
    assert taken("  plain\n", to) == "plain"
    assert said(to) == ""


def test_what_steers_a_terminal_is_left_out_and_said() -> None:
    to = out()
    assert taken("\x1b[31mred", to) == "red"
    assert said(to) == "1 control or escape sequence was left out.\n"
    to = out()
    assert taken("\x1b[31mred\x07", to) == "red"
    assert said(to).startswith("2 control or escape sequences")


def test_bytes_in_an_argument_are_replaced_too() -> None:
    to = out()
    assert argument("a\udcffb", to) == "a\ufffdb"
    assert said(to).startswith("Byte 2")


@pytest.mark.parametrize("text", NASTY)
def test_nasty_arguments_come_in_clean(text: str) -> None:
    assert clean(argument(text, out())).dropped == 0
