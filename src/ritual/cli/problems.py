"""Everything that is wrong with hand-written files, one line each."""

from collections.abc import Sequence

from ritual.cli.shell import Shell
from ritual.errors import Problem
from ritual.words import t, tn

BAD_FILE = 2


def report(shell: Shell, problems: Sequence[Problem]) -> int:
    """Prints the problems, or that there are none; the exit code of a bad file where there are."""
    for problem in problems:
        shell.out.data(str(problem))
    if not problems:
        shell.out.data(t("All in order."))
        return 0
    shell.out.talk(tn("{n} thing to mend.", "{n} things to mend.", len(problems)))
    return BAD_FILE
