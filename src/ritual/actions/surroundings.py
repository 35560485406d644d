"""The outside as a value: environment, folder, clocks and fresh ids come into ritual here and nowhere else."""

import os
import time
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple


class Surroundings(NamedTuple):
    """Everything about the outside that a command may look at.

    `now` gives an aware time in UTC, `monotonic` seconds that a closed lid doesn't count, `new_id` a UUIDv4; `zone` is
    the machine's time zone, "" where it names none.
    """

    env: Mapping[str, str]
    cwd: Path
    now: Callable[[], datetime]
    monotonic: Callable[[], float]
    new_id: Callable[[], str]
    zone: str = ""


def outside() -> Surroundings:
    """The surroundings of this process."""
    return Surroundings(os.environ, _folder(), _now, time.monotonic, fresh_id, machine_zone(os.environ))


def fresh_id() -> str:
    """A random UUIDv4 (RFC 9562, section 5.4); made by hand because the uuid module costs a quick command a lot."""
    raw = bytearray(os.urandom(16))
    raw[6] = raw[6] & 0x0F | 0x40
    raw[8] = raw[8] & 0x3F | 0x80
    digits = raw.hex()
    return "-".join((digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:]))


def machine_zone(env: Mapping[str, str], localtime: Path = Path("/etc/localtime")) -> str:
    """The name of the machine's time zone, from TZ or from where its clock's file points; "" where neither says it."""
    named = env.get("TZ", "").lstrip(":")
    if named and not named.startswith("/"):
        return named
    try:
        target = str(localtime.readlink())
    except OSError:
        return ""
    return target.partition("zoneinfo/")[2]


def _folder() -> Path:
    """The folder this process is in; where somebody has removed it, what the shell still calls it."""
    try:
        return Path.cwd()
    except OSError:
        return Path(os.environ.get("PWD", os.sep))


def _now() -> datetime:
    return datetime.now(UTC)
