"""Looking back for all to see: the record in pages around a place in time, without whatever is for one person alone."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from ritual.actions import claims
from ritual.actions.look import sealed_ids
from ritual.actions.mine import asked_away
from ritual.actions.recap import LINES
from ritual.actions.settings import definitions
from ritual.actions.workspace import Workspace
from ritual.model.entry import ACTION, KUDOS, SESSION, WIN, Entry
from ritual.model.instant import iso, moment
from ritual.model.moments import bounds, local
from ritual.model.phrase import phrase, said
from ritual.model.promises import state
from ritual.model.reading import table, text
from ritual.model.recap import Line, sections
from ritual.model.span import Span, day_of, month_of
from ritual.store.query import Query
from ritual.store.window import Place

KINDS = (SESSION, *LINES)
PRAISE = (KUDOS, WIN)
OLDEST: Place = ("", "")


class Sought(NamedTuple):
    """What is looked for; whatever is left empty doesn't matter. `by` and `to` are person ids."""

    kinds: tuple[str, ...] = KINDS
    by: str = ""
    to: str = ""
    days: Span | None = None
    words: str = ""

    @property
    def is_about_somebody(self) -> bool:
        """Whether it is about one person: then nothing is counted."""
        return bool(self.by or self.to)


class Row(NamedTuple):
    """One entry: where it stands in time, the team's day it was written on, its line in words, its section's title."""

    place: Place
    day: date
    line: Line
    title: str


class LookBack:
    """The record as everybody may see it; what it leaves out is read again whenever the record has moved.

    Sealed notes stay out even for whoever gave them, and so do answers no round has shown and what was asked away.
    """

    def __init__(self, ws: Workspace) -> None:
        self.ws = ws
        self._version = -1
        self._hidden: frozenset[str] = frozenset()

    @property
    def hidden(self) -> frozenset[str]:
        """The ids of what isn't for everybody."""
        version = self.ws.record.version()
        if version != self._version:
            self._version = version
            waiting = (answer.id for answer in claims.waiting(self.ws))
            self._hidden = sealed_ids(self.ws) | asked_away(self.ws) | frozenset(waiting)
        return self._hidden

    def older(self, sought: Sought, before: Place | None, limit: int) -> list[Row]:
        """What lies before a place in time, the newest first; None for the newest of all."""
        return self._rows(self.ws.record.log(self._query(sought)._replace(before=before, limit=limit)))

    def newer(self, sought: Sought, after: Place, limit: int) -> list[Row]:
        """What comes next after a place in time, the newest first."""
        return self._rows(self.ws.record.newer(self._query(sought)._replace(limit=limit), after))

    def count(self, sought: Sought, before: Place | None = None, most: int = 10_000) -> int:
        """How many entries lie before a place in time; only for what isn't about one person."""
        return self.ws.record.count(self._query(sought)._replace(before=before), most)

    def one(self, entry_id: str) -> Row | None:
        """One entry as it stands now; None if it is gone or isn't for everybody any more."""
        entry = self.ws.record.entry(entry_id)
        rows = self._rows([entry]) if entry and entry.id not in self.hidden else []
        return rows[0] if rows else None

    def tally(self, first: date, days: int) -> list[int]:
        """How much the team's record has of each of so many days."""
        every_other = (first + timedelta(days=n) for n in range(0, days + 1, 2))
        ends = [iso(end) for day in every_other for end in bounds(day_of(day), self.ws.zone)]
        return self.ws.record.tally(ends[: days + 1], self.hidden)

    def month(self, before: Place | None = None) -> date | None:
        """The first day of the newest month before a place in time that has thanks or wins."""
        return self._month(self.older(Sought(PRAISE), before, 1))

    def month_after(self, after: Place) -> date | None:
        """The first day of the next month after a place in time that has thanks or wins."""
        return self._month(self.newer(Sought(PRAISE), after, 1))

    def ends(self, days: Span) -> tuple[Place, Place]:
        """The places in time just before the first entry of a span and just after the last."""
        first, after = bounds(days, self.ws.zone)
        return (iso(first), ""), (iso(after), "")

    def _month(self, rows: Sequence[Row]) -> date | None:
        return month_of(rows[0].day).start if rows else None

    def _query(self, sought: Sought) -> Query:
        since, until = (iso(each) for each in bounds(sought.days, self.ws.zone)) if sought.days else ("", "")
        return Query(sought.kinds, sought.by, sought.to, since, until, sought.words, hidden=self.hidden)

    def _rows(self, found: Sequence[Entry]) -> list[Row]:
        ws = self.ws
        actions = [entry for entry in found if entry.kind == ACTION]
        marks = ws.record.marks([action.id for action in actions]) if actions else []
        states = {action.id: state(action, marks) for action in actions}
        told = sections(found, states, definitions(ws, found), ws.team, ws.lang, noted=False)
        lines = {line.id: (line, section.title) for section in told for line in section.lines}
        lines |= {entry.id: (_round(entry, ws.lang), "") for entry in found if entry.kind == SESSION}
        return [Row(e.order, local(moment(e.at), ws.zone).date(), *lines[e.id]) for e in found if e.id in lines]


def _round(entry: Entry, lang: str) -> Line:
    ritual = table(entry.data, "ritual")
    return Line(entry.id, SESSION, entry.at, "", "", said(phrase(ritual.get("title")), lang) or text(ritual, "name"))
