"""Where a session stands: the whole state that its leader's machine writes after every command, never a delta."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import NamedTuple

from ritual.model.reading import flag, number, seconds, table, tables, text, texts

LOBBY, RUNNING, PAUSED, CLOSED = "lobby", "running", "paused", "closed"
STATES = (LOBBY, RUNNING, PAUSED, CLOSED)
QUIET = -1
"""The turn before the first: everybody prepares in silence."""
SHARED = ""
"""The person that a question for everybody is dealt to."""


@dataclass(frozen=True, slots=True)
class Seat:
    """A place in the circle; it never moves, and keeps its place when its person has left."""

    person: str
    here: bool = True


class Place(NamedTuple):
    """One position in a session, as `back` returns to it. `beat` counts within a turn (a note opens in two)."""

    step: str = ""
    turn: int = 0
    beat: int = 0


@dataclass(frozen=True, slots=True)
class Stage:
    """One device's view of one session. Times are seconds.

    `leader` is the person who leads. `queues` holds for each step begun who (or which note or promise) has which
    turn; `heard` the notes whose words were shown; `passes` how often the reading of this note was passed on;
    `spent` the time by step and `elapsed` the time in this turn; `written` when it was
    written (RFC 3339 UTC). From `heads` on the fields are filled by closing,
    which empties seats, queues, deals and claims.
    """

    term: int = 0
    leader: str = ""
    state: str = LOBBY
    seats: tuple[Seat, ...] = ()
    switched: Mapping[str, bool] = field(default_factory=dict)
    deals: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    claimed: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    place: Place = field(default_factory=Place)
    queues: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    heard: tuple[str, ...] = ()
    passes: int = 0
    trail: tuple[Place, ...] = ()
    revealed: tuple[str, ...] = ()
    spent: Mapping[str, float] = field(default_factory=dict)
    elapsed: float = 0.0
    written: str = ""
    heads: int = 0
    first: str = ""
    last: str = ""
    asked: tuple[str, ...] = ()
    counts: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    kept: tuple[str, ...] = ()

    @property
    def queue(self) -> tuple[str, ...]:
        """The turns of the step at hand."""
        return self.queues.get(self.place.step, ())

    @property
    def here(self) -> tuple[str, ...]:
        """Everybody in the circle now, in seat order."""
        return tuple(seat.person for seat in self.seats if seat.here)

    @property
    def current(self) -> str:
        """Who or what has the turn; "" before a round and in steps that call nobody."""
        turn = self.place.turn
        return self.queue[turn] if 0 <= turn < len(self.queue) else ""

    @property
    def upcoming(self) -> str:
        """Who or what comes next in this step, "" if nothing does."""
        turn = self.place.turn + 1
        return self.queue[turn] if 0 <= turn < len(self.queue) else ""

    @property
    def is_quiet(self) -> bool:
        """Whether everybody prepares in silence now."""
        return self.place.turn == QUIET

    @property
    def total(self) -> float:
        """Seconds in all steps so far."""
        return sum(self.spent.values())


def to_data(stage: Stage) -> dict[str, object]:
    """The plain data of a stage entry."""
    return asdict(stage)


def from_data(data: Mapping[str, object]) -> Stage:
    """The stage that `to_data` wrote, read leniently."""
    return Stage(
        term=number(data, "term"),
        leader=text(data, "leader"),
        state=text(data, "state") if data.get("state") in STATES else PAUSED,
        seats=tuple(Seat(text(seat, "person"), flag(seat, "here", True)) for seat in tables(data, "seats")),
        switched={step: flag(table(data, "switched"), step) for step in table(data, "switched")},
        deals=_nested(data, "deals"),
        claimed=_nested(data, "claimed"),
        place=_place(data.get("place")),
        queues={step: texts(table(data, "queues"), step) for step in table(data, "queues")},
        heard=texts(data, "heard"),
        passes=number(data, "passes"),
        trail=tuple(_place(place) for place in _list(data.get("trail"))),
        revealed=texts(data, "revealed"),
        spent={step: seconds(table(data, "spent"), step) for step in table(data, "spent")},
        elapsed=seconds(data, "elapsed"),
        written=text(data, "written"),
        heads=number(data, "heads"),
        first=text(data, "first"),
        last=text(data, "last"),
        asked=texts(data, "asked"),
        counts={step: _whole(counts) for step, counts in table(data, "counts").items()},
        kept=texts(data, "kept"),
    )


def _nested(data: Mapping[str, object], key: str) -> dict[str, dict[str, str]]:
    outer = table(data, key)
    return {step: {who: text(table(outer, step), who) for who in table(outer, step)} for step in outer}


def _place(value: object) -> Place:
    parts = _list(value)
    if len(parts) != len(Place._fields):
        return Place()
    fields = dict(zip(Place._fields, parts, strict=True))
    return Place(text(fields, "step"), number(fields, "turn"), number(fields, "beat"))


def _list(value: object) -> list[object]:
    return list(value) if isinstance(value, list | tuple) else []


def _whole(value: object) -> tuple[int, ...]:
    return tuple(item for item in _list(value) if isinstance(item, int))
