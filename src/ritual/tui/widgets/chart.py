"""A chart drawn on the screen, from the same strokes as in the shell, in the colour of what it means."""

from ritual.model.chart import Chart
from ritual.model.chart_text import FULL, REST, drawn, legend
from ritual.tui.ink import Block, Line, indented, ink, joined, wrapped

_IN = 2


def chart(view: Chart, width: int) -> Block:
    """Title, rows, what the signs stand for, what it shows and what it doesn't; or the sentence said instead."""
    title = ink(view.title, "title")
    if view.quiet:
        return [title, *indented(wrapped(ink(view.quiet, "muted"), width - _IN), _IN)]
    meanings = {FULL: view.meaning, REST: "line"}
    rows: list[Line] = [
        joined(*(ink(stroke.text, meanings.get(stroke.part, "text")) for stroke in row))
        for row in drawn(view, width - _IN)
    ]
    below = [ink(words, "muted") for words in (legend(view), f"{view.shows} {view.hides}") if words]
    return [title, *indented([*rows, *(line for words in below for line in wrapped(words, width - _IN))], _IN)]
