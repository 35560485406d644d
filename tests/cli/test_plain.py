"""The plain dialogue: a session led line by line through the real circle."""

from collections.abc import Iterable

from ritual.actions.circle import Circle
from ritual.actions.leading import prepare_passing
from ritual.actions.surroundings import outside
from ritual.actions.workspace import passing_workspace
from ritual.cli.plain import lead


def passing(names: str = "Ana Bo Chris", ritual: str = "standup") -> Circle:
    return prepare_passing(passing_workspace(outside()), ritual, names.split())


def led(circle: Circle, *lines: str) -> list[str]:
    said: list[str] = []
    lead(circle, iter(lines), said.append)
    return said


def index(said: Iterable[str], beginning: str) -> int:
    return next(n for n, line in enumerate(said) if line.startswith(beginning))


def test_nothing_is_asked_before_the_first_turn_and_the_end_of_the_lines_ends_the_session() -> None:
    circle = passing()
    said = led(circle)
    assert index(said, "Nothing of this round is kept.") < index(said, "Step 1 of") < index(said, "There is nothing")
    assert circle.session.is_closed
