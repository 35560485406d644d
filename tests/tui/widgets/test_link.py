"""The quiet line beside what else is said."""

from ritual.actions.sync_words import Part
from ritual.tui.ink import BLANK, ink
from ritual.tui.widgets.link import in_a_round, linked, noted

STANDING = linked([Part("Shared"), Part("3 waiting", "text"), Part("live")])


def drawn(said: str, width: int) -> list[str]:
    return [line.plain.rstrip() for line in noted(ink(said), STANDING, width)]


def test_parts_stand_beside_one_another() -> None:
    assert STANDING.plain == "Shared · 3 waiting · live"
    assert not linked([])


def test_alone_it_stands_where_the_hint_would() -> None:
    assert drawn("", 40) == ["Shared · 3 waiting · live"]
    assert drawn("", 12) == ["Shared · 3", "waiting · …"]


def test_beside_words_it_stands_at_the_right() -> None:
    assert drawn("No.", 40) == ["No." + 12 * " " + "Shared · 3 waiting · live"]
    assert drawn("Nobody comments here.", 40) == ["Nobody comments here.", 15 * " " + "Shared · 3 waiting · live"]


def test_what_is_said_comes_first() -> None:
    words = "Nobody comments, and passing is fine here and everywhere else."
    assert drawn(words, 32) == ["Nobody comments, and passing is", "fine here and everywhere else."]
    assert noted(ink(words), BLANK, 80) == [ink(words)]


def in_round(said: str, width: int) -> list[str]:
    lines = in_a_round(ink(said), ink("Ana leads. 3 here"), STANDING, width)
    return [line.plain.rstrip() for line in lines]


def test_in_a_round_everything_has_its_own_place() -> None:
    last = "Ana leads. 3 here" + 13 * " " + "Shared · 3 waiting · live"
    assert in_round("Nobody comments.", 55) == ["", "Nobody comments.", last]
    words = "Nobody comments here, and passing is fine here and everywhere else."
    assert in_round(words, 55) == ["Nobody comments here, and passing is fine here and", "everywhere else.", last]
    assert in_round("No.", 40) == ["", "No.", "Ana leads. 3 here   Shared · 3 waiting …"]
    assert in_round("No.", 32) == ["", "No.", "Ana leads. 3 here"]
