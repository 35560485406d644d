"""`ritual schedule`: the rounds to come, as lines, as JSON or as a calendar file, and the team's days off."""

from itertools import chain
from pathlib import Path

from ritual.actions.schedule import as_calendar, planned
from ritual.actions.workspace import Workspace, open_workspace
from ritual.cli.days_off import days_off
from ritual.cli.formats import JSON_LINES, LISTED, TABLE, TEXT, format_of, table
from ritual.cli.manual import Manual, Option
from ritual.cli.options import Given
from ritual.cli.schedule_rows import COLUMNS, as_object, breaks_as_objects, rows
from ritual.cli.shell import Shell
from ritual.cli.stretches import stretch_named
from ritual.cli.typed import argument
from ritual.errors import Usage
from ritual.files.writing import write
from ritual.model.moments import bounds, today
from ritual.model.span import DAY, Span
from ritual.words import mark, t

MANUAL = Manual(
    ("schedule [DAYS]", "schedule --ics", "schedule off add|remove DAYS [WORDS]", "schedule off list"),
    mark(
        "The next two weeks, or the days you say: when each round is held, what everybody's clock shows, who is asked "
        "to lead and who is away. On days off no round is held. The calendar file holds titles and times, no people."
    ),
    (
        Option("--ics", mark("a calendar file (iCalendar) of all rounds, right across clock changes")),
        Option("--output", mark("write it to a file"), "FILE", "-o"),
        Option("--yearly", mark("the same days off every year")),
        JSON_LINES,
        TABLE,
    ),
    (
        "ritual schedule",
        "ritual schedule --ics -o team.ics",
        "ritual schedule off add '24 dec to 1 jan' Winter break",
        "ritual schedule off add '3. Oktober' Feiertag --yearly",
    ),
)
USUAL = 14 * DAY


def run(given: Given, shell: Shell) -> int:
    """Shows the rounds, writes the calendar, or sees to the days off."""
    ws = shell.open(open_workspace)
    if given.words[:1] == ("off",):
        return days_off(given.words[1:], given, shell, ws)
    if given.has("--ics"):
        return _calendar(given, shell, ws)
    if given.has("--output"):
        raise Usage(t("--output goes with --ics."), f"`{MANUAL.examples[1]}`")
    return _list(given, shell, ws)


def _calendar(given: Given, shell: Shell, ws: Workspace) -> int:
    if given.words:
        raise Usage(t("The calendar file has all rounds to come, so it takes no days."), f"`{MANUAL.examples[1]}`")
    path = given.text("--output")
    if path in ("", "-"):
        shell.out.ready(as_calendar(ws))
        return 0
    write(Path(shell.around.cwd, path).expanduser(), as_calendar(ws))
    shell.out.data(t("The calendar is in {path}.", path=path))
    return 0


def _list(given: Given, shell: Shell, ws: Workspace) -> int:
    now, form = today(ws.now(), ws.zone), format_of(given, LISTED)
    typed = argument(" ".join(given.words), shell.out)
    span = stretch_named(typed, ws, shell.out) if typed else Span(now, now + USUAL)
    start, end = bounds(span, ws.zone)
    found = planned(ws, max(start, ws.now()), end)
    if form != TEXT:
        rounds = (as_object(each, ws) for each in found)
        shell.out.rows(table(chain(rounds, breaks_as_objects(ws, span)), form, COLUMNS))
        return 0
    every = list(rows(found, ws, span))
    width = max((len(left) for left, _ in every), default=0)
    for left, words in every:
        shell.out.data(f"{left:<{width}}  {words}")
    if not found:
        shell.out.talk(t("No round is planned in these days."))
    return 0
