"""A phrase that people wrote in one or several languages, as it stands in rituals, decks and scales."""

from collections.abc import Mapping

from ritual.model.clean import clean

Phrase = Mapping[str, str]
"""Language code to words; "" is the code of words that are the same in every language."""


def phrase(value: object) -> Phrase:
    """A cleaned phrase from a plain string or a table of languages; anything else is an empty phrase."""
    if isinstance(value, str):
        return {"": clean(value).text}
    if isinstance(value, Mapping):
        return {str(lang): clean(words).text for lang, words in value.items() if isinstance(words, str)}
    return {}


def said(words: Phrase, lang: str) -> str:
    """The phrase in `lang`, else in English, else in whatever language there is."""
    for code in (lang, "", "en"):
        if code in words:
            return words[code]
    return next(iter(words.values()), "")


def inside(words: Phrase, lang: str) -> str:
    """A title in the middle of a sentence; in German capitals mean nouns and stay."""
    return said(words, lang) if lang == "de" else said(words, lang).lower()
