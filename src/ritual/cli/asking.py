"""Where the words of a command come from: its arguments, stdin, the editor, or one line asked for."""

from collections.abc import Sequence

from ritual.cli.manual import Option
from ritual.cli.shell import Shell
from ritual.cli.typed import argument, decoded, taken
from ritual.errors import Refused, Usage
from ritual.words import mark, t

EDITOR = Option("--editor", mark("write the words in your editor"), short="-e")
STDIN = "-"


def words(shell: Shell, given: Sequence[str], question: str, *, editor: bool = False, before: str = "") -> str:
    """The words, cleaned; on a terminal without any it asks the question.

    `before` is what the editor starts with. Raises Usage where nobody can be asked, and Refused where nothing is said.
    """
    if editor:
        from ritual.cli.editor import edited  # only who wants the editor pays for starting it

        found = taken(edited(shell.around, before), shell.out)
    elif tuple(given) == (STDIN,):
        found = taken(decoded(shell.stdin.read(), shell.out), shell.out)
    elif given:
        found = argument(" ".join(given), shell.out)
    else:
        found = line(shell, question)
    if not found:
        raise Refused(t("There are no words, so nothing was written."))
    return found


def line(shell: Shell, question: str) -> str:
    """One line typed in answer to a question; Usage where there is no terminal to ask on."""
    if not shell.can_ask:
        raise Usage(t("The words are missing."), t("Write words behind the command, or “-” to read from stdin."))
    shell.out.prompt(question)
    return taken(decoded(shell.stdin.readline(), shell.out), shell.out)


def agrees(shell: Shell, question: str) -> bool:
    """Whether somebody at the terminal says yes; without one it is a no."""
    if not shell.can_ask:
        return False
    answer = line(shell, f"{question} [{t('y/N')}]").casefold()
    return bool(answer) and answer[0] in "yj"
