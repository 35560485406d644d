"""`ritual schedule off`: lists, adds and removes the days on which the team holds no round."""

from ritual.actions.days_off import listed, take_back, take_off
from ritual.actions.workspace import Workspace
from ritual.cli.formats import LISTED, TEXT, format_of, table
from ritual.cli.options import Given
from ritual.cli.shell import Shell
from ritual.cli.stretches import days_said, stretch_before, stretch_named
from ritual.cli.typed import argument
from ritual.cli.verbs import verb_of
from ritual.errors import Usage
from ritual.model.clean import line
from ritual.model.days_off import DaysOff
from ritual.model.span import DAY, Span
from ritual.words import t

COLUMNS = ("type", "first", "last", "title", "yearly")
"""The columns of CSV, in the order of the keys of JSON; new ones come behind."""


def days_off(words: tuple[str, ...], given: Given, shell: Shell, ws: Workspace) -> int:
    """Does what the word after `off` says."""
    verb, rest = verb_of(words, ("list", "add", "remove"))
    if verb != "list" and not rest:
        raise Usage(t("Which days?"), t("Like 24 dec, 24 dec to 1 jan, next week, 2026-12-24 to 2027-01-01."))
    if verb == "list":
        _list(given, shell, ws)
    elif verb == "add":
        span, title = stretch_before(tuple(argument(word, shell.out) for word in rest), ws, shell.out)
        off = take_off(ws, span, line(" ".join(title)), yearly=given.has("--yearly"))
        shell.out.data(t("No rounds: {days}.", days=said(off)))
    else:
        for off in take_back(ws, stretch_named(argument(" ".join(rest), shell.out), ws, shell.out)):
            shell.out.data(t("Rounds are held again: {days}.", days=said(off)))
    return 0


def said(off: DaysOff) -> str:
    """ "Thu 24 Dec 2026 to Fri 1 Jan 2027, Winter break"."""
    first, last = off.days()
    parts = [days_said(Span(first, last + DAY)), line(off.title), t("every year") if off.yearly else ""]
    return ", ".join(part for part in parts if part)


def _list(given: Given, shell: Shell, ws: Workspace) -> None:
    every, form = listed(ws), format_of(given, LISTED)
    if form == TEXT:
        for off in every:
            shell.out.data(said(off))
    else:
        shell.out.rows(table(({"v": 1, "type": "off", **off._asdict()} for off in every), form, COLUMNS))
    if not every:
        shell.out.talk(t("No days off are listed."))
