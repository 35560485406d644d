"""`ritual backup`: a copy of the record in one file, checked."""

import os
from pathlib import Path

from ritual.actions.backup import back_up
from ritual.actions.workspace import open_workspace
from ritual.cli.manual import Manual, Option
from ritual.cli.options import Given
from ritual.cli.shell import Shell
from ritual.errors import Usage
from ritual.files.writing import putting
from ritual.words import mark, t, tn

MANUAL = Manual(
    ("backup", "backup FILE", "backup FOLDER/"),
    mark(
        "One file that `ritual restore` takes back: the whole record, sealed notes with it, without what was erased "
        "and without what isn't kept after a round. It is made while others write, and read back before it counts."
    ),
    (Option("--force", mark("replace a file that is there already")),),
    ("ritual backup ~/backup/", "ritual backup platform.db --force"),
)


def run(given: Given, shell: Shell) -> int:
    """Makes the backup and says where it is and how much is in it."""
    if len(given.words) > 1:
        raise Usage(t("One file or one folder, please."))
    ws = shell.open(open_workspace)
    typed = given.words[0] if given.words else "."
    target = Path(shell.around.cwd, typed).expanduser()
    if typed.endswith(os.sep):
        with putting(target):
            target.mkdir(parents=True, exist_ok=True)
    done = back_up(ws, target, force=given.has("--force"))
    shell.out.data(
        tn(
            "The backup is {path}: {n} entry, checked.",
            "The backup is {path}: {n} entries, checked.",
            done.extent.entries,
            path=done.path,
        )
    )
    return 0
