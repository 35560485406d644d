"""Colours for what a command prints at a terminal, from the theme that the screens use."""

from ritual.cli.shell import Shell
from ritual.hints import TYPE_CHECKING
from ritual.model.entry import ACTION, KUDOS, MARK, WIN

if TYPE_CHECKING:
    from ritual.files.shelf import Shelf

MEANING = {KUDOS: "praise", WIN: "win", ACTION: "promise", MARK: "parked"}
"""What the kinds of entries mean in a theme; all others are plain text."""


def coloured(shell: Shell, where: "Shelf | None" = None) -> None:
    """From now on the output is painted as far as the terminal goes; in a pipe, and where plain is wanted, it isn't."""
    if not shell.out.stdout.isatty() or shell.plain:
        return
    from ritual.cli.paint import painter  # only what is painted pays for reading themes
    from ritual.files.shelf import shelf

    found = where or shelf(shell.around.env, shell.around.cwd)
    shell.out.paint, problems = painter(found, shell.around.env, shell.config.theme, tty=True)
    for problem in problems:
        shell.out.talk(str(problem))
