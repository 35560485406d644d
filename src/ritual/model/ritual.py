"""A ritual as a value: title, purpose, schedule and steps; to and from the plain data that a session carries."""

from collections.abc import Mapping
from types import MappingProxyType

from ritual.hints import NamedTuple
from ritual.model.phrase import Phrase, phrase
from ritual.model.reading import flag, number, table, tables, text, texts

KINDS = ("checkin", "gratitude", "wins", "question", "actions", "checkout")
ORDERS = ("fair", "leader-first", "leader-last", "popcorn", "open", "fixed", "together")
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
LEVELS = ("light", "open", "deep")
GO_ROUNDS = ("fair", "leader-first", "leader-last", "popcorn", "fixed", "together")
_SILENT: Phrase = MappingProxyType({})


class Scale(NamedTuple):
    """Up to five labelled points; point 1 is the first."""

    name: str
    title: Phrase
    points: tuple[Phrase, ...]


class Step(NamedTuple):
    """One part of a ritual. `seconds` is the time of each turn, or of the whole step where `whole` is set."""

    id: str
    kind: str
    title: Phrase
    prompt: Phrase
    host: Phrase = _SILENT
    order: str = "fair"
    keep: str = "nothing"
    seconds: int = 20
    whole: bool = False
    days: tuple[str, ...] = ()
    scale: Scale | None = None
    deck: str = ""
    deal: bool = False
    levels: tuple[str, ...] = ()
    most: int = 0
    silent: int = 0
    silent_below: int = 0
    lead_last: bool = False
    yields: str = ""
    on: bool = True

    @property
    def kept(self) -> bool:
        """Whether what is said in this step stays in the record."""
        return self.keep == "record"

    @property
    def is_together(self) -> bool:
        """Whether answers stay hidden until everybody shows them at once."""
        return self.order == "together"


class Ritual(NamedTuple):
    """A definition; `when` or `rrule` say when it is held, in `zone`."""

    name: str
    title: Phrase
    purpose: Phrase
    steps: tuple[Step, ...]
    when: str = ""
    rrule: str = ""
    zone: str = ""

    def step(self, step_id: str) -> Step | None:
        """The step of that id."""
        return next((step for step in self.steps if step.id == step_id), None)


def to_data(ritual: Ritual) -> dict[str, object]:
    """The plain data that a session or a setting carries, all languages included."""
    return {**ritual._asdict(), "steps": tuple(_step_data(step) for step in ritual.steps)}


def from_data(data: Mapping[str, object]) -> Ritual:
    """The ritual that `to_data` wrote, read leniently: what is missing or of a wrong type takes its default."""
    return Ritual(
        name=text(data, "name"),
        title=phrase(data.get("title")),
        purpose=phrase(data.get("purpose")),
        steps=tuple(_step(step) for step in tables(data, "steps")),
        when=text(data, "when"),
        rrule=text(data, "rrule"),
        zone=text(data, "zone"),
    )


def _step_data(step: Step) -> dict[str, object]:
    return {**step._asdict(), "host": dict(step.host), "scale": step.scale._asdict() if step.scale else None}


def _step(data: Mapping[str, object]) -> Step:
    scale = table(data, "scale")
    return Step(
        id=text(data, "id"),
        kind=text(data, "kind", "question"),
        title=phrase(data.get("title")),
        prompt=phrase(data.get("prompt")),
        host=phrase(data.get("host")),
        order=text(data, "order", "fair"),
        keep=text(data, "keep", "nothing"),
        seconds=number(data, "seconds", 20),
        whole=flag(data, "whole"),
        days=texts(data, "days"),
        scale=_scale(scale) if scale else None,
        deck=text(data, "deck"),
        deal=flag(data, "deal"),
        levels=texts(data, "levels"),
        most=number(data, "most"),
        silent=number(data, "silent"),
        silent_below=number(data, "silent_below"),
        lead_last=flag(data, "lead_last"),
        yields=text(data, "yields"),
        on=flag(data, "on", True),
    )


def _scale(data: Mapping[str, object]) -> Scale:
    points = data.get("points")
    every = points if isinstance(points, list | tuple) else ()
    return Scale(text(data, "name"), phrase(data.get("title")), tuple(phrase(point) for point in every))
