"""`ritual erase`: really deletes what is mine, and asks for it where another wrote about me."""

from ritual.actions.mine import remove
from ritual.actions.people import myself
from ritual.actions.picking import one
from ritual.actions.workspace import open_workspace
from ritual.cli.manual import Manual
from ritual.cli.options import Given
from ritual.cli.shell import Shell
from ritual.errors import Usage
from ritual.model.clean import line
from ritual.model.reading import text
from ritual.words import mark, t

MANUAL = Manual(
    ("erase ID",),
    mark(
        "What I wrote is gone for good, out of the search and the file too. What another wrote by me or about me is "
        "hidden everywhere at once, and erased by the machine that wrote it."
    ),
    examples=("ritual erase 4f2a",),
)


def run(given: Given, shell: Shell) -> int:
    """Erases one entry."""
    if len(given.words) != 1:
        raise Usage(t("Which entry? One at a time."), t("`ritual log` shows the ids."))
    ws = shell.open(open_workspace)
    myself(ws.team, ws.me)
    entry = one(ws, given.words[0])
    words = line(text(entry.data, "words"))
    if remove(ws, entry):
        shell.out.data(t("Erased: “{words}”", words=words))
        if ws.record.pending_erasure():
            shell.out.talk(t("Another ritual is open; the last trace goes when it closes. `ritual doctor` says so."))
    else:
        shell.out.data(t("Hidden, and asked to be erased: “{words}”", words=words))
    return 0
