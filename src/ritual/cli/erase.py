"""`ritual erase`: really deletes what is mine, and asks for it where another wrote about me."""

from functools import partial

from ritual.actions.mine import may_remove, remove
from ritual.actions.people import myself
from ritual.actions.picking import one
from ritual.actions.workspace import Workspace, open_workspace
from ritual.cli.asking import agrees
from ritual.cli.checking import Checks
from ritual.cli.manual import Manual, Option
from ritual.cli.options import Given
from ritual.cli.shell import Shell
from ritual.errors import Usage
from ritual.files.own_answers import forget_own
from ritual.model.clean import line
from ritual.model.entry import Entry
from ritual.model.reading import text
from ritual.words import mark, t, tn

MANUAL = Manual(
    ("erase ID", "erase ID ID … --yes"),
    mark(
        "What I wrote is gone for good, out of the search and the file too. What another wrote by me or about me is "
        "hidden everywhere at once, and erased by the machine that wrote it. Of several, all go or none; it asks first."
    ),
    (Option("--yes", mark("several at once without being asked"), short="-y"),),
    ("ritual erase 4f2a", "ritual erase 4f2a 99c1 --yes"),
)


def run(given: Given, shell: Shell) -> int:
    """Erases these entries, all of them or none."""
    if not given.words:
        raise Usage(t("Which entry?"), t("`ritual log` shows the ids."))
    ws = shell.open(open_workspace)
    myself(ws.team, ws.me)
    entries = _picked(ws, given.words)
    if len(entries) > 1 and not given.has("--yes") and not _agreed(shell, entries):
        return 1
    mine = remove(ws, *entries)
    for entry in entries:
        words = line(text(entry.data, "words"))
        forget_own(shell.around.env, entry.id)
        said = t("Erased: “{words}”", words=words) if entry in mine else ""
        shell.out.data(said or t("Hidden, and asked to be erased: “{words}”", words=words))
    if mine and ws.record.pending_erasure():
        shell.out.talk(t("Another ritual is open; the last trace goes when it closes. `ritual doctor` says so."))
    return 0


def _picked(ws: Workspace, typed: tuple[str, ...]) -> tuple[Entry, ...]:
    """The entries meant, each once; raises all that is wrong with any of them."""
    checks = Checks()
    found = [checks.of(partial(_mine, ws, each), None) for each in typed]
    checks.settle()
    return tuple({entry.id: entry for entry in found if entry}.values())


def _mine(ws: Workspace, typed: str) -> Entry:
    return may_remove(ws, one(ws, typed))


def _agreed(shell: Shell, entries: tuple[Entry, ...]) -> bool:
    if not shell.can_ask:
        raise Usage(t("Several at once need a yes."), t("--yes says it."))
    for entry in entries:
        shell.out.talk(f"  “{line(text(entry.data, 'words'))}”")
    if agrees(shell, tn("Erase {n} entry for good?", "Erase {n} entries for good?", len(entries))):
        return True
    shell.out.talk(t("Nothing was erased."))
    return False
