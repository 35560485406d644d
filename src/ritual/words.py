"""Every sentence a person reads, in the language chosen once at the start.

English is the source: a sentence is looked up by its English form in the catalogue of the chosen language
(`ritual/catalogues/<lang>.py`, compiled from `locale/<lang>.po`) and falls back to itself. Arguments are filled in
after the look-up, so text from others is never read as a template.

The chosen language is this program's one piece of module-level state: it is set before any screen is imported, because
Textual fixes key labels when classes are made.
"""

from collections.abc import Iterator, Mapping

LANGUAGES = ("en", "de")

_spoken: list[tuple[str, Mapping[str, str | tuple[str, str]]]] = [("en", {})]


def t(sentence: str, /, **args: object) -> str:
    """The sentence in the chosen language, with its arguments filled in."""
    found = _spoken[-1][1].get(sentence, sentence)
    said = found if isinstance(found, str) else found[0]
    return said.format(**args) if args else said


def tn(one: str, many: str, n: int, /, **args: object) -> str:
    """The singular or the plural sentence for `n`, which is also the argument `{n}`."""
    found = _spoken[-1][1].get(one, (one, many))
    pair = (found, found) if isinstance(found, str) else found
    return pair[0 if n == 1 else 1].format(n=n, **args)


def mark(sentence: str) -> str:
    """Marks a sentence for the catalogues where it stands in a table; `t` says it later."""
    return sentence


def language() -> str:
    """The language that is spoken now."""
    return _spoken[-1][0]


def speak(lang: str) -> None:
    """Speaks `lang` from now on; an unknown language means English."""
    _spoken[-1] = (lang, _catalogue(lang)) if lang in LANGUAGES else ("en", {})


class speaking:  # noqa: N801  reads as a verb: `with speaking("de"):`
    """Speaks another language for a while: a team's recap in a person's shell."""

    def __init__(self, lang: str) -> None:
        self._lang = lang

    def __enter__(self) -> None:
        _spoken.append(_spoken[-1])
        speak(self._lang)

    def __exit__(self, *_: object) -> None:
        _spoken.pop()


def _catalogue(lang: str) -> Mapping[str, str | tuple[str, str]]:
    if lang == "en":
        return {}
    module = __import__(f"ritual.catalogues.{lang}", fromlist=["SENTENCES"])
    sentences: Mapping[str, str | tuple[str, str]] = module.SENTENCES
    return sentences


def listed(names: "Iterator[str] | list[str] | tuple[str, ...]") -> str:
    """Names as people list them: "Ana, Bo and Chris"."""
    every = list(names)
    if len(every) < 2:
        return "".join(every)
    return t("{some} and {last}", some=", ".join(every[:-1]), last=every[-1])
