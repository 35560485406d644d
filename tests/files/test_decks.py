"""Decks from files."""

from pathlib import Path

from ritual.files.decks import read_deck
from tests.files.shelves import wrote

DECK = """
title = "Own"
level = "open"

[[question]]
id = "own-01"
en = "Who?"

[[question]]
id = "own-02"
level = "deep"
en = "Why?"
de = "Warum?"
"""


def test_a_question_takes_the_level_of_its_deck_or_its_own(tmp_path: Path) -> None:
    deck, found = read_deck(wrote(tmp_path, "decks", "own", DECK), "own")
    assert found == ()
    assert deck
    assert [question.level for question in deck.questions] == ["open", "deep"]
    asked = deck.question("own-02")
    assert asked
    assert asked.words == {"en": "Why?", "de": "Warum?"}
    assert deck.question("own-03") is None


def test_every_problem_of_a_deck_is_told(tmp_path: Path) -> None:
    text = DECK.replace("own-02", "own-01").replace('en = "Who?"', "").replace('"open"', '"opne"')
    deck, found = read_deck(
        wrote(tmp_path, "decks", "own", text + "\n[[question]]\nid = 'x'\nen = 3\nenn = 'b'"), "own"
    )
    assert deck is None
    assert {problem.key for problem in found} == {
        "level", "question[1]", "question[2].id", "question[3].en", "question[3].enn", "question[3]",
    }  # fmt: skip


def test_an_empty_deck_is_none(tmp_path: Path) -> None:
    assert [p.key for p in read_deck(wrote(tmp_path, "decks", "own", "title = 'Own'"), "own")[1]] == ["question"]
