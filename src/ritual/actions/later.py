"""Starts a sync that nobody waits for: a process of its own, without streams, that outlives the shell's command."""

import os
import sys

TYPE_CHECKING = False  # the one in typing costs more than this module
if TYPE_CHECKING:
    from collections.abc import Mapping

SWITCH = "RITUAL_SYNC"
OFF = "off"
QUIETLY = "--quietly"


def sync_later(env: "Mapping[str, str]", team: str) -> None:
    """Starts it, where that isn't switched off; what goes wrong with it is told by `ritual status`."""
    if env.get(SWITCH) == OFF or not sys.executable:
        return
    command = [sys.executable, "-m", "ritual", "sync", "--team", team, QUIETLY]
    nowhere = [(os.POSIX_SPAWN_OPEN, stream, os.devnull, os.O_RDWR, 0) for stream in range(3)]
    try:
        os.posix_spawn(sys.executable, command, {**env, SWITCH: OFF}, file_actions=nowhere, setpgroup=0)
    except OSError:
        return
