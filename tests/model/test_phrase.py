"""A phrase is said in the language asked for, or in the nearest there is."""

import pytest

from ritual.model.phrase import Phrase, inside, phrase, said
from tests.nasty import NASTY


@pytest.mark.parametrize(
    ("words", "lang", "heard"),
    [
        ({"en": "Hello", "de": "Hallo"}, "de", "Hallo"),
        ({"en": "Hello", "de": "Hallo"}, "fr", "Hello"),
        ({"": "Standup"}, "de", "Standup"),
        ({"": "same", "en": "Hello"}, "fr", "same"),
        ({"pt": "Olá"}, "de", "Olá"),
        ({}, "en", ""),
    ],
)
def test_the_nearest_language_is_said(words: Phrase, lang: str, heard: str) -> None:
    assert said(words, lang) == heard


def test_inside_a_sentence_a_title_is_small_but_german_nouns_keep_their_capital() -> None:
    title = {"en": "Worth the time", "de": "Die Zeit wert"}
    assert [inside(title, lang) for lang in ("en", "de")] == ["worth the time", "Die Zeit wert"]


@pytest.mark.parametrize(
    ("value", "words"),
    [("Hi", {"": "Hi"}), ({"en": "Hi", "de": 1}, {"en": "Hi"}), (None, {}), (3, {}), (["Hi"], {})],
)
def test_a_phrase_is_words_or_a_table_of_languages(value: object, words: Phrase) -> None:
    assert phrase(value) == words


@pytest.mark.parametrize("text", NASTY)
def test_phrases_are_cleaned(text: str) -> None:
    for words in (phrase(text), phrase({"en": text})):
        assert "\x1b" not in said(words, "en")
        assert phrase(words) == words
