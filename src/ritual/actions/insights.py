"""Gathers what the team's pictures are drawn from; the same pictures for every front end and whoever asks."""

from bisect import bisect_right
from collections.abc import Collection, Iterable, Sequence
from datetime import date, timedelta
from itertools import islice

from ritual.actions.look import sealed_ids
from ritual.actions.mine import asked_away
from ritual.actions.settings import counts_points
from ritual.actions.workspace import Workspace
from ritual.errors import Refused
from ritual.model import insight_points, insights
from ritual.model import stage as stages
from ritual.model.chart import Chart
from ritual.model.clean import line
from ritual.model.entry import ACTION, KUDOS, SESSION, STAGE, WIN, Entry
from ritual.model.insight_points import Counted
from ritual.model.insights import Insights, Round, Slot
from ritual.model.instant import iso, moment
from ritual.model.moments import bounds, month, today
from ritual.model.phrase import said
from ritual.model.promises import state
from ritual.model.reading import table, text
from ritual.model.ritual import Ritual, from_data
from ritual.model.session import winner
from ritual.model.span import Span, month_of, week_of
from ritual.model.stage import CLOSED, Stage
from ritual.words import t

WEEKS = timedelta(weeks=12)
_AT_ONCE = 10_000


def usual(day: date) -> Span:
    """The last twelve weeks, this one with them."""
    end = week_of(day).end_exclusive
    return Span(end - WEEKS, end)


def year(day: date) -> Span:
    """The last twelve months, this one with them."""
    end = month_of(day).end_exclusive
    return Span(end.replace(year=end.year - 1), end)


def of_span(ws: Workspace, asked: Span) -> Insights:
    """The pictures of a span, widened to whole weeks or months, in the language that is spoken now.

    Raises Refused where the span lies before the team's first line, or ahead.
    """
    rows = _rows(ws, asked)
    hidden, people = sealed_ids(ws) | asked_away(ws), len(ws.team.members)
    span = Span(rows[0].span.start, rows[-1].span.end_exclusive)
    past = _Past(ws, span)
    rounds = past.rounds()
    charts = (
        insights.by_ritual(rounds),
        insights.by_time(rounds, rows),
        insights.thanks(_counts(ws, KUDOS, rows, hidden), rows, people),
        insights.wins(_counts(ws, WIN, rows, hidden), rows, people),
        insights.promises(_states(ws, span, hidden), people),
        *_points(ws, past, span),
    )
    return Insights(span, charts, _coverage(ws, asked, hidden))


def _rows(ws: Workspace, asked: Span) -> tuple[Slot, ...]:
    """The weeks or months of the span in which there can be anything: from the team's first line up to now."""
    now, first = today(ws.now(), ws.zone), ws.record.begins()
    begun = min(today(moment(first), ws.zone), now) if first else now
    if asked.end_exclusive <= begun or asked.start > now:
        raise Refused(t("Nothing was kept in these days."), t("`ritual insights` shows the last twelve weeks."))
    return insights.slots(Span(max(asked.start, begun), asked.end_exclusive), now)


class _Past:
    """The closed rounds since the year began that the span begins in: pools are filled from there on."""

    def __init__(self, ws: Workspace, span: Span) -> None:
        self.ws, self.span, self.zone, self.lang = ws, span, ws.zone, ws.lang
        first = date.fromisocalendar(span.start.isocalendar().year, 1, 1)
        since = iso(bounds(Span(first, span.end_exclusive), self.zone)[0])
        self._opened = {each.id: each for each in ws.record.entries(SESSION, since=since)}
        self._closed = _closed(ws.record.entries(STAGE, since=since))
        self._rituals: dict[str, Ritual] = {}

    def rounds(self) -> list[Round]:
        """The rounds that began in the span, oldest first."""
        since, until = (iso(each) for each in bounds(self.span, self.zone))
        notes = self.ws.record.opened_notes(since)
        found = []
        for opening in self._opened.values():
            _, stage = self._closed.get(opening.id, (opening, None))
            if stage and since <= opening.at < until:
                ritual = self._ritual(opening)
                wanted = insights.planned(ritual, stage, notes.get(opening.id, 0))
                title = line(said(ritual.title, self.lang))
                found.append(Round(today(moment(opening.at), self.zone), title, wanted, stage.total))
        return found

    def counted(self) -> list[Counted]:
        """What the rounds counted, by the day each one closed: what closes late can't change a week that is over."""
        found = []
        for session, (entry, stage) in self._closed.items():
            counts = stage.counts
            opening = (self._opened.get(session) or self.ws.record.entry(session)) if counts else None
            if opening:
                day, ritual = today(moment(entry.at), self.zone), self._ritual(opening)
                steps = ((ritual.step(step), numbers) for step, numbers in counts.items())
                found += [Counted(day, step, numbers) for step, numbers in steps if step]
        return sorted(found, key=lambda each: each.day)

    def _ritual(self, opening: Entry) -> Ritual:
        data = table(opening.data, "ritual")
        # Definitions are few and rounds are many.
        key = repr(data)
        if key not in self._rituals:
            self._rituals[key] = from_data(data)
        return self._rituals[key]


def _closed(written: Iterable[Entry]) -> dict[str, tuple[Entry, Stage]]:
    """The closed stage of each session, and the entry it stands in."""
    by_session: dict[str, list[Entry]] = {}
    for entry in written:
        by_session.setdefault(text(entry.data, "session"), []).append(entry)
    # Of a session that was led on one machine nothing competes.
    won = [entries[0] if len(entries) == 1 else winner(entries) for entries in by_session.values()]
    stood = ((entry, stages.from_data(entry.data)) for entry in won if entry)
    return {text(entry.data, "session"): (entry, stage) for entry, stage in stood if stage.state == CLOSED}


def _counts(ws: Workspace, kind: str, rows: Sequence[Slot], hidden: Collection[str]) -> list[int]:
    """How many entries of a kind each row holds."""
    edges = [iso(bounds(row.span, ws.zone)[0]) for row in rows]
    found = [0] * len(rows)
    until = iso(bounds(rows[-1].span, ws.zone)[1])
    for entry_id, at in ws.record.times(kind, edges[0], until):
        if entry_id not in hidden:
            found[bisect_right(edges, at) - 1] += 1
    return found


def _states(ws: Workspace, span: Span, hidden: Collection[str]) -> list[str]:
    """What became of each promise that was made in the span."""
    since, until = (iso(each) for each in bounds(span, ws.zone))
    actions = [each for each in ws.record.entries(ACTION, since=since, until=until) if each.id not in hidden]
    marks: dict[str, list[Entry]] = {}
    ids = iter([action.id for action in actions])
    while some := list(islice(ids, _AT_ONCE)):
        for mark in ws.record.marks(some):
            marks.setdefault(text(mark.data, "on"), []).append(mark)
    return [state(action, marks.get(action.id, ())) for action in actions]


def _points(ws: Workspace, past: _Past, span: Span) -> tuple[Chart, ...]:
    if not counts_points(ws.record.settings()):
        return (insight_points.unseen(t("This team doesn't count numbers. `ritual insights counts` says more.")),)
    return insight_points.pictures(past.counted(), span, today(ws.now(), ws.zone), ws.lang)


def _coverage(ws: Workspace, asked: Span, hidden: Collection[str]) -> str:
    """Said of this month where the span reaches it, or of the one month that was asked for."""
    now = today(ws.now(), ws.zone)
    if asked.holds(now):
        span, sentence = month_of(now), t("Everyone was thanked this month.")
    elif asked == month_of(asked.start):
        span, sentence = asked, t("Everyone was thanked in {month}.", month=month(asked.start))
    else:
        return ""
    since, until = (iso(each) for each in bounds(span, ws.zone))
    return insights.coverage([p.id for p in ws.team.members], ws.record.thanked(since, until, hidden), sentence)
