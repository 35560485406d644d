"""A command line as far as it is typed: its words, the one under the cursor, and how a shell would write more of it."""

import re
import shlex
from typing import NamedTuple

_UNSAFE = r"([^\w@%+=:,./-])"
_LIVE_IN_QUOTES = frozenset("\\$`\"'!")
_KEPT = "@$"
"""The signs at which bash breaks a word but that it leaves in front of what it completes."""


class TypedLine(NamedTuple):
    """The words before the cursor without the program's name, the beginning of the one at it, and a quote left open.

    Of `word` the shell itself has `head` letters standing already and completes only what follows.
    """

    words: tuple[str, ...]
    word: str
    quote: str = ""
    head: int = 0


def typed_line(line: str, breaks: str = "") -> TypedLine:
    """What was typed up to the cursor; `breaks` are the signs at which the shell breaks words when it completes."""
    quote = next((quote for quote in ("", '"') if _split(line, quote)), "'")
    words = _split(line, quote)
    if len(words) < 2:
        return TypedLine((), "")
    word = words[-1]
    return TypedLine(tuple(words[1:-1]), word, quote, len(word) - len(_completed(line, quote, breaks, word)))


def bash_word(word: str, typed: TypedLine) -> str:
    """The word as bash takes it in place of what is typed; "" where that can't be said within the open quote."""
    rest = word[typed.head :]
    if not typed.quote:
        return re.sub(_UNSAFE, r"\\\1", rest)
    return "" if _LIVE_IN_QUOTES & set(rest) else rest


def _split(line: str, quote: str) -> list[str]:
    """The words of a line, the last perhaps empty; none where another quote is open."""
    try:
        # A letter at the end keeps the last word, even where nothing of it is typed.
        *words, last = shlex.split(f"{line}x{quote}")
    except ValueError:
        return []
    return [*words, last[:-1]]


def _completed(line: str, quote: str, breaks: str, word: str) -> str:
    """The end of the word that the shell takes away for what is completed."""
    if quote:
        return line[line.rindex(quote) + 1 :]
    at = max((line.rfind(sign) for sign in breaks if sign not in "\"'" and not sign.isspace()), default=-1)
    if at < 0:
        return word
    rest = _split(line[at + (line[at] not in _KEPT) :], "")
    # A sign in an earlier word is none in this one.
    return rest[0] if len(rest) == 1 else word
