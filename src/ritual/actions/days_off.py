"""The days off that a team lists, on which none of its rituals is held."""

from datetime import date

from ritual.actions.settings import change
from ritual.actions.team_settings import OFF
from ritual.actions.workspace import Workspace
from ritual.errors import NotFound
from ritual.model.days_off import DaysOff, days_off_data
from ritual.model.moments import today
from ritual.model.span import DAY, Span
from ritual.words import t


def listed(ws: Workspace, *, past: bool = False) -> tuple[DaysOff, ...]:
    """The team's days off in their order, without those that lie behind unless `past` ones are wanted too."""
    now = today(ws.now(), ws.zone).isoformat()
    return tuple(off for off in ws.team.off if past or off.yearly or off.last >= now)


def take_off(ws: Workspace, span: Span, title: str, *, yearly: bool = False) -> DaysOff:
    """The team holds no round on these days; the same days again get the new title."""
    off = DaysOff(span.start.isoformat(), (span.end_exclusive - DAY).isoformat(), title, yearly)
    ws.write(change(ws.record, ws.pen(), ws.new_id(), _key(off), days_off_data(off)))
    return off


def take_back(ws: Workspace, span: Span) -> tuple[DaysOff, ...]:
    """Rounds are held again on all days off that share a day with the span; NotFound where there are none."""
    days = [date.fromordinal(n) for n in range(span.start.toordinal(), span.end_exclusive.toordinal())]
    gone = tuple(off for off in ws.team.off if any(off.holds(day) for day in days))
    if not gone:
        raise NotFound(t("No days off are listed there."), t("`ritual schedule off list` shows all."))
    ws.write(*(change(ws.record, ws.pen(), ws.new_id(), _key(off), None) for off in gone))
    return gone


def _key(off: DaysOff) -> str:
    return f"{OFF}{off.first}/{off.last}"
