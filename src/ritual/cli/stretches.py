"""Days ahead typed as people list them, with what they were taken for said back."""

from datetime import timedelta

from ritual.actions.workspace import Workspace
from ritual.cli.output import Output
from ritual.errors import Usage
from ritual.model.dates import parse_span
from ritual.model.moments import day, today
from ritual.model.span import Span
from ritual.words import t


def stretch_named(typed: str, ws: Workspace, out: Output) -> Span:
    """The day or days ahead that were typed; Usage where they mean none, or more than a year."""
    return told(typed, parse_span(typed, today(ws.now(), ws.zone), future=True), out)


def stretch_before(words: tuple[str, ...], ws: Workspace, out: Output) -> tuple[Span, tuple[str, ...]]:
    """The days ahead that the first words mean, as many as mean some, and the words after them."""
    now = today(ws.now(), ws.zone)
    for length in range(len(words), 0, -1):
        typed = " ".join(words[:length])
        found = parse_span(typed, now, future=True)
        if found:
            return told(typed, found, out), words[length:]
    return told(" ".join(words), None, out), ()


def told(typed: str, found: Span | None, out: Output) -> Span:
    """The span, said back; Usage where there is none."""
    if found is None:
        raise Usage(
            t("“{words}” isn't a day or days ahead.", words=typed),
            t("Like 24 dec, 24 dec to 1 jan, next week, 2026-12-24 to 2027-01-01."),
        )
    out.talk(t("“{words}” is {span}.", words=typed, span=days_said(found)))
    return found


def days_said(span: Span) -> str:
    """ "Thu 24 Dec 2026 to Fri 1 Jan 2027"."""
    first, last = span.start, span.end_exclusive - timedelta(days=1)
    if span.is_one_day:
        return day(first, year=True)
    return t("{first} to {last}", first=day(first, year=True), last=day(last, year=True))
