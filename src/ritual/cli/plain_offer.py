"""After a round without a team: the offer to keep these people as one, or the command that does it."""

import shlex
from collections.abc import Sequence

from ritual.actions.founding import found, new_team
from ritual.cli.asking import agrees
from ritual.cli.asking import line as asked
from ritual.cli.shell import Shell
from ritual.files.people import Listed
from ritual.model.clean import line
from ritual.words import language, listed, t


def offer(shell: Shell, people: Sequence[Listed]) -> None:
    """Asks at a terminal whether to keep the team, and makes it; elsewhere says how."""
    if not shell.can_ask:
        names = " ".join(shlex.quote(person.name) for person in people)
        command = f"printf '%s\\n' {names} | ritual init NAME --people -"
        shell.out.data(t("To keep this team: {command}", command=command))
        return
    if not agrees(shell, t("Keep {names} as a team on this machine?", names=listed([p.name for p in people]))):
        return
    me = _who_sits_here(shell, people)
    team = new_team(shell.around, line(shell.around.cwd.name) or t("Team"), people, language())
    shell.open(lambda around, _team: found(around, team, me))
    shell.out.data(t("“{team}” is kept on this machine. `ritual` opens its rounds.", team=team.name))


def _who_sits_here(shell: Shell, people: Sequence[Listed]) -> str:
    """The handle of whoever answers; "" for nobody of these."""
    answer = asked(shell, t("Which of you sits here? A name, or nothing:")).removeprefix("@").casefold()
    return next((p.handle for p in people if answer in (p.name.casefold(), p.handle)), "")
