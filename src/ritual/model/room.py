"""What the rules of a session look at besides the stage: the ritual, the team, its memory, and what waits."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ritual.model.deck import Question
from ritual.model.entry import Entry
from ritual.model.ritual import Ritual
from ritual.model.team import Team

if TYPE_CHECKING:
    from ritual.model.rota import Turn  # which is counted out of memories itself


@dataclass(frozen=True, slots=True)
class Memory:
    """What earlier sessions of the ritual leave for a fair order.

    `opened` says how many sessions ago a person opened (1 is the last one); `closed` who answered last in the last
    one; `newcomers` have joined fewer than five sessions ago.
    """

    opened: Mapping[str, int] = field(default_factory=dict)
    closed: str = ""
    newcomers: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Room:
    """The surroundings of one session. `lot` decides every draw: it is the session's id, which nobody can foresee.

    `pool` holds each step's questions in the order drawn; `ahead` the answers given ahead, by step and person;
    `notes` the kudos that no round has opened yet; `promises` the ids of open actions, oldest first; `answers` what
    was said in this session; `kept` the ids of everything else that this session leaves behind; `turn` who is asked to
    lead, before the start.
    """

    lot: str
    ritual: Ritual
    team: Team
    weekday: str = ""
    memory: Memory = Memory()
    pool: Mapping[str, tuple[Question, ...]] = field(default_factory=dict)
    ahead: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    notes: tuple[Entry, ...] = ()
    promises: tuple[str, ...] = ()
    answers: tuple[Entry, ...] = ()
    kept: tuple[str, ...] = ()
    counts_points: bool = False
    turn: "Turn | None" = None
