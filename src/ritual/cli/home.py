"""`ritual` alone: the terminal's screens, or without a terminal today's overview."""

from ritual.cli.manual import Manual
from ritual.cli.options import Given
from ritual.cli.screens import show
from ritual.cli.shell import Shell
from ritual.errors import NotFound
from ritual.words import mark, speaking

MANUAL = Manual(("",), mark("Opens the round at the terminal. Without one it prints today's overview."))


def run(_given: Given, shell: Shell) -> int:
    """Shows the screens, or prints what the first one says."""
    return show(shell) if shell.has_screen else _printed(shell)


def _printed(shell: Shell) -> int:
    from ritual.actions.look import overview  # the screens are there sooner without what only lines need
    from ritual.actions.workspace import open_workspace
    from ritual.cli.colours import coloured
    from ritual.cli.today import rows

    try:
        ws = shell.open(open_workspace)
    except NotFound as error:
        # Nothing is wrong with a machine that has no team yet.
        shell.out.data(error.sentence)
        shell.out.data(error.hint)
        return 0
    with speaking(ws.lang):
        coloured(shell, ws.shelf)
        title, *others = rows(overview(ws))
        shell.out.data((title, "title"))
        for row in others:
            shell.out.data(row)
    return 0
