"""Decks from files: questions with stable ids, each of a level."""

from ritual.files.fields import Table
from ritual.files.named import Read, read
from ritual.files.shelf import Shelf
from ritual.files.wording import languages, phrase
from ritual.model.deck import Deck, Question
from ritual.model.ritual import LEVELS
from ritual.words import t

KIND = "decks"


def read_deck(where: Shelf, name: str) -> Read[Deck]:
    """The deck of that name, or None and everything that is wrong with its file."""
    return read(where, KIND, name, _deck)


def _deck(name: str, table: Table) -> Deck:
    title = phrase(table, "title", needed=True)
    level = table.choice("level", LEVELS, LEVELS[0])
    taken: set[str] = set()
    questions = tuple(_question(one, level, taken) for one in table.tables("question"))
    if not questions:
        table.wrong("question", t("A deck has at least one question."), "[[question]]")
    table.finish()
    return Deck(name, title, level, questions)


def _question(table: Table, level: str, taken: set[str]) -> Question:
    question_id = table.slug("id", taken)
    own_level = table.choice("level", LEVELS, level)
    words = languages(table)
    table.finish()
    return Question(question_id, own_level, words)
