"""`ritual leave`: takes me out of a shared team; what is on this machine stays here."""

from ritual.actions.choosing import open_desk
from ritual.actions.leaving import leave
from ritual.cli.asking import agrees
from ritual.cli.manual import Manual, Option
from ritual.cli.options import Given
from ritual.cli.shell import Shell
from ritual.errors import Usage
from ritual.words import mark, t

MANUAL = Manual(
    ("leave",),
    mark(
        "All my machines are out of the team at its endpoint. The record stays on this one, and what I wrote stays "
        "with the others: `ritual erase` before leaving takes it back."
    ),
    (Option("--yes", mark("without being asked"), short="-y"),),
    ("ritual leave",),
)


def run(given: Given, shell: Shell) -> int:
    """Leaves."""
    if given.words:
        raise Usage(t("`ritual leave` takes no words."), t("`ritual members away` is for some days off."))
    desk = shell.open(open_desk)
    if not given.has("--yes"):
        if not shell.can_ask:
            raise Usage(t("Leaving needs a yes."), t("--yes says it."))
        if not agrees(shell, t("Leave “{team}”?", team=desk.team.name)):
            shell.out.talk(t("You are still in it."))
            return 1
    shell.out.data(t("You have left “{team}” at {endpoint}.", team=desk.team.name, endpoint=leave(desk)))
    shell.out.talk(t("The record is on this machine alone now."))
    return 0
