"""A line to write on, with its sign before it."""

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets._input import Input

from ritual.tui.ink import ink
from ritual.tui.widgets.sheet import Sheet


def entry(inset: int, words: str = "", example: str = "") -> ComposeResult:
    """The line, `inset` cells from either side; `example` shows while it is empty."""
    with Horizontal(id="entry"):
        sign = Sheet(lambda width, _: [ink("› ", "accent").pad_left(max(width - 2, 0))])
        sign.styles.width = inset
        yield sign
        line = Input(words, placeholder=example, select_on_focus=False, compact=True)
        line.styles.margin = (0, inset, 0, 0)
        yield line
