"""Whether a name that somebody wrote is a time zone."""

from zoneinfo import ZoneInfo


def is_zone(name: str) -> bool:
    """Whether this machine knows a time zone of that IANA name."""
    try:
        ZoneInfo(name)
    except (ValueError, OSError, KeyError):
        return False
    return True
