"""The way from the shell to the terminal's screens: by name, so that no import leads there."""

import gc
from collections.abc import Sequence

from ritual.cli.shell import Shell
from ritual.cli.table import SCREEN


def show(
    shell: Shell,
    *,
    ritual: str = "",
    names: Sequence[str] = (),
    absent: Sequence[str] = (),
    joins: bool = False,
    speaks: Sequence[str] = (),
) -> int:
    """Runs the screens until they are left: at home, before the start of a ritual that is named, or in the round that
    somebody else leads, speaking also for others."""
    # Collecting while everything loads costs an eighth of the start; the app turns it on again once it is drawn.
    gc.disable()
    app = __import__(SCREEN, fromlist=["run"])
    asked = {"ritual": ritual, "names": tuple(names), "absent": tuple(absent), "joins": joins, "speaks": tuple(speaks)}
    code: int = app.run(shell.around, team=shell.team, **asked)
    return code
