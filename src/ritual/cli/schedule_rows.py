"""The rounds to come in lines and as JSON."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from ritual.actions.schedule import Clock, Planned
from ritual.actions.workspace import Workspace
from ritual.cli.formats import Fields
from ritual.model.clean import line
from ritual.model.days_off import stretches
from ritual.model.instant import iso
from ritual.model.moments import clock, day, today
from ritual.model.phrase import said
from ritual.model.rota import leads
from ritual.model.span import DAY, Span
from ritual.model.team import Person, called
from ritual.words import language, listed, t

COLUMNS = (
    "type", "ritual", "title", "at", "zone", "local", "leads", "reason", "away", "first", "last",
)  # fmt: skip
"""The columns of CSV: the keys of JSON, of rounds and then of days off; new ones come behind."""
Row = tuple[str, str]
"""What stands left, "" for more about the row above, and the words."""


def rows(found: Sequence[Planned], ws: Workspace, span: Span) -> Iterator[Row]:
    """Rounds and days off in their order. Everybody's clocks are said once, and again when they differ."""
    names = called(ws.team.members)
    shown: dict[str, list[str]] = {}
    breaks = sorted(_breaks(ws, span))
    for each in found:
        here = today(each.at, ws.zone)
        while breaks and breaks[0][0] <= here:
            yield breaks.pop(0)[1]
        yield f"{day(here, year=here.year != ws.now().year)} {clock(each.at, ws.zone)}", _round(each, names)
        times = _clocks(each.clocks, here, names)
        if len(times) > 1 and times != shown.get(each.ritual.name):
            yield "", " · ".join(times)
        shown[each.ritual.name] = times
        if each.away:
            yield "", t("Away: {names}.", names=listed(_names(each.away, names)))
    for _, row in breaks:
        yield row


def as_object(each: Planned, ws: Workspace) -> Fields:
    """The round as a line of JSON."""
    leader = ws.team.person(each.turn.person).handle if each.turn and each.turn.person else None
    return {
        "v": 1,
        "type": "round",
        "ritual": each.ritual.name,
        "title": line(said(each.ritual.title, language())),
        "at": iso(each.at),
        "zone": each.zone,
        "local": [
            {"time": c.time.isoformat(timespec="minutes"), "zone": c.zone, "people": _handles(c.people)}
            for c in each.clocks
        ],
        "leads": leader,
        "reason": each.turn.reason if each.turn and leader else None,
        "away": _handles(each.away),
    }


def breaks_as_objects(ws: Workspace, span: Span) -> Iterator[Fields]:
    """The team's days off in the span as lines of JSON."""
    for first, last, title in sorted(_stretches(ws, span)):
        yield {"v": 1, "type": "off", "first": first.isoformat(), "last": last.isoformat(), "title": title}


def _round(each: Planned, names: dict[str, str]) -> str:
    title = line(said(each.ritual.title, language()))
    leader = leads(each.turn, names.get(each.turn.person, "?")) if each.turn else ""
    return f"{title}. {leader}" if leader else title


def _clocks(clocks: Iterable[Clock], here: date, names: dict[str, str]) -> list[str]:
    return [f"{_time(each, here)} {listed(_names(each.people, names))}" for each in clocks]


def _time(each: Clock, here: date) -> str:
    time = f"{each.time:%H:%M}"
    return time if each.time.date() == here else f"{day(each.time.date())} {time}"


def _breaks(ws: Workspace, span: Span) -> Iterator[tuple[date, Row]]:
    for first, last, title in _stretches(ws, span):
        yield first, (day(first), _no_rounds(day(last) if last > first else "", title))


def _no_rounds(last: str, title: str) -> str:
    if not last:
        return t("No rounds: {days}.", days=title) if title else t("No rounds.")
    if not title:
        return t("No rounds up to {day}.", day=last)
    return t("No rounds up to {day}: {title}.", day=last, title=title)


def _stretches(ws: Workspace, span: Span) -> Iterator[tuple[date, date, str]]:
    for off in ws.team.off:
        for first, last in stretches(off, span.start, span.end_exclusive - DAY):
            yield first, last, line(off.title)


def _names(people: Iterable[Person], names: dict[str, str]) -> list[str]:
    return [names.get(person.id, line(person.name)) for person in people]


def _handles(people: Iterable[Person]) -> list[str]:
    return [person.handle for person in people]
