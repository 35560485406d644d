"""The way from the shell to the terminal's screens: by name, so that no import leads there."""

from collections.abc import Sequence

from ritual.cli.shell import Shell
from ritual.cli.table import SCREEN


def show(shell: Shell, *, ritual: str = "", names: Sequence[str] = (), absent: Sequence[str] = ()) -> int:
    """Runs the screens until they are left: at home, or where a ritual is named before its start."""
    app = __import__(SCREEN, fromlist=["run"])
    code: int = app.run(shell.around, team=shell.team, ritual=ritual, names=names, absent=absent)
    return code
