"""Words in one or several languages, read from the tables of a hand-written file."""

import re
from collections.abc import Mapping

from ritual.files.fields import Table
from ritual.model.clean import line
from ritual.model.phrase import Phrase
from ritual.words import t

_LANGUAGE = re.compile(r"[a-z]{2}")


def phrase(table: Table, key: str, *, needed: bool = False) -> Phrase:
    """The words of a key: plain text, or a table of languages."""
    value = table.value(key)
    if value is None:
        if needed:
            table.missing(key)
        return {}
    if isinstance(value, str):
        return _spoken(table, key, {"": value})
    if isinstance(value, dict) and all(isinstance(words, str) for words in value.values()):
        return _spoken(table, key, value)
    table.wrong(key, t("This has to be text, or text by language."), '{ en = "…", de = "…" }')
    return {}


def languages(table: Table) -> Phrase:
    """The words of a table whose keys are languages: all that aren't read yet and look like the code of one."""
    words = {lang: table.text(lang) for lang in table.unread() if _LANGUAGE.fullmatch(lang)}
    if not words or not all(words.values()):
        table.wrong("", t("There are no words here."), 'en = "…"')
    return words


def _spoken(table: Table, key: str, value: Mapping[str, str]) -> Phrase:
    if not value:
        table.wrong(key, t("There are no words here."))
    for lang, words in value.items():
        where = f"{key}.{line(lang)}" if lang else key
        if lang and not _LANGUAGE.fullmatch(lang):
            table.wrong(where, t("This isn't the code of a language."), t("Like en or de."))
        elif not line(words):
            table.wrong(where, t("There are no words here."))
    return {lang: line(words) for lang, words in value.items()}
