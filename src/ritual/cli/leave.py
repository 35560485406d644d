"""Away and back again, as people say it: until a day, for some days ahead, or until further notice."""

from collections.abc import Iterator

from ritual.actions.members import AWAY
from ritual.actions.workspace import Workspace
from ritual.cli.output import Output
from ritual.cli.stretches import told
from ritual.errors import Usage
from ritual.model.dates import parse_day, parse_span
from ritual.model.days_off import DaysOff
from ritual.model.moments import day, today
from ritual.model.span import DAY
from ritual.model.team import Person
from ritual.words import t


def gone(person: Person, typed: str, ws: Workspace, out: Output) -> Person:
    """The person, away until the day typed, on the days typed, or, with nothing or “yes”, until further notice.

    Leave that lies behind is forgotten.
    """
    if typed.casefold() in ("", "yes", "ja"):
        return person._replace(away=AWAY)
    now = today(ws.now(), ws.zone)
    back = parse_day(typed, now, future=True)
    if back:
        return person._replace(away=back.isoformat())
    span = parse_span(typed, now, future=True)
    if span is None:
        raise Usage(
            t("“{words}” isn't a day.", words=typed),
            t("Like next monday, 3 December, 3 dec to 10 dec, or yes."),
        )
    told(typed, span, out)
    leave = DaysOff(span.start.isoformat(), (span.end_exclusive - DAY).isoformat())
    ahead = {each for each in person.leave if each.last >= now.isoformat()}
    return person._replace(leave=tuple(sorted({*ahead, leave})))


def returned(person: Person, typed: str, ws: Workspace, out: Output) -> Person:
    """The person, here again today; or, where days are typed, without the leave listed for any of them."""
    now = today(ws.now(), ws.zone)
    if not typed:
        return person._replace(away="", leave=tuple(each for each in person.leave if not each.holds(now)))
    span = told(typed, parse_span(typed, now, future=True), out)
    first, last = span.start.isoformat(), (span.end_exclusive - DAY).isoformat()
    return person._replace(leave=tuple(each for each in person.leave if each.last < first or last < each.first))


def when_away(person: Person, ws: Workspace) -> Iterator[str]:
    """That somebody is away now, and on which days ahead."""
    now = today(ws.now(), ws.zone)
    if person.is_away(now):
        back = person.back(now)
        yield t("away until {day}", day=day(back)) if back else t("away")
    for each in person.leave:
        if each.first > now.isoformat():
            yield t("away {days}", days=_days(each, now.year))


def _days(leave: DaysOff, year: int) -> str:
    first, last = leave.days()
    start = day(first, year=first.year != year)
    return start if first == last else t("{first} to {last}", first=start, last=day(last, year=last.year != year))
