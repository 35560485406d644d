"""The recap as a page for browsers and paper, with the team's pictures, in the colours of two themes that ship."""

from datetime import timedelta

from ritual.actions.insights import of_span
from ritual.actions.workspace import Workspace
from ritual.errors import BadFile, Refused
from ritual.files import themes
from ritual.files.places import built_in
from ritual.model.chart import Chart
from ritual.model.insights_text import heading
from ritual.model.instant import moment
from ritual.model.moments import today
from ritual.model.palette import HOME, Palette
from ritual.model.recap import Recap
from ritual.model.recap_page import as_page
from ritual.model.span import DAY, Span
from ritual.words import t

LIGHT, DARK = "morning", HOME
SHORTEST = timedelta(days=7)
"""A span below which weeks are no pictures of it."""


def page(ws: Workspace, recap: Recap) -> str:
    """The recap as HTML; raises BadFile where what ships is broken."""
    pictured = recap._replace(charts=(*recap.charts, *_pictures(ws, recap)))
    return as_page(pictured, ws.zone, _shipped(ws, LIGHT), _shipped(ws, DARK))


def _pictures(ws: Workspace, recap: Recap) -> tuple[Chart, ...]:
    """What `ritual insights` draws of a period, without what the recap draws itself, and without too little."""
    if recap.session:
        return ()
    last = today(moment(recap.end) - timedelta(seconds=1), ws.zone)
    span = Span(today(moment(recap.start), ws.zone), last + DAY)
    if span.end_exclusive - span.start < SHORTEST:
        return ()
    try:
        found = of_span(ws, span)
    except Refused:  # nothing was kept in these days
        return ()
    own = {chart.meaning for chart in recap.charts}
    drawn = (each for each in found.charts if not each.quiet and each.meaning not in own)
    return tuple(each._replace(title=f"{each.title}, {heading(found)}") for each in drawn)


def _shipped(ws: Workspace, name: str) -> Palette:
    # Nearer files of that name are somebody's own; a page is the same on every machine.
    found = themes.read_file(ws.shelf, built_in(themes.KIND) / f"{name}.toml")
    if found.palette is None:
        raise BadFile(t("The theme “{name}” can't be used.", name=name), found.problems)
    return found.palette
