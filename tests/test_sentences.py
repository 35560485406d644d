"""No sentence of the program uses a pronoun for a person: it can't know which one fits, and a name is warmer."""

import re
from pathlib import Path

import pytest

import catalogue
from ritual.catalogues import de

ROOT = Path(__file__).parent.parent
ENGLISH = re.compile(r"\b(he|him|his|she|her|hers|they|them|their|theirs|himself|herself|themsel(f|ves))\b", re.I)
GERMAN = re.compile(r"\b(er|ihn|ihm|ihnen|sie|ihr(e[nmrs]?)?|sein(e[nmrs]?)?)\b", re.I)
ALLOWED = {
    "A draft keeps them": "the words that were typed",
    "more about one of them": "the commands",
    "“\ufffd” stands for them": "the bytes",
    "parent out in one of them": "the themes",
    "said as people say them": "the days",
    "to whoever gave them": "the notes",
    "names them all": "the keys",
    "which team takes them": "the notes",
    "whatever text stands around them": "the blocks",
}
"""Words in which a pronoun stands for a thing, in either language: and for which."""
# "ihr" is also how German speaks to a team, and "sein" is also "to be".
ADDRESS = re.compile(
    r"\b[Ii]hr (seid|euch|[a-zäöüß]+t)\b"
    r"|\b([Hh]abt|[Ss]eid|[Ww]ollt|[Kk]önnt|[Mm]üsst|[Dd]ürft|[Ss]ollt|[Bb]raucht|[Mm]acht) ihr\b"
)
TO_BE = re.compile(r"\b(muss|müssen|kann|können|darf|dürfen|soll|sollen|will|zu)\b[^.;:]*\bsein\b(?=\W|$)", re.I)
NO_PERSON = ("Wollt ihr anfangen?", "Ihr habt Zeit.", "Wenn ihr kommt …", "Das muss Text sein.", "Dieser ist leer.")
A_PERSON = ("Frag sie.", "Er fängt an.", "Es ist ihre Runde.", "Ihr Wort gilt.", "Das ist sein Wort.", "Gib ihm Zeit.")


def english() -> list[str]:
    """Every sentence of the source, singular and plural."""
    found = catalogue.collect(ROOT).sentences
    return sorted({form for sentence in found for form in (sentence.one, sentence.many)})


def german() -> list[str]:
    """Every sentence of the German catalogue, singular and plural."""
    return sorted(form for said in de.SENTENCES.values() for form in ([said] if isinstance(said, str) else said))


def speaks_of_a_person(pronoun: re.Pattern[str], sentence: str) -> bool:
    for words in ALLOWED:
        sentence = sentence.replace(words, "")
    return bool(pronoun.search(TO_BE.sub("", ADDRESS.sub("", sentence))))


def test_no_english_sentence_has_a_pronoun_for_a_person() -> None:
    assert [sentence for sentence in english() if speaks_of_a_person(ENGLISH, sentence)] == []


def test_no_german_sentence_has_a_pronoun_for_a_person() -> None:
    assert [sentence for sentence in german() if speaks_of_a_person(GERMAN, sentence)] == []


@pytest.mark.parametrize("sentence", NO_PERSON)
def test_address_and_to_be_are_no_pronouns_for_a_person(sentence: str) -> None:
    assert not speaks_of_a_person(GERMAN, sentence)


@pytest.mark.parametrize("sentence", A_PERSON)
def test_pronouns_for_a_person_are_seen(sentence: str) -> None:
    assert speaks_of_a_person(GERMAN, sentence)
