"""`ritual waiting`: my waiting notes as one block of text."""

from ritual.actions.carry import block, waiting
from ritual.actions.people import myself
from ritual.actions.workspace import open_workspace
from ritual.cli.manual import Manual
from ritual.cli.options import Given
from ritual.cli.shell import Shell
from ritual.words import mark, t, tn

MANUAL = Manual(
    ("waiting",),
    mark(
        "For a team without an endpoint: send the block to whoever leads; pasted into `ritual import -` it lands once, "
        "however often it is pasted. It is packed, not encrypted."
    ),
    examples=("ritual waiting | pbcopy", "ritual waiting > notes.txt"),
)


def run(given: Given, shell: Shell) -> int:
    """Prints the block."""
    given.without_words("waiting")
    ws = shell.open(open_workspace)
    myself(ws.team, ws.me)
    mine = waiting(ws)
    if not mine:
        shell.out.talk(t("Nothing of yours waits."))
        return 0
    shell.out.data(block(ws, mine))
    shell.out.talk(
        tn(
            "{n} note waits. Whoever leads pastes the block into `ritual import -`.",
            "{n} notes wait. Whoever leads pastes the block into `ritual import -`.",
            len(mine),
        )
    )
    return 0
