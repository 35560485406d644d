"""Days and spans typed as people say them, with what they were taken for said back."""

from datetime import timedelta

from ritual.actions.desk import Desk
from ritual.cli.output import Output
from ritual.errors import Usage
from ritual.model.dates import parse_span
from ritual.model.moments import day, month, today
from ritual.model.span import Span, month_of, quarter_of, week_of, year_of
from ritual.words import t


def span_named(typed: str, desk: Desk, out: Output) -> Span:
    """The span that was typed; Usage where it means none, or more than one."""
    found = parse_span(typed, today(desk.now(), desk.zone))
    if found is None:
        raise Usage(
            t("“{words}” isn't a day or a span.", words=typed),
            t("Like yesterday, last friday, 2w, 3 November, 2026-W47."),
        )
    out.talk(t("“{words}” is {span}.", words=typed, span=_days(found)))
    return found


def titled(span: Span) -> str:
    """What a span is called: a day, a week, a month, a quarter, a year, or from when to when."""
    if span == week_of(span.start):
        year, week, _ = span.start.isocalendar()
        return t("Week {week}, {year}", week=week, year=year)
    if span == month_of(span.start):
        return f"{month(span.start)} {span.start.year}"
    if span == quarter_of(span.start):
        return t("Quarter {quarter}, {year}", quarter=(span.start.month + 2) // 3, year=span.start.year)
    return str(span.start.year) if span == year_of(span.start) else _days(span)


def _days(span: Span) -> str:
    first = day(span.start, year=True)
    if span.is_one_day:
        return first
    return t("{first} to {last}", first=first, last=day(span.end_exclusive - timedelta(days=1), year=True))
