"""What can be set about an endpoint, and the limits it keeps (docs/hosting.md)."""

from typing import NamedTuple

from ritual.endpoint.limits import Rate


class Rates(NamedTuple):
    """How often: requests of a device and its live messages; by address failed tokens, invites and new teams."""

    device: Rate = Rate(20, 60)
    live: Rate = Rate(10, 20)
    failed: Rate = Rate(10 / 60, 10)
    accept: Rate = Rate(5 / 60, 20)
    found: Rate = Rate(3 / 3600, 3)


class Streams(NamedTuple):
    """How many streams may be open, and how they go; all times in seconds. Of a device as many pulls may wait, too."""

    of_device: int = 4
    of_team: int = 200
    of_all: int = 5_000
    heartbeat: float = 15
    shortest: float = 25 * 60
    longest: float = 35 * 60


class Settings(NamedTuple):
    """`admission` is the SHA-256 of the token that making a team needs, empty where anybody may.

    `room` is how many bytes of bodies a team may keep, `request` how many seconds a request may take to
    arrive, `connections` how many there may be.
    """

    admission: bytes = b""
    room: int = 100 << 20
    request: float = 10
    connections: int = 5_500
    rates: Rates = Rates()
    streams: Streams = Streams()
