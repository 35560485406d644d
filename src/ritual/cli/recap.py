"""`ritual recap`: what a session or a period brought."""

from pathlib import Path

from ritual.actions.leading import resume
from ritual.actions.recap import last_session, of_circle, of_period
from ritual.actions.recap_page import page
from ritual.actions.workspace import Workspace, open_workspace
from ritual.cli.formats import HTML, JSON_LINES, format_of
from ritual.cli.manual import Manual, Option
from ritual.cli.options import Given
from ritual.cli.shell import Shell
from ritual.cli.spans import span_named, titled
from ritual.errors import NotFound
from ritual.files.writing import write
from ritual.model.dates import parse_span
from ritual.model.entry import SESSION
from ritual.model.instant import iso
from ritual.model.moments import bounds, today
from ritual.model.recap import Recap
from ritual.model.recap_text import FORMATS
from ritual.words import mark, speaking, t

FORMS = (*FORMATS, HTML)

MANUAL = Manual(
    ("recap [last]", "recap SESSION", "recap today|week|month|quarter|year|SPAN"),
    mark("In the team's language, if you name none. The same record gives the same text, byte for byte."),
    (
        Option("--format", mark("text, markdown, json or html"), "FORMAT", choices=FORMS),
        JSON_LINES,
        Option("--output", mark("write it to a file, whose ending says the format too"), "FILE", "-o"),
    ),
    ("ritual recap", "ritual recap week --format markdown", "ritual recap quarter -o quarter.html"),
)
LAST = ("last", "letzte", "letzter")


def run(given: Given, shell: Shell) -> int:
    """Prints the recap, or writes it to a file."""
    path = given.text("--output")
    form = format_of(given, FORMS)
    ws = shell.open(open_workspace)
    found = _recap(" ".join(given.words), shell, ws)
    with speaking(ws.lang):
        text = page(ws, found) if form == HTML else FORMATS[form](found, ws.zone)
    if path in ("", "-"):
        shell.out.data(text.removesuffix("\n"))
        return 0
    write(Path(shell.around.cwd, path).expanduser(), text)
    shell.out.data(t("The recap is in {path}.", path=path))
    return 0


def _recap(what: str, shell: Shell, ws: Workspace) -> Recap:
    if what.casefold() in ("", *LAST):
        last = last_session(ws)
        if last is None:
            raise NotFound(t("No round has been held yet."), t("`ritual recap week` shows what was logged."))
        with speaking(ws.lang):
            return of_circle(resume(ws, last.id))
    if parse_span(what, today(ws.now(), ws.zone)):
        span = span_named(what, ws, shell.out)
        first, last_moment = bounds(span, ws.zone)
        with speaking(ws.lang):
            return of_period(ws, titled(span), iso(first), iso(last_moment))
    return _session(what, ws)


def _session(what: str, ws: Workspace) -> Recap:
    found = [entry for entry in ws.record.find(what) if entry.kind == SESSION]
    if not found:
        raise NotFound(
            t("“{what}” is neither a session nor a day or a span.", what=what),
            t("`ritual log --kind round` shows the ids."),
        )
    if len(found) > 1:
        short = ws.record.short_ids([entry.id for entry in found])
        raise NotFound(t("Several sessions begin with {id}.", id=what), ", ".join(sorted(short.values())))
    with speaking(ws.lang):
        return of_circle(resume(ws, found[0].id))
