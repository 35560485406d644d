"""`ritual leave`: takes me out of a shared team; what is on this machine stays here."""

from ritual.actions.choosing import open_desk
from ritual.actions.desk import Desk
from ritual.actions.forgetting import written
from ritual.actions.leaving import leave
from ritual.cli.asking import agrees
from ritual.cli.manual import Manual, Option
from ritual.cli.options import Given
from ritual.cli.shell import Shell
from ritual.errors import SyncTrouble, Usage
from ritual.model.entry import ACTION, ANSWER, KUDOS, SESSION, WIN
from ritual.words import mark, t, tn

_SORTS = {
    KUDOS: mark("thanks"),
    WIN: mark("wins"),
    ACTION: mark("promises"),
    ANSWER: mark("answers"),
    SESSION: mark("rounds led"),
}

MANUAL = Manual(
    ("leave", "leave --forget", "leave --here"),
    mark(
        "All my machines are out of the team at its endpoint. The record stays on this one, and what I wrote stays "
        "with the others: --forget takes it back first, there, with everybody and here. What others wrote to me or "
        "about me stays; `ritual erase` before leaving asks for it."
    ),
    (
        Option("--forget", mark("take back all that I wrote, on every machine")),
        Option("--here", mark("on this machine also where the endpoint can't be told, because it is gone for good")),
        Option("--yes", mark("without being asked"), short="-y"),
    ),
    ("ritual leave",),
)


def run(given: Given, shell: Shell) -> int:
    """Leaves."""
    if given.words:
        raise Usage(t("`ritual leave` takes no words."), t("`ritual members away` is for some days off."))
    desk = shell.open(open_desk)
    forget = given.has("--forget")
    if not given.has("--yes"):
        if not shell.can_ask:
            raise Usage(t("Leaving needs a yes."), t("--yes says it."))
        if not _agreed(shell, desk, forget=forget):
            shell.out.talk(t("You are still in it."))
            return 1
    name, left = desk.team.name, leave(desk, forget=forget, here=given.has("--here"))
    if left.unheard:
        _told_nobody(shell, name, left.unheard, forget=forget)
        return 0
    shell.out.data(t("You have left “{team}” at {endpoint}.", team=name, endpoint=left.endpoint))
    if forget:
        shell.out.talk(t("What you wrote is gone there and here, and from every other machine at its next sync."))
    else:
        shell.out.talk(t("The record is on this machine alone now."))
    return 0


def _told_nobody(shell: Shell, team: str, why: SyncTrouble, *, forget: bool) -> None:
    """What leaving here alone means."""
    shell.out.talk(why.sentence)
    shell.out.data(t("You have left “{team}” on this machine alone.", team=team))
    if forget:
        shell.out.talk(t("What you wrote is gone here. What lies at the endpoint and with the others stays there."))
    else:
        shell.out.talk(t("The record is on this machine alone now; what lies at the endpoint stays there, sealed."))
    shell.out.talk(
        t("Should it come back, you are in the team there still: an admin's `ritual members remove` ends that.")
    )


def _agreed(shell: Shell, desk: Desk, *, forget: bool) -> bool:
    if forget:
        counted = written(desk)
        shell.out.talk(
            tn("{n} entry of yours goes for good:", "{n} entries of yours go for good:", sum(counted.values()))
            if counted
            else t("Nothing is here that you wrote.")
        )
        for kind, n in counted.items():
            shell.out.talk(f"  {t(_SORTS[kind])}: {n}")
        shell.out.talk(t("`ritual mine` prints a copy to take along; what others wrote to you stays."))
    return agrees(shell, t("Leave “{team}”?", team=desk.team.name))
