"""Tags: words with a sign before them, as people write them into what they say."""

from collections.abc import Iterator
from unicodedata import category, normalize

SIGN = "#"


def tags(words: str) -> frozenset[str]:
    """The tags in some words, without their sign and in small letters: a letter or digit begins one, "-" and "_" join.

    A sign within a word, as in C#4, is none.
    """
    return frozenset(_tags(normalize("NFC", words))) if SIGN in words else frozenset()


def tag_named(typed: str) -> str:
    """The one tag that was typed, with or without its sign; "" where it is none, or more than one."""
    word = typed.strip().removeprefix(SIGN)
    found = _small(normalize("NFC", word))
    return found if tags(SIGN + word) == {found} else ""


def _tags(words: str) -> Iterator[str]:
    before, *parts = words.split(SIGN)
    for part in parts:
        word = _beginning(part)
        if word and not _joins(before[-1:]):
            yield _small(word)
        before = part or SIGN


def _beginning(part: str) -> str:
    end = next((n for n, letter in enumerate(part) if not _joins(letter)), len(part))
    word = part[:end].rstrip("-_")
    return word if word[:1].isalnum() else ""


def _small(word: str) -> str:
    # Letter by letter, as the search index does it, for which "ß" isn't "ss".
    return "".join(small if len(small := letter.casefold()) == 1 else letter.lower() for letter in word)


def _joins(letter: str) -> bool:
    return letter != "" and (letter in "-_" or category(letter)[0] in "LMN")
