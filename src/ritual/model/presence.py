"""Who is at a session now, as far as machines have said so: a beat lasts for a while, and wears off if none follows."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from ritual.model.reading import flag, number, seconds, text, texts

LEADER_EVERY, LEADER_LASTS = 4.0, 12
OTHERS_EVERY, OTHERS_LAST = 20.0, 45
"""How often a machine says that it is here, and for how long that holds, in seconds."""
PATIENCE = 20.0
"""Seconds without a beat of the leader after which somebody else may take over."""


class Beat(NamedTuple):
    """One machine at a session: whose, for whom else it speaks, whether it leads, when it said so, and until when that
    holds; from whoever leads also the revision of its stage, and how long ago that was written.

    Times are in seconds of a monotonic clock, as everywhere here.
    """

    author: str
    device: str
    session: str
    speaks: tuple[str, ...]
    leads: bool
    at: float
    until: float
    rev: int = 0
    elapsed: float = 0.0

    @property
    def persons(self) -> tuple[str, ...]:
        """Everybody at this machine."""
        return (self.author, *self.speaks)


def beat_data(
    session: str, speaks: Iterable[str], leads: bool, rev: int = 0, elapsed: float = 0.0
) -> dict[str, object]:
    """A beat as it travels."""
    return {"session": session, "speaks": list(speaks), "leads": leads, "rev": rev, "elapsed": round(elapsed, 1)}


def read_beat(author: str, device: str, data: Mapping[str, object], at: float, ttl: int) -> Beat:
    """The beat that `beat_data` wrote, read leniently; author and device are the endpoint's word."""
    leads, rev, elapsed = flag(data, "leads"), number(data, "rev"), seconds(data, "elapsed")
    return Beat(author, device, text(data, "session"), texts(data, "speaks"), leads, at, at + ttl, rev, elapsed)


def here(beats: Iterable[Beat], session: str, now: float) -> frozenset[str]:
    """Everybody who is at the session now."""
    return frozenset(who for beat in _now(beats, session, now) for who in beat.persons)


def at_own_machines(beats: Iterable[Beat], session: str, now: float) -> frozenset[str]:
    """Everybody who is at the session with a machine of their own now."""
    return frozenset(beat.author for beat in _now(beats, session, now))


def speaks_for(beats: Iterable[Beat], author: str, who: str, session: str, now: float) -> bool:
    """Whether somebody's word counts for a person: for oneself always, for another who has no machine here."""
    at = _now(beats, session, now)
    if author == who or any(beat.author == who for beat in at):
        return author == who
    return any(beat.author == author and who in beat.speaks for beat in at)


def _now(beats: Iterable[Beat], session: str, now: float) -> list[Beat]:
    return [beat for beat in beats if beat.session == session and beat.until > now]
