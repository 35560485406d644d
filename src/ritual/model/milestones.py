"""What a span of time brought besides what people wrote: who came to the team, and which rounds were a round number."""

from collections import Counter
from collections.abc import Iterable
from typing import Final, NamedTuple

from ritual.model.entry import SESSION
from ritual.model.instant import moment
from ritual.model.moments import Zone, day, local
from ritual.model.recap import Line
from ritual.model.team import Team
from ritual.words import t

PERSON: Final = "person"
_ROUND: Final = (1, 10, 25)
_EVERY: Final = 50


class Milestone(NamedTuple):
    """A round and the how manieth of its ritual it was."""

    id: str
    at: str
    nth: int


def arrivals(team: Team, since: str, until: str, zone: Zone) -> tuple[Line, ...]:
    """A line for everybody who came to the team in the span, `until` no longer included; not for its founders."""
    came = [p for p in team.members if p.joined > team.founded and since <= p.joined < until]
    return tuple(
        Line(p.id, PERSON, p.joined, "", "", p.name, t("since {day}", day=_day(p.joined, zone)), people=(p.id,))
        for p in sorted(came, key=lambda p: (p.joined, p.id))
    )


def milestones(held: Iterable[tuple[str, str, str]], since: str, until: str) -> tuple[Milestone, ...]:
    """The first round of each ritual and every one with a round number, of those that began in the span.

    `held` are all rounds since the beginning: id, when (RFC 3339 UTC), the ritual's name.
    """
    counted: Counter[str] = Counter()
    found = []
    for session, at, ritual in sorted(held, key=lambda each: (each[1], each[0])):
        counted[ritual] += 1
        nth = counted[ritual]
        if since <= at < until and (nth in _ROUND or nth % _EVERY == 0):
            found.append(Milestone(session, at, nth))
    return tuple(found)


def told(milestone: Milestone, title: str, zone: Zone) -> Line:
    """The line of a milestone; `title` is what its ritual was called."""
    for_the = t("{ritual} for the first time", ritual=title)
    if milestone.nth > 1:
        for_the = t("{ritual} for the {n}th time", ritual=title, n=milestone.nth)
    return Line(milestone.id, SESSION, milestone.at, "", "", for_the, _day(milestone.at, zone))


def _day(at: str, zone: Zone) -> str:
    return day(local(moment(at), zone).date())
