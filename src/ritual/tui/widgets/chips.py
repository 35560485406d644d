"""Filters as chips: the key of each, what it lets through now, and a cross to clear it with."""

from collections.abc import Sequence
from datetime import timedelta
from typing import NamedTuple

from ritual.model.moments import day, month
from ritual.model.span import Span, month_of, week_of, year_of
from ritual.tui.commands import Kind
from ritual.tui.ink import Line, aimed, cells, fit, ink, joined
from ritual.tui.keymap import KeysOf
from ritual.tui.widgets.keys import written
from ritual.words import t

_MOST = 30
_GAPS = (4, 3, 2, 1)


class Chip(NamedTuple):
    """One filter: the command that sets it, what it lets through, and whether that is less than everything."""

    command: Kind
    words: str
    is_set: bool


def chips(filters: Sequence[Chip], keys: KeysOf, width: int) -> Line:
    """The filters in one line; a click on one sets it, a click on the cross of one is aimed at "clear/of-kind"."""
    pieces = [_chip(each, keys) for each in filters]
    total = sum(cells(piece) for piece in pieces)
    gap = next((gap for gap in _GAPS if total + gap * (len(pieces) - 1) <= width), 1)
    return fit(ink(" " * gap).join(pieces), width)


def _chip(chip: Chip, keys: KeysOf) -> Line:
    key = ink(written(chip.command, keys) + " ", "key")
    words = fit(ink(chip.words, "muted"), _MOST)
    if not chip.is_set:
        return aimed(joined(key, words), chip.command.name)
    patch = fit(ink(f" {chip.words} ", "accent", "reverse"), _MOST)
    cross = aimed(ink("× ", "accent", "reverse"), f"clear/{chip.command.name}")
    return joined(aimed(joined(key, patch), chip.command.name), cross)


def called(span: Span) -> str:
    """What a span of days is called: a day, a week, a month, a year, or from when to when."""
    start, last = span.start, span.end_exclusive - timedelta(days=1)
    if span.is_one_day:
        return day(start, year=True)
    if span == week_of(start):
        return t("Week {week}, {year}", week=start.isocalendar().week, year=start.isocalendar().year)
    if span == month_of(start):
        return f"{month(start)} {start.year}"
    if span == year_of(start):
        return str(start.year)
    return t("{first} to {last}", first=day(start, year=start.year != last.year), last=day(last, year=True))
