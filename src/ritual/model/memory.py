"""What closed sessions leave behind for the next one: who opened when, and who is new."""

from collections.abc import Sequence
from typing import NamedTuple

from ritual.model.room import Memory
from ritual.model.stage import Stage
from ritual.model.team import Team

NEW_FOR = 5
"""For how many sessions somebody who joined counts as a newcomer: neither opens, nor reads, nor leads."""


class Held(NamedTuple):
    """One closed session: when it began (RFC 3339 UTC), of which ritual, and what it left."""

    id: str
    at: str
    ritual: str
    stage: Stage


def memory(ritual: str, held: Sequence[Held], team: Team) -> Memory:
    """The memory of a ritual out of all closed sessions, oldest first."""
    own = [session.stage for session in held if session.ritual == ritual]
    opened: dict[str, int] = {}
    for ago, stage in enumerate(reversed(own), start=1):
        opened.setdefault(stage.first, ago)
    opened.pop("", None)
    return Memory(opened, own[-1].last if own else "", newcomers(held, team))


def newcomers(held: Sequence[Held], team: Team) -> frozenset[str]:
    """Members who came after the team was founded and have seen fewer than five sessions since."""
    return frozenset(new_for(held, team))


def new_for(held: Sequence[Held], team: Team) -> dict[str, int]:
    """For how many sessions more each newcomer is one."""
    late = (person for person in team.members if person.joined > team.founded)
    left = {person.id: NEW_FOR - sum(session.at > person.joined for session in held) for person in late}
    return {person: sessions for person, sessions in left.items() if sessions > 0}


def asked(held: Sequence[Held]) -> tuple[str, ...]:
    """The ids of the questions that were asked in any session, in the order of their last asking."""
    every = [question for session in held for question in session.stage.asked]
    return tuple(reversed(dict.fromkeys(reversed(every))))
