"""`ritual insights`: what a span brought, as pictures of the team and never of a person."""

from collections.abc import Sequence
from pathlib import Path

from ritual.actions.counting import count, is_counting, stop
from ritual.actions.insights import of_span, usual
from ritual.actions.workspace import Workspace, open_workspace
from ritual.cli.asking import agrees
from ritual.cli.formats import CSV, JSON_LINES, TABLE, TEXT, format_of
from ritual.cli.manual import Manual, Option
from ritual.cli.options import Given
from ritual.cli.output import csv_row
from ritual.cli.shell import Shell
from ritual.cli.spans import span_named
from ritual.errors import Usage
from ritual.files.writing import write
from ritual.model.clean import clean
from ritual.model.insights import Insights
from ritual.model.insights_text import FORMATS, as_rows, as_words
from ritual.model.moments import today
from ritual.words import mark, speaking, t, tn

FORMS = (*FORMATS, CSV)

MANUAL = Manual(
    ("insights", "insights month|quarter|year|SPAN", "insights counts [on|off]"),
    mark(
        "The last twelve weeks if you name none, always whole weeks. About the team, never about a person; with too "
        "little in it a picture says so. `counts on` lets the team's rounds count the numbers of check-ins, without "
        "names; `off` takes that back and erases what was counted."
    ),
    (
        Option("--format", mark("text, markdown, json or csv"), "FORMAT", choices=FORMS),
        JSON_LINES,
        TABLE,
        Option("--output", mark("write it to a file, whose ending says the format too"), "FILE", "-o"),
    ),
    ("ritual insights quarter", "ritual insights year --format markdown -o year.md", "ritual insights counts on"),
)
COUNTS = ("counts", "zählen")
ON, OFF = ("on", "an"), ("off", "aus")


def run(given: Given, shell: Shell) -> int:
    """Prints the pictures, writes them to a file, or changes what is counted."""
    form = format_of(given, FORMS)
    ws = shell.open(open_workspace)
    if given.words[:1] and given.words[0].casefold() in COUNTS:
        return _counting(given.words[1:], shell, ws)
    words = " ".join(given.words)
    span = span_named(words, ws, shell.out) if words else usual(today(ws.now(), ws.zone))
    with speaking(ws.lang):
        found = of_span(ws, span)
        text = _told(found, form, shell)
    path = given.text("--output")
    if path in ("", "-"):
        shell.out.ready(text)
        return 0
    write(Path(shell.around.cwd, path).expanduser(), text)
    shell.out.data(t("The pictures are in {path}.", path=path))
    return 0


def _told(found: Insights, form: str, shell: Shell) -> str:
    if form == CSV:
        return "".join(map(csv_row, as_rows(found)))
    return clean(as_words(found) if form == TEXT and shell.plain else FORMATS[form](found)).text


def _counting(said: Sequence[str], shell: Shell, ws: Workspace) -> int:
    """Says whether numbers are counted, or changes it once the team agrees."""
    wish = said[0].casefold() if len(said) == 1 else ""
    if not said:
        shell.out.data(t("Numbers are counted, without names.") if is_counting(ws) else t("Numbers aren't counted."))
        for line in _meaning():
            shell.out.talk(line)
        return 0
    if wish in ON:
        return _on(shell, ws)
    if wish in OFF:
        rounds = stop(ws)
        shell.out.data(t("From now on no number is counted."))
        if rounds:
            shell.out.data(tn("What {n} round counted is erased.", "What {n} rounds counted is erased.", rounds))
        return 0
    raise Usage(t("There is no “{verb}” here.", verb=" ".join(said)), t("There is: {all}.", all="on, off"))


def _on(shell: Shell, ws: Workspace) -> int:
    for line in _meaning():
        shell.out.talk(line)
    if shell.can_ask and not agrees(shell, t("Does the whole team want that?")):
        shell.out.data(t("Nothing was changed."))
        return 0
    count(ws)
    shell.out.data(t("Numbers are counted from the next round on, without names; each one says so before its start."))
    return 0


def _meaning() -> tuple[str, ...]:
    return (
        t("Counted is how often each number of a scale was given in a round, for everybody in the team alike."),
        t("No names, no words. A round with fewer than three numbers isn't counted."),
        t("Shown are whole weeks that are over, pooled until there are five numbers, each scale by itself."),
        t("`ritual insights counts off` stops it for all and erases what was counted."),
    )
