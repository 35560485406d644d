"""`ritual prompt`: one short piece for shell prompts and status bars."""

from ritual.actions import prompt
from ritual.actions.workspace import glanced
from ritual.cli.manual import Manual
from ritual.cli.noted import note_people
from ritual.cli.options import Given
from ritual.cli.quick import spoken
from ritual.cli.shell import Shell
from ritual.words import mark

MANUAL = Manual(
    ("prompt",),
    mark(
        "Says which round is less than an hour away, and how many notes wait in the jar. Where there is nothing to "
        "say, or something is wrong, it prints nothing and the exit code is 0; `ritual doctor` tells what is wrong."
    ),
)


def run(_given: Given, shell: Shell) -> int:
    """Prints the piece, or nothing."""
    ws = shell.open(glanced)
    note_people(shell, ws)
    soon = prompt.coming(ws, noted=not shell.team)
    if soon.titles:
        shell.out.data(spoken(soon))
    return 0
