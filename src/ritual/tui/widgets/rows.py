"""The rows of History: one line an entry, under the day it was."""

from collections.abc import Callable
from datetime import date

from ritual.actions.look_back import Row
from ritual.model.cells import padded
from ritual.model.entry import ANSWER, SESSION
from ritual.model.instant import moment
from ritual.model.moments import clock, day_long
from ritual.tui.ink import BLANK, Block, aimed, apart, fit, ink, joined
from ritual.tui.widgets.lines import sort_of, words_of
from ritual.tui.widgets.listing import cursored
from ritual.words import t

_LABEL = 11


def row(of: Row, width: int, chosen: bool, zone: Callable[[], str]) -> Block:
    """One entry in one line, aimed at "entry/ID"; only rounds ask for the zone."""
    room = width - 2
    words, meaning = sort(of)
    # The column in one piece, because every piece costs as much to write as its words.
    label = ink(padded(fit(ink(words), _LABEL - 1).plain, _LABEL), meaning)
    if of.line.kind == SESSION:
        title = fit(ink(of.line.words, "title"), room - _LABEL - 8)
        line = apart(joined(label, title), ink(clock(moment(of.line.at), zone()), "clock"), room)
    else:
        line = fit(joined(label, words_of(of.line)), room)
    line = aimed(line, f"entry/{of.line.id}")
    return [cursored(line, width) if chosen else line.pad_left(2)]


def above(before: Row | None, of: Row, today: Callable[[], date]) -> Block:
    """The day over the first of its rows, and over the first row on the screen; only then today is asked for."""
    if before and before.day == of.day:
        return []
    day = ink(day_long(of.day, year=of.day.year != today().year), "muted").pad_left(2)
    return [BLANK, day] if before else [day]


def sort(of: Row) -> tuple[str, str]:
    """What sort an entry is, and its meaning; an answer is called by the title of its step."""
    if of.line.kind == SESSION:
        return t("round"), "clock"
    return (of.title, "muted") if of.line.kind == ANSWER and of.title else sort_of(of.line)
