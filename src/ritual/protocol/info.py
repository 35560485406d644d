"""What an endpoint tells about itself before anybody shows a token."""

from typing import Final, NamedTuple

from ritual.protocol.reading import Malformed, Told, objects, read_object, text, whole
from ritual.protocol.shapes import PUSH_EVENTS
from ritual.protocol.wire import EVENT_BYTES, LIVE_BYTES, LONGEST_TTL, PUSH_BYTES

VERSION: Final = 1
"""The version of the protocol that is spoken here."""
PAGE_EVENTS: Final = 500
LONGEST_WAIT: Final = 25
"""Seconds for which a pull may wait for something new."""
LIMITS: Final[dict[str, int]] = {
    "push_events": PUSH_EVENTS,
    "push_bytes": PUSH_BYTES,
    "event_bytes": EVENT_BYTES,
    "page_events": PAGE_EVENTS,
    "live_bytes": LIVE_BYTES,
    "live_ttl": LONGEST_TTL,
    "wait": LONGEST_WAIT,
}


class Info(NamedTuple):
    """The versions spoken, the endpoint's own version, its limits, and whether making a team needs admission."""

    oldest: int
    newest: int
    server: str
    limits: dict[str, int]
    features: tuple[str, ...]
    needs_admission: bool


def info_told(info: Info) -> Told:
    """What an endpoint tells about itself."""
    protocol = {"min": info.oldest, "max": info.newest}
    registration = "admission" if info.needs_admission else "open"
    told: Told = {"protocol": protocol, "server": info.server, "limits": info.limits}
    return told | {"features": list(info.features), "registration": registration}


def read_info(raw: bytes) -> Info:
    """What an endpoint told about itself; raises Malformed."""
    told = read_object(raw)
    spoken, limits = objects({"each": [told.get("protocol"), told.get("limits")]}, "each")
    features = told.get("features")
    if not isinstance(features, list):
        raise Malformed("features: not a list")
    versions = (whole(spoken, "min"), whole(spoken, "max"))
    known = {name: whole(limits, name) for name in LIMITS}
    return Info(*versions, text(told, "server"), known, tuple(map(str, features)), told.get("registration") != "open")
