"""What is wider than the terminal is broken between words, and nothing of it is lost."""

import os
import pty
from collections.abc import Iterator
from contextlib import contextmanager
from fcntl import ioctl
from io import StringIO
from struct import pack
from termios import TIOCSWINSZ
from typing import TextIO

from hypothesis import given
from hypothesis import strategies as st

from ritual.cli.fitting import fitted
from ritual.cli.pager import _Pages
from ritual.model.cells import cells

WORDS = st.lists(st.text(st.characters(exclude_categories=["Zs", "Zl", "Zp", "Cc", "Cs"]), min_size=1, max_size=12))


@contextmanager
def terminal(columns: int) -> Iterator[TextIO]:
    mine, theirs = pty.openpty()
    ioctl(theirs, TIOCSWINSZ, pack("HHHH", 24, columns, 0, 0))
    with os.fdopen(theirs, "w") as stream:
        yield stream
    os.close(mine)


def test_a_sentence_is_broken_between_words_and_a_command_is_not() -> None:
    with terminal(20) as screen:
        assert fitted("The jar is on this machine.", screen) == "The jar is on this\nmachine."
        assert fitted("then `ritual waiting` takes it", screen) == "then\n`ritual waiting`\ntakes it"
        assert fitted("an open `tick that has no end", screen) == "an open\n`tick that has no end"
        assert fitted("https://example.org/a/long/way", screen) == "https://example.org/a/long/way"
        assert fitted("short\nlines stay", screen) == "short\nlines stay"


def test_a_row_goes_on_below_its_last_column() -> None:
    with terminal(24) as screen:
        assert fitted("@wei   Wei Zhang, Asia/Shanghai", screen) == "@wei   Wei Zhang,\n       Asia/Shanghai"
        assert fitted("  a, b, c, d, e, f, g, h, i, j", screen) == "  a, b, c, d, e, f, g,\n  h, i, j"
        assert fitted("名   " + "字字 字字 字字 字字 字字", screen) == "名   字字 字字 字字 字字\n     字字"


def test_what_is_no_terminal_or_has_no_width_gets_it_as_it_is() -> None:
    long = "word " * 40
    assert fitted(long, StringIO()) == long
    with terminal(0) as screen:
        assert fitted(long, screen) == long


@given(WORDS, st.integers(4, 60))
def test_nothing_is_lost_and_nothing_that_can_be_broken_is_too_wide(words: list[str], columns: int) -> None:
    text = " ".join(words)
    with terminal(columns) as screen:
        rows = fitted(text, screen).split("\n")
    assert " ".join(rows) == text
    assert all(cells(row) <= columns or " " not in row or "`" in row for row in rows)


def test_what_is_paged_fits_too() -> None:
    with terminal(20) as screen:
        pages = _Pages(screen, ("cat",), {}, (20, 24))
        assert fitted("This is all of yours.", pages) == "This is all of\nyours."  # type: ignore[arg-type]
