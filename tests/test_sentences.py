"""No sentence of the program uses a pronoun for a person: it doesn't know which one to use, and a name is warmer."""

import re
from pathlib import Path

import pytest

import catalogue
from ritual.catalogues import de

ROOT = Path(__file__).parent.parent
ENGLISH = re.compile(r"\b(he|him|his|she|her|hers|they|them|their|theirs|himself|herself|themsel(f|ves))\b", re.I)
GERMAN = re.compile(r"\b(er|ihn|ihm|ihnen|sie|ihr(e[nmrs]?)?|sein(e[nmrs]?)?)\b", re.I)
# The same German words, where they mean no person: "Ihr seid", "wollt ihr", "muss … sein".
ADDRESS = re.compile(
    r"\b[Ii]hr (seid|euch|[a-zäöüß]+t)\b"
    r"|\b([Hh]abt|[Ss]eid|[Ww]ollt|[Kk]önnt|[Mm]üsst|[Dd]ürft|[Ss]ollt|[Bb]raucht|[Mm]acht) ihr\b"
)
TO_BE = re.compile(r"\b(muss|müssen|kann|können|darf|dürfen|soll|sollen|will|zu)\b[^.;:]*\bsein\b(?=\W|$)", re.I)
ALLOWED: dict[str, str] = {
    "Thanks go to somebody else; that is what makes them.": "the thanks",
    "Write them behind the command, or “-” to read them from stdin.": "the words",
    "They also wait as a draft; `ritual {command} -e` starts with them.": "the words",
    "`ritual COMMAND --help` says more about one of them.": "the commands",
    "thank somebody; without words it asks for them": "the words",
    "Bytes {where} aren't UTF-8; “\ufffd” stands for them.": "the bytes",
    "Leave parent out in one of them.": "the themes",
}
"""Sentences, by their English form, in which such a word stands for a thing: and for which."""

NO_PERSON = (
    "Wollt ihr anfangen?",
    "Ihr habt Zeit.",
    "Wenn ihr weitermacht …",
    "Das muss Text sein.",
    "Dieser ist leer.",
)
A_PERSON = ("Frag sie.", "Er fängt an.", "Es ist ihre Runde.", "Ihr Wort gilt.", "Das ist sein Wort.", "Gib ihm Zeit.")


def english() -> set[str]:
    """Every sentence of the source, singular and plural."""
    found = catalogue.collect(ROOT).sentences
    return {form for sentence in found for form in (sentence.one, sentence.many) if form}


def german() -> dict[str, str]:
    """Every German sentence by its English form; both forms of a plural as one text."""
    return {one: said if isinstance(said, str) else " | ".join(said) for one, said in de.SENTENCES.items()}


def test_no_english_sentence_has_a_pronoun_for_a_person() -> None:
    assert sorted(s for s in english() if ENGLISH.search(s) and s not in ALLOWED) == []


def test_no_german_sentence_has_a_pronoun_for_a_person() -> None:
    bare = {one: TO_BE.sub("", ADDRESS.sub("", said)) for one, said in german().items()}
    assert sorted(german()[one] for one, said in bare.items() if GERMAN.search(said) and one not in ALLOWED) == []


def test_every_exception_is_still_said() -> None:
    assert sorted(ALLOWED.keys() - english()) == []


@pytest.mark.parametrize(
    "said",
    ["Wollt ihr anfangen?", "Ihr habt Zeit.", "Wenn ihr kommt …", "Das muss Text sein.", "Dieser ist leer."],
)
def test_address_and_to_be_are_no_pronouns_for_a_person(said: str) -> None:
    assert not GERMAN.search(TO_BE.sub("", ADDRESS.sub("", said)))


@pytest.mark.parametrize(
    "said", ["Frag sie.", "Er fängt an.", "Es ist ihre Runde.", "Das ist sein Wort.", "Gib ihm Zeit."]
)
def test_pronouns_for_a_person_are_seen(said: str) -> None:
    assert GERMAN.search(TO_BE.sub("", ADDRESS.sub("", said)))
