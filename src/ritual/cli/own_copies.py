"""What `ritual checkin --history` and `--forget` do: my own copies of what I answered, on this machine alone."""

from ritual.actions.choosing import open_desk
from ritual.cli.options import Given
from ritual.cli.shell import Shell
from ritual.cli.step_talk import day_of, told
from ritual.files.own_answers import forget_all, own_answers
from ritual.model.clean import line
from ritual.words import t, tn


def looked_after(given: Given, shell: Shell) -> int:
    """Shows the copies of this team's answers, or deletes all there are."""
    env = shell.around.env
    if given.has("--forget"):
        gone = forget_all(env)
        shell.out.data(tn("{n} own answer is gone.", "{n} own answers are gone.", gone))
        return 0
    desk = shell.open(open_desk)
    every = own_answers(env, desk.team.id)
    for own in every:
        shell.out.data(f"{day_of(own, desk):<10}  {line(own.ritual)}/{line(own.step)}  {told(own)}")
    if not every and not shell.config.own_answers:
        shell.out.talk(t("No copies are kept; `own_answers = true` in the settings begins with it, for you alone."))
    elif not every:
        shell.out.talk(t("Nothing was found."))
    return 0
