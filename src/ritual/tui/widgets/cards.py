"""Thanks and wins as something one likes to read: the words first, then for whom, from whom and when."""

from datetime import date

from ritual.actions.look_back import Row
from ritual.model.clean import line as one_line
from ritual.model.entry import KUDOS
from ritual.model.moments import day, month
from ritual.tui.ink import BLANK, Block, Line, aimed, apart, centred, fit, ink, joined, wrapped
from ritual.words import t

_LONGEST = 12
"""Lines of words on a card; reading aloud shows all."""
_LARGE = 56


def card(of: Row, width: int, chosen: bool) -> Block:
    """A card, aimed at "entry/ID"; the bar at its side is broad where the cursor is."""
    meaning = "praise" if of.line.kind == KUDOS else "win"
    bar = ink("▌  " if chosen else "▏  ", meaning)
    words = wrapped(ink(_words(of)), width - 3, _LONGEST)
    about = apart(_about(of), ink(day(of.day), "muted"), width - 3)
    link = [fit(ink(one_line(of.line.link), "muted"), width - 3)] if of.line.link else []
    lines = [aimed(joined(bar, line), f"entry/{of.line.id}") for line in (*words, about, *link)]
    return [*lines, BLANK]


def above(before: Row | None, of: Row) -> Block:
    """The month over the first of its cards, and over the first on the screen."""
    if before and _month(before.day) == _month(of.day):
        return [BLANK]
    heading = [ink(f"{month(of.day)} {of.day.year}", "title"), BLANK]
    return [BLANK, BLANK, *heading] if before else heading


def large(of: Row, width: int, height: int) -> Block:
    """One alone, in the middle, to be read aloud."""
    measure = min(_LARGE, width)
    words = [centred(line, width) for line in wrapped(ink(_words(of), "question", "bold"), measure)]
    link = [BLANK, centred(ink(one_line(of.line.link), "muted"), width)] if of.line.link else []
    lines = [centred(_about(of), width), BLANK, BLANK, *words, *link]
    return [BLANK] * max(0, (height - len(lines)) * 2 // 5) + lines


def _words(of: Row) -> str:
    return t("“{words}”", words=one_line(of.line.words)) if of.line.kind == KUDOS else one_line(of.line.words)


def _about(of: Row) -> Line:
    who = ink(one_line(of.line.who), "praise" if of.line.kind == KUDOS else "win", "bold")
    if of.line.kind == KUDOS:
        return joined(ink(t("For") + " ", "muted"), who, ink("  " + of.line.source, "muted"))
    return joined(ink(t("win") + "  ", "muted"), who)


def _month(when: date) -> tuple[int, int]:
    return when.year, when.month
