"""Where the words of a command come from: its arguments, stdin, the editor, or one line asked for."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ritual.cli.manual import Option
from ritual.cli.options import Given
from ritual.cli.piped import fits, piped, typed
from ritual.cli.shell import Shell
from ritual.cli.typed import argument, decoded, taken
from ritual.errors import Refused, Usage
from ritual.words import mark, t

if TYPE_CHECKING:
    from ritual.cli.drafts import keeping

EDITOR = Option("--editor", mark("write the words in your editor"), short="-e")
STDIN = "-"


def words(
    shell: Shell,
    given: Sequence[str],
    question: str,
    draft: "keeping",
    *,
    editor: bool = False,
    before: str = "",
    form: Sequence[str] = (),
) -> str:
    """The words, cleaned; on a terminal without any it asks the question.

    The editor starts with what `draft` has saved, else with `before`, and with the lines of a form, which never become
    words; what is written in it stays in `draft` if it can't be taken. Raises Usage where nobody can be asked, and
    Refused where nothing is said or too much.
    """
    if editor:
        from ritual.cli.editor import edited  # only who wants the editor pays for starting it

        found = taken(edited(shell.around, draft.saved or before, form, draft), shell.out)
    elif tuple(given) == (STDIN,):
        found = taken(decoded(piped(shell.stdin), shell.out), shell.out)
    elif given:
        found = argument(" ".join(given), shell.out)
    else:
        found = line(shell, question)
    fits(len(found.encode("utf-8", "replace")))
    if not found:
        raise Refused(t("There are no words, so nothing was written."))
    return found


def is_asked(given: Given) -> bool:
    """Whether the words are what somebody types in answer to the question."""
    return not given.words and not given.has(EDITOR.name)


def line(shell: Shell, question: str) -> str:
    """One line typed in answer to a question; Usage where there is no terminal to ask on."""
    if not shell.can_ask:
        raise Usage(t("The words are missing."), t("Write words behind the command, or “-” to read from stdin."))
    shell.out.prompt(question)
    raw = typed(shell.stdin)
    if not raw.endswith(b"\n"):
        shell.out.talk()  # ctrl+d leaves the cursor behind the question
    return taken(decoded(raw, shell.out), shell.out)


def agrees(shell: Shell, question: str) -> bool:
    """Whether somebody at the terminal says yes; without one it is a no."""
    if not shell.can_ask:
        return False
    answer = line(shell, f"{question} [{t('y/N')}]").casefold()
    return bool(answer) and answer[0] in "yj"
