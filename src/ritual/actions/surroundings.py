"""The outside as a value: environment, folder, clocks and fresh ids come into ritual here and nowhere else."""

import os
import time
from collections.abc import Callable, Mapping
from datetime import UTC, datetime

from ritual.actions.machine import fresh_id, machine_zone
from ritual.hints import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pathlib import Path


class Surroundings(NamedTuple):
    """Everything about the outside that a command may look at.

    `folder` is where it was called. `now` gives an aware time in UTC, `monotonic` seconds that a closed lid doesn't
    count, `new_id` a UUIDv4; `zone` is the machine's time zone, "" where it names none. `lang` is the language that
    this one call was asked to speak, "" where it wasn't.
    """

    env: Mapping[str, str]
    folder: str
    now: Callable[[], datetime]
    monotonic: Callable[[], float]
    new_id: Callable[[], str]
    zone: str = ""
    lang: str = ""

    @property
    def cwd(self) -> "Path":
        """The folder as a path, for the commands that need pathlib, which is slow to import."""
        from pathlib import Path

        return Path(self.folder)


def outside() -> Surroundings:
    """The surroundings of this process."""
    return Surroundings(os.environ, _folder(), _now, time.monotonic, fresh_id, machine_zone(os.environ))


def _folder() -> str:
    """The folder this process is in; where somebody has removed it, what the shell still calls it."""
    try:
        return os.getcwd()  # noqa: PTH109
    except OSError:
        return os.environ.get("PWD", os.sep)


def _now() -> datetime:
    return datetime.now(UTC)
