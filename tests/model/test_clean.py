"""Cleaning takes what steers or hides, and nothing else."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ritual.model.clean import clean, line
from tests.nasty import MARKUP, NASTY

OVERRIDES = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
PIECES = ("\x1b", "\x1b[", "\x1b]", "\x9b", "\x9d", "\x9c", "\x07", "\\", "[", "m", "3", ";", "\r", "\n", "\ud83d", "a")


def harmful(text: str) -> list[str]:
    return [c for c in text if c not in "\n\t" and (unicodedata.category(c) in ("Cc", "Cs") or c in OVERRIDES)]


@pytest.mark.parametrize("text", NASTY)
def test_nothing_that_steers_a_terminal_is_left(text: str) -> None:
    cleaned = clean(text).text
    assert harmful(cleaned) == []
    assert cleaned.encode().decode() == cleaned


@pytest.mark.parametrize("text", NASTY)
def test_cleaned_text_is_clean(text: str) -> None:
    assert clean(clean(text).text) == (clean(text).text, 0)
    assert line(line(text)) == line(text)


@given(st.one_of(st.text(), st.lists(st.sampled_from(PIECES)).map("".join)))
def test_any_text_is_cleaned_once_and_for_all(text: str) -> None:
    cleaned = clean(text).text
    assert harmful(cleaned) == []
    assert clean(cleaned) == (cleaned, 0)
    assert "\n" not in line(text)


@pytest.mark.parametrize("text", MARKUP)
def test_markup_is_only_text_and_stays(text: str) -> None:
    assert clean(text) == (text, 0)


@pytest.mark.parametrize(
    ("text", "left", "dropped"),
    [
        ("plain", "plain", 0),
        ("two\nlines\tand a tab", "two\nlines\tand a tab", 0),
        ("one\r\ntwo\rthree\u2028four", "one\ntwo\nthree\nfour", 0),
        ("\x1b[31mred\x1b[0m", "red", 2),
        ("\x9b31mred", "red", 1),
        ("\x1b]52;c;cm0=\x07after", "after", 1),
        ("\x1b]0;title\x1b\\after", "after", 1),
        ("\x9d0;title\x9cafter", "after", 1),
        ("\x1b]8;;file:///x\x1b\\click\x1b]8;;\x1b\\", "click", 2),
        ("\x1bPq#0~\x1b\\after", "after", 1),
        ("before\x1b]0;never ends", "before", 1),
        ("before\x1b", "before", 1),
        ("\x1bcreset", "reset", 1),
        ("\x1b(0lines", "lines", 1),
        ("bell\x07 \x00nul", "bell nul", 2),
        ("\u202eevil\u202c", "evil", 2),
        ("a\u200bb\u2060c\u00add\ufeffe", "abcde", 4),
        ("a\ud800b", "a\ufffdb", 0),
        ("👩‍👧 \u200fשלום نمی‌خواهم", "👩‍👧 \u200fשלום نمی‌خواهم", 0),
    ],
)
def test_each_kind_of_harm_is_dropped_whole_and_counted(text: str, left: str, dropped: int) -> None:
    assert clean(text) == (left, dropped)


def test_a_line_is_one_line_without_spare_spaces() -> None:
    assert line("  Ana \x1b[1m\n\t Ruiz\u00a0\u3000") == "Ana Ruiz"
