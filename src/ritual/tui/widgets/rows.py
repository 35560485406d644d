"""The rows of History: one line an entry, under the day it was."""

from datetime import date

from ritual.actions.look_back import Row
from ritual.model.clean import line as one_line
from ritual.model.entry import ANSWER, SESSION
from ritual.model.instant import moment
from ritual.model.moments import clock, day_long
from ritual.tui.ink import BLANK, Block, Line, aimed, apart, filled, fit, ink, joined
from ritual.tui.widgets.lines import told
from ritual.tui.widgets.listing import cursored
from ritual.words import t

_LABEL = 11


def row(of: Row, width: int, chosen: bool, zone: str) -> Block:
    """One entry in one line, aimed at "entry/ID"."""
    room = width - 2
    if of.line.kind == SESSION:
        title = joined(label(of), fit(ink(of.line.words, "title"), room - _LABEL - 8))
        line = apart(title, ink(clock(moment(of.line.at), zone), "clock"), room)
    else:
        line = fit(joined(label(of), told(of.line)[1]), room)
    return [aimed(cursored(line, width) if chosen else line.pad_left(2), f"entry/{of.line.id}")]


def above(before: Row | None, of: Row, today: date) -> Block:
    """The day over the first of its rows, and over the first row on the screen."""
    if before and before.day == of.day:
        return []
    day = ink(day_long(of.day, year=of.day.year != today.year), "muted").pad_left(2)
    return [BLANK, day] if before else [day]


def label(of: Row) -> Line:
    """What sort an entry is, in the width of its column; an answer goes under the title of its step."""
    if of.line.kind == SESSION:
        return filled(ink(t("round"), "clock"), _LABEL)
    if of.line.kind == ANSWER and of.title:
        return filled(fit(ink(one_line(of.title), "muted"), _LABEL - 1), _LABEL)
    return filled(told(of.line)[0], _LABEL)
