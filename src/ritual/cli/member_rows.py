"""The people of a team in lines, and as objects (version 1) for JSON and CSV."""

from ritual.actions.workspace import Workspace
from ritual.cli.formats import Fields
from ritual.cli.leave import when_away
from ritual.model.clean import line
from ritual.model.moments import clock, today, weekday_short
from ritual.model.team import Person
from ritual.words import t

COLUMNS = ("id", "handle", "name", "zone", "lead", "away", "joined", "leave")
"""The columns of CSV, in the order of the keys of JSON; new ones come behind."""


def as_object(each: Person) -> Fields:
    """What everybody may know of a person."""
    leave = [{"first": days.first, "last": days.last} for days in each.leave]
    return {"v": 1, **{name: getattr(each, name) for name in COLUMNS}, "leave": leave}


def as_line(each: Person, ws: Workspace) -> str:
    """ "@ana          Ana Ruiz, Europe/Madrid, lead"."""
    parts = [each.zone, t("lead") if each.lead else "", *when_away(each, ws), t("has left") if each.left else ""]
    return f"{'@' + each.handle:<12}  {line(each.name)}" + "".join(f", {part}" for part in parts if part)


def as_clock(each: Person, ws: Workspace) -> str:
    """What this person's clock shows, to stand before the line."""
    zone = each.zone or ws.zone
    return f"{weekday_short(today(ws.now(), zone))} {clock(ws.now(), zone)}  "
