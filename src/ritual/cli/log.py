"""`ritual log`: lists and searches the record."""

from ritual.actions.log import log
from ritual.actions.people import person
from ritual.actions.workspace import Workspace, open_workspace
from ritual.cli.colours import coloured
from ritual.cli.kinds import kinds_named
from ritual.cli.log_rows import as_object, as_text
from ritual.cli.manual import Manual, Option
from ritual.cli.options import Given
from ritual.cli.shell import Shell
from ritual.cli.spans import span_named
from ritual.cli.typed import argument
from ritual.model.instant import iso
from ritual.model.moments import bounds
from ritual.store.query import Query
from ritual.words import mark, t

MANUAL = Manual(
    ("log", "log WORDS", "log --kind thanks --to @ana --since 'last week'"),
    mark(
        "Newest first. Every word has to be there, each at least as the beginning of a word. Sealed notes show to "
        "whoever gave them. Days are said as people say them: yesterday, last friday, 2w, 3 November, 2026-W47."
    ),
    (
        Option("--kind", mark("thanks, win, promise, answer, parked or round"), "KIND", many=True),
        Option("--by", mark("whose it is"), "@HANDLE"),
        Option("--to", mark("whom it thanks, or who shares the win"), "@HANDLE"),
        Option("--since", mark("from this day on"), "DAY"),
        Option("--until", mark("up to this day, with it"), "DAY"),
        Option("--number", mark("at most so many; 20 if you say nothing"), "N", "-n"),
        Option("--json", mark("JSON Lines, one object on each line")),
    ),
    ("ritual log rollback", "ritual log --kind win --since monday -n 50", "ritual log --json --kind thanks --to @ana"),
)
USUAL = 20


def run(given: Given, shell: Shell) -> int:
    """Prints what was found."""
    ws = shell.open(open_workspace)
    rows = log(ws, _query(given, shell, ws))
    coloured(shell, ws.shelf)
    for row in rows:
        if given.has("--json"):
            shell.out.record(as_object(row, ws.team))
        else:
            shell.out.data(*as_text(row, ws.zone))
    if not rows:
        shell.out.talk(t("Nothing was found."))
    return 0


def _query(given: Given, shell: Shell, ws: Workspace) -> Query:
    by = person(ws.team, given.text("--by")) if given.has("--by") else None
    kinds = kinds_named(given.texts("--kind"), by, ws.me)
    return Query(
        kinds=kinds,
        by=by.id if by else "",
        to=person(ws.team, given.text("--to")).id if given.has("--to") else "",
        since=_bound(given.text("--since"), shell, ws, first=True),
        until=_bound(given.text("--until"), shell, ws, first=False),
        words=argument(" ".join(given.words), shell.out),
        limit=given.number("--number", USUAL),
    )


def _bound(typed: str, shell: Shell, ws: Workspace, *, first: bool) -> str:
    if not typed:
        return ""
    span = span_named(typed, ws, shell.out)
    return iso(bounds(span, ws.zone)[0 if first else 1])
