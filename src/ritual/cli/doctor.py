"""`ritual doctor`: looks whether everything is whole."""

from ritual.actions.doctor import look, rebuild
from ritual.actions.workspace import open_workspace
from ritual.cli.manual import Manual, Option
from ritual.cli.options import Given
from ritual.cli.shell import Shell
from ritual.words import mark, t

MANUAL = Manual(
    ("doctor", "doctor --rebuild"),
    mark("Exit code 0 when the record is whole; hints about other files don't count."),
    (Option("--rebuild", mark("make entries and search again from what was kept")),),
)
BROKEN = 3


def run(given: Given, shell: Shell) -> int:
    """Prints what is broken, and hints."""
    given.without_words("doctor")
    ws = shell.open(open_workspace)
    if given.has("--rebuild"):
        rebuild(ws)
        shell.out.data(t("Entries and search are made again."))
    found = look(ws)
    for problem in found.broken:
        shell.out.data(str(problem))
    for hint in found.hints:
        shell.out.talk(t("Hint: {hint}", hint=hint))
    if found.broken:
        return BROKEN
    shell.out.data(t("The record of “{team}” is whole.", team=ws.team.name))
    return 0
