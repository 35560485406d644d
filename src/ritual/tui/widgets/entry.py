"""A line to write on, with its sign before it."""

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.events import Paste
from textual.widgets._input import Input

from ritual.model.clean import line as one_line
from ritual.tui.ink import ink
from ritual.tui.widgets.sheet import Sheet


class Entry(Input):
    """One line; what is pasted comes on it whole and cleaned."""

    def on_paste(self, event: Paste) -> None:
        """Textual's own would take the first line and drop the rest, and show control sequences to the terminal."""
        event.prevent_default()
        event.stop()
        self.insert_text_at_cursor(one_line(event.text))


def entry(inset: int, words: str = "", example: str = "") -> ComposeResult:
    """The line, `inset` cells from either side; `example` shows while it is empty."""
    with Horizontal(id="entry"):
        sign = Sheet(lambda width, _: [ink("› ", "accent").pad_left(max(width - 2, 0))])
        sign.styles.width = inset
        yield sign
        line = Entry(one_line(words), placeholder=example, select_on_focus=False, compact=True)
        line.styles.margin = (0, inset, 0, 0)
        yield line
