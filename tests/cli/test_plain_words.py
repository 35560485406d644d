"""The reserved words of the plain dialogue, and what a line means at each moment."""

from pathlib import Path

import pytest

from ritual.actions.workspace import Workspace
from ritual.cli.plain_deeds import DEEDS
from ritual.cli.plain_words import RESERVED, Heard, forms, reserved, understood
from ritual.model.reduce import VERBS
from ritual.model.scene import Scene
from ritual.words import speaking
from tests.actions.teams import ANA, BO, ENERGY, adopted, begun, founded, led, step, thanked, wrote_ahead


@pytest.fixture
def ws(tmp_path: Path) -> Workspace:
    return founded(tmp_path)[1]


def at(ws: Workspace, *verbs: str, name: str = "own") -> Scene:
    scene = begun(ws, name, *verbs).scene()
    assert scene is not None
    return scene


def test_every_reserved_word_does_something() -> None:
    assert [word.verb for word in RESERVED if word.verb not in {*DEEDS, *VERBS, "undo"}] == []


def test_every_reserved_word_has_a_german_twin() -> None:
    assert [word.verb for word in RESERVED if not word.de] == []
    for speech in ("en", "de"):
        with speaking(speech):
            every = [form for word in RESERVED for form in forms(word)]
        assert len(every) == len(set(every))


@pytest.mark.parametrize("line", ["next", "n", "pass", "", "NEXT"])
def test_going_on_has_several_words(ws: Workspace, line: str) -> None:
    adopted(ws, step())
    assert understood(line, at(ws)) == Heard("next")


@pytest.mark.parametrize(
    ("line", "heard"),
    [
        ("back", Heard("back")),
        ("back pain, otherwise fine", Heard("words", "back pain, otherwise fine")),
        ("nextdoor", Heard("words", "nextdoor")),
        ("\\back", Heard("words", "back")),
        ("\\\\back", Heard("words", "\\back")),
        ("?", Heard("help")),
        ("park who owns it", Heard("park", "who owns it")),
        ("park: who owns it", Heard("park", "who owns it")),
        ("park", Heard("park")),
        ("parking is hard", Heard("words", "parking is hard")),
        ("late Bo", Heard("late", "Bo")),
        ("weiter", Heard("words", "weiter")),
        ("4", Heard("words", "4")),
        ("done", Heard("words", "done")),
        ("put back", Heard("words", "put back")),
        ("call Bo", Heard("words", "call Bo")),
        ("leave out", Heard("words", "leave out")),
        ("other question", Heard("words", "other question")),
    ],
)
def test_a_word_is_reserved_only_where_it_means_something(ws: Workspace, line: str, heard: Heard) -> None:
    adopted(ws, step())
    assert understood(line, at(ws)) == heard


@pytest.mark.parametrize(
    ("line", "heard"),
    [
        ("4", Heard("point", "", (4,))),
        ("0", Heard("point", "", (0,))),
        ("7", Heard("point", "", (7,))),
        ("4 slept well", Heard("point", "slept well", (4,))),
        ("4, slept well", Heard("point", "slept well", (4,))),
        ("4 5", Heard("point", "5", (4,))),
        ("40 things", Heard("words", "40 things")),
        ("4th coffee", Heard("words", "4th coffee")),
        ("GOOD: more or less", Heard("point", "more or less", (4,))),
        ("goodness", Heard("words", "goodness")),
        ("12345", Heard("words", "12345")),
        ("\\4 coffees", Heard("words", "4 coffees")),
        ("\\", Heard("words", "")),
    ],
)
def test_a_first_word_that_names_a_point_is_the_point(ws: Workspace, line: str, heard: Heard) -> None:
    adopted(ws, step(scale=ENERGY))
    assert understood(line, at(ws)) == heard


def test_a_label_of_two_words_is_a_point_too(ws: Workspace) -> None:
    assert understood("all right so far", at(ws, name="standup")) == Heard("point", "so far", (3,))


def test_numbers_shown_at_once_stand_on_one_line(ws: Workspace) -> None:
    adopted(ws, step("checkout", scale=ENERGY, order="together"))
    assert understood("4", at(ws)) == Heard("words", "4")
    shown = at(ws, "next")
    assert understood("4, 4 5", shown) == Heard("point", "", (4, 4, 5))
    assert understood("good", shown) == Heard("point", "", (4,))
    assert understood("well done", shown) == Heard("words", "well done")


def test_words_for_notes_promises_and_popcorn_are_reserved_there(ws: Workspace) -> None:
    thanked(ws, ANA, BO, "for the pump")
    adopted(ws, step("gratitude", keep="record"))
    assert understood("reader", at(ws)) == Heard("other-reader")
    assert understood("put back", at(ws)) == Heard("put-back")
    adopted(ws, step(order="popcorn"), name="pop")
    assert understood("call Bo", at(ws, name="pop")) == Heard("call", "Bo")
    adopted(ws, step(yields="action", keep="record"), name="first")
    led(circle := begun(ws, "first")).say("fix the pump")
    led(circle, "close")
    adopted(ws, step("actions", keep="record"), name="then")
    for line in ("done", "wanted", "dropped"):
        assert understood(line, at(ws, name="then")) == Heard(line)


def test_words_written_ahead_and_decks_reserve_theirs(ws: Workspace) -> None:
    adopted(ws, step(scale=ENERGY), step("question", deck="light"))
    wrote_ahead(ws, ANA, "early", "checkin", ritual="own")
    assert understood("leave out", at(ws)) == Heard("leave-out")
    assert understood("other question", at(ws, "skip")) == Heard("other-question")


def test_german_words_stand_beside_the_english_ones(ws: Workspace) -> None:
    adopted(ws, step())
    scene = at(ws)
    with speaking("de"):
        assert [understood(line, scene).verb for line in ("weiter", "next", "zurück", "gast Li", "guest Li")] == [
            "next",
            "next",
            "back",
            "guest",
            "guest",
        ]
    assert "weiter" not in {form for word in reserved(scene) for form in forms(word)}
