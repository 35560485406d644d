"""`ritual invite`: a link that lets one person in, once."""

from ritual.actions.inviting import invite
from ritual.actions.workspace import open_workspace
from ritual.cli.manual import Manual, Option
from ritual.cli.options import Given
from ritual.cli.shell import Shell
from ritual.errors import Usage
from ritual.words import mark, t

MANUAL = Manual(
    ("invite @bo", "invite", "invite --device"),
    mark(
        "The link stands alone on stdout. It works once, within 72 hours; whoever has it first comes in, so send it "
        "where only that person reads. Without a handle it is for somebody the team doesn't know yet."
    ),
    (
        Option("--device", mark("for one more machine of mine")),
        Option("--admin", mark("whoever comes in may invite, remove and change keys")),
    ),
    ("ritual invite @bo | pbcopy", "ritual invite --device"),
)


def run(given: Given, shell: Shell) -> int:
    """Prints the link."""
    if len(given.words) > 1:
        raise Usage(t("One link is for one person."), f"`ritual {MANUAL.usage[0]}`")
    if given.words and given.has("--device"):
        raise Usage(
            t("--device is for a machine of yours, so nobody is named with it."),
            t(
                "`ritual invite --device` makes a link for you, `ritual invite @handle` one for somebody else, "
                "also for one more machine."
            ),
        )
    ws = shell.open(open_workspace)
    link = invite(ws, "".join(given.words), device=given.has("--device"), admin=given.has("--admin"))
    shell.out.data(link)
    shell.out.talk(t("It works once, within 72 hours. `ritual join` asks for it."))
    return 0
