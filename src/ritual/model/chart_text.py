"""Charts drawn with characters, said in words alone, and as Markdown tables."""

from itertools import groupby
from typing import Final, NamedTuple

from ritual.model.cells import cells, padded, wrapped
from ritual.model.chart import BANDS, BARS, DOTS, TENTHS, Chart, Row
from ritual.model.recap_text import escaped

FULL: Final = "full"
REST: Final = "rest"
GOAL: Final = "goal"
WORD: Final = "word"
NARROWEST: Final = 44
"""Cells below which a chart is told in words instead."""
_BAR, _HALF, _LINE, _MARK, _DOT, _RING = "━", "╸", "─", "│", "●", "○"
_GAP, _LABEL, _LONGEST, _SHORTEST = 2, 20, 40, 10
_WIDE, _NARROW = 3, 2


class Stroke(NamedTuple):
    """A piece of a row and what it is: full, rest, goal (the mark on a bar), or word."""

    text: str
    part: str


def drawn(chart: Chart, width: int) -> list[tuple[Stroke, ...]]:
    """The rows of a chart as strokes, each in at most `width` cells; in words alone where that is too narrow."""
    if width < NARROWEST:
        return [(Stroke(part, WORD),) for row in chart.rows for part in wrapped(_said(row), width)]
    told = 0 if chart.kind == BANDS else max((cells(row.told) for row in chart.rows), default=0)
    widest = max((cells(row.label) for row in chart.rows), default=0)
    least = int(chart.most) if chart.kind == DOTS else _SHORTEST
    label = min(widest, _LABEL, width - told - 2 * _GAP - least)
    room = max(_SHORTEST, min(width - label - told - 2 * _GAP, _LONGEST))
    return [_row(chart, row, label, room) for row in chart.rows]


def legend(chart: Chart) -> str:
    """What the signs stand for: "1 empty, 2 low, 3 all right", "│ planned, ━ real"; "" where there is one value."""
    signs = (_MARK, _BAR) if chart.kind == BARS else [str(n) for n in range(1, len(chart.series) + 1)]
    return ", ".join(f"{sign} {name}" for sign, name in zip(signs, chart.series, strict=False))


def as_lines(chart: Chart, width: int, *, plain: bool = False) -> list[str]:
    """The chart in lines of at most `width` cells; `plain` says its rows in words and draws nothing."""
    lines = wrapped(chart.title, width)
    if chart.quiet:
        return [*lines, *_indented(chart.quiet, width)]
    if plain:
        lines += [part for row in chart.rows for part in _indented(_said(row), width)]
    else:
        lines += ["  " + "".join(stroke.text for stroke in row).rstrip() for row in drawn(chart, width - _GAP)]
        lines += _indented(legend(chart), width) if chart.series else []
    return [*lines, *_indented(f"{chart.shows} {chart.hides}", width)]


def as_markdown(chart: Chart) -> list[str]:
    """The chart as a heading, a table, and what it shows; what people wrote can't become markup."""
    lines = [f"## {_cell(chart.title)}", ""]
    if chart.quiet:
        return [*lines, _cell(chart.quiet), ""]
    columns = chart.series if chart.kind == BANDS else (chart.title,)
    lines.append(_table_row(("", *columns)))
    lines.append("|---|" + "---|" * len(columns))
    for row in chart.rows:
        told = [f"{value * 100 / chart.most:.0f} %" for value in row.values] if chart.kind == BANDS else [row.told]
        lines.append(_table_row((row.label, *told)))
    return [*lines, "", _cell(f"{chart.shows} {chart.hides}"), ""]


def _row(chart: Chart, row: Row, label: int, room: int) -> tuple[Stroke, ...]:
    name = Stroke(padded(_shortened(row.label, label), label + _GAP), WORD)
    if chart.kind == BANDS:
        return (name, *_bands(row, _WIDE if room >= TENTHS * _WIDE else _NARROW))
    picture = _dots(chart, row) if chart.kind == DOTS else _bar(chart, row, room)
    return (name, *picture, Stroke(" " * _GAP + row.told, WORD))


def _bar(chart: Chart, row: Row, room: int) -> list[Stroke]:
    halves = min(round(row.values[-1] / chart.most * room * 2), room * 2)
    line = _BAR * (halves // 2) + _HALF * (halves % 2)
    every = [(sign, FULL) for sign in line] + [(_LINE, REST)] * (room - len(line))
    for goal in row.values[:-1]:
        every[min(round(goal / chart.most * room), room - 1)] = (_MARK, GOAL)
    return [Stroke("".join(sign for sign, _ in run), part) for part, run in groupby(every, key=lambda each: each[1])]


def _dots(chart: Chart, row: Row) -> list[Stroke]:
    filled = int(row.values[-1])
    return [Stroke(_DOT * filled, FULL), Stroke(_RING * (int(chart.most) - filled), REST)]


def _bands(row: Row, tenth: int) -> list[Stroke]:
    """One piece for each share that isn't none: its number, and a line as long as the share."""
    lines = ((str(n), _BAR * (int(share) * tenth - 2) + " ") for n, share in enumerate(row.values, 1) if share)
    return [stroke for number, line in lines for stroke in (Stroke(number, WORD), Stroke(line, FULL))]


def _said(row: Row) -> str:
    return f"{row.label}: {row.told}"


def _shortened(text: str, width: int) -> str:
    return text if cells(text) <= width else wrapped(text, width - 1)[0] + "…"


def _indented(words: str, width: int) -> list[str]:
    return ["  " + part for part in wrapped(words, width - _GAP)]


def _table_row(columns: tuple[str, ...]) -> str:
    return f"| {' | '.join(_cell(column) for column in columns)} |"


def _cell(words: str) -> str:
    return escaped(words).replace("|", "\\|").replace("#", "\\#")
