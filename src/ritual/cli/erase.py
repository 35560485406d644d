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
from ritual.cli.typed import argument
from ritual.errors import Usage
from ritual.files.own_answers import forget_own
from ritual.model.clean import line
from ritual.model.entry import Entry
from ritual.model.reading import text
from ritual.words import mark, t, tn

MANUAL = Manual(
    ("erase ID", "erase ID ID … --yes", "erase --about @bo", "erase --withheld"),
    mark(
        "What I wrote is gone for good, out of the search and the file too. What another wrote by me or about me is "
        "hidden everywhere at once, and erased by the machine that wrote it. Of several, all go or none; it asks first."
    ),
    (
        Option(
            "--about",
            mark("all by, to or about that person, by handle or name, and words with that name"),
            "@HANDLE",
        ),
        Option("--withheld", mark("what the endpoint calls erased and no member has erased, here too")),
        Option("--yes", mark("several at once without being asked"), short="-y"),
        Option("--json", mark("with --about: JSON Lines; nothing is erased without --yes")),
    ),
    ("ritual erase 4f2a", "ritual erase 4f2a 99c1 --yes", "ritual erase --about @bo"),
)


def run(given: Given, shell: Shell) -> int:
    """Erases these entries, all of them or none."""
    name, many = argument(given.text("--about"), shell.out), given.has("--about") or given.has("--withheld")
    if many == bool(given.words) or given.has("--about") != bool(name):
        raise Usage(t("Which entry?"), t("`ritual log` shows the ids."))
    ws = shell.open(open_workspace)
    myself(ws.team, ws.me)
    if many:
        return _many(given, shell, ws, name)
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


def _many(given: Given, shell: Shell, ws: Workspace, name: str) -> int:
    from ritual.cli.erase_many import all_about, all_withheld  # most erase one entry, and load no endpoint for it

    return all_about(given, shell, ws, name) if name else all_withheld(given, shell, ws)


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
