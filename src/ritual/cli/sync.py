"""`ritual sync`: pushes and pulls now, and says what that did."""

from ritual.actions.choosing import open_desk
from ritual.actions.later import QUIETLY
from ritual.actions.syncing import Asked, sync, sync_unless_under_way
from ritual.cli.manual import Manual, Option
from ritual.cli.options import Given
from ritual.cli.progress import Progress
from ritual.cli.shell import Shell
from ritual.cli.sync_talk import did, withheld
from ritual.errors import Usage
from ritual.words import mark, t

LOSS = "--accept-loss"

MANUAL = Manual(
    ("sync",),
    mark(
        "Hands over what was written here and takes in what came. Where the endpoint has lost much of what others "
        "wrote, it stops and changes nothing."
    ),
    (
        Option(LOSS, mark("let go of what others wrote and the endpoint has lost; a copy stays here for 30 days")),
        Option(QUIETLY, mark("say nothing, and leave it to another process that syncs already")),
    ),
    ("ritual sync",),
)


def run(given: Given, shell: Shell) -> int:
    """Syncs."""
    if given.words:
        raise Usage(t("`ritual sync` takes no words."))
    desk = shell.open(open_desk)
    if given.has(QUIETLY):
        sync_unless_under_way(desk)
        return 0
    progress = Progress(shell)
    try:
        done = sync(desk, Asked(given.has(LOSS), progress=progress.reached))
    finally:
        progress.end()
    shell.out.data(did(done))
    if hidden := desk.record.withheld():
        shell.out.talk(withheld(len(hidden)))
    return 0
