"""Colours for what a command prints at a terminal, from the theme that the screens use."""

from ritual.cli.paint import painter
from ritual.cli.shell import Shell
from ritual.files.shelf import Shelf
from ritual.model.entry import ACTION, KUDOS, MARK, WIN

MEANING = {KUDOS: "praise", WIN: "win", ACTION: "promise", MARK: "parked"}
"""What the kinds of entries mean in a theme; all others are plain text."""


def coloured(shell: Shell, where: Shelf) -> None:
    """From now on the output is painted as far as the terminal goes; in a pipe, and where plain is wanted, it isn't."""
    tty = shell.out.stdout.isatty() and not shell.plain
    shell.out.paint, problems = painter(where, shell.around.env, shell.config.theme, tty)
    for problem in problems:
        shell.out.talk(str(problem))
