"""Whether a name that somebody wrote is a time zone, and which one was probably meant."""

from difflib import get_close_matches
from zoneinfo import available_timezones

from ritual.model.moments import zone_named


def is_zone(name: str) -> bool:
    """Whether this machine knows a time zone of that IANA name."""
    return zone_named(name) is not None


def nearest_zone(name: str) -> str:
    """The time zone whose name is most like this one, or ""."""
    every = {zone.casefold(): zone for zone in sorted(available_timezones())}
    close = get_close_matches(name.casefold(), every, n=1, cutoff=0.7)
    return every[close[0]] if close else ""
