"""What a command's usage lines say may stand at a place: words as they are typed, and names of what stands there."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from ritual.cli.manual import Manual, Option

HANDLE, EVERYBODY = "HANDLE", "@all"
_TOKEN = r"\[|\]|'[^']*'|[^\s\[\]]+"
_NAME = "[A-Z]+"


class Place(NamedTuple):
    """One place: the words that may stand there, and the names of what else may, like HANDLE or RITUAL."""

    words: tuple[str, ...]
    names: tuple[str, ...]
    is_optional: bool = False
    is_many: bool = False

    def takes(self, typed: str) -> bool:
        """Whether a word that is typed may stand here."""
        if self.names == (HANDLE,):
            return typed.startswith("@")
        return bool(self.names) or typed in self.words


def next_places(manual: Manual, typed: Sequence[str]) -> tuple[Place, ...]:
    """The places at which the next word may stand, after the words that are typed already."""
    forms = [form for form in (_places(line, manual.options) for line in manual.usage) if form]
    # What is a word of its own is no name: `rota swap` asks for no ritual called swap.
    plain = [form for form in forms if typed and typed[0] in form[0].words]
    return tuple(place for form in plain or forms for place in _next(form, tuple(typed)))


def placeholder(value: str) -> str:
    """The name in what stands for a value: "RITUAL" of "[RITUAL]", "HANDLE" of "@HANDLE" and of "@ana"."""
    if value.startswith("@"):
        return HANDLE
    found = re.search(_NAME, value)
    return found[0] if found else ""


def _next(places: tuple[Place, ...], typed: tuple[str, ...]) -> Iterator[Place]:
    if not places:
        return
    first, *after = places
    rest = tuple(after)
    if not typed:
        yield first
    elif first.takes(typed[0]):
        yield from _next((first._replace(is_optional=True), *rest) if first.is_many else rest, typed[1:])
    if first.is_optional:
        yield from _next(rest, typed)


def _places(line: str, options: Iterable[Option]) -> tuple[Place, ...]:
    """The places of one usage line, without the command's name and without options and their values."""
    valued = {name for option in options if option.value for name in (option.name, option.short)}
    _command, *tokens = re.findall(_TOKEN, line) or [""]
    places: list[Place] = []
    is_optional = is_value = False
    for token in tokens:
        if token in "[]":
            is_optional = token == "["
        elif token == "…":
            places[-1] = places[-1]._replace(is_many=True)
        elif (token.startswith("-") and token != "-") or is_value:
            is_value = token in valued
        else:
            places.append(_place(token, is_optional))
    return tuple(places)


def _place(token: str, is_optional: bool) -> Place:
    parts = token.split("|")
    words = tuple(part for part in parts if part == EVERYBODY or re.fullmatch("[a-z][a-z-]*", part))
    return Place(words, tuple(placeholder(part) for part in parts if part not in words), is_optional)
