"""What the machine itself gives: fresh ids, and its time zone. Loads nothing, for the quick way uses it too."""

import os
from collections.abc import Mapping

LOCALTIME = "/etc/localtime"


def fresh_id() -> str:
    """A random UUIDv4."""
    return id_of(os.urandom(16))


def id_of(sixteen: bytes) -> str:
    """The UUIDv4 of 16 bytes (RFC 9562, section 5.4); by hand, because the uuid module costs a quick command a lot."""
    raw = bytearray(sixteen)
    raw[6] = raw[6] & 0x0F | 0x40
    raw[8] = raw[8] & 0x3F | 0x80
    digits = raw.hex()
    return "-".join((digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:]))


def machine_zone(env: Mapping[str, str], localtime: "os.PathLike[str] | str" = LOCALTIME) -> str:
    """The name of the machine's time zone, from TZ or from where its clock's file points; "" where neither says it."""
    named = env.get("TZ", "").lstrip(":")
    if named and not named.startswith("/"):
        return named
    try:
        target = str(os.readlink(localtime))  # noqa: PTH115  pathlib is slow to import
    except OSError:
        return ""
    return target.partition("zoneinfo/")[2]
