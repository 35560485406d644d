"""A person's own keys, checked against the commands there are: unknown names, no keys, and clashes are told."""

from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from string import punctuation
from typing import NamedTuple

from textual.binding import Binding
from textual.keys import Keys

from ritual.errors import Problem
from ritual.tui.commands import PLACES, Kind, every
from ritual.words import t

_NAMED = frozenset(key.value for key in Keys) | {"space"}
_WITH = ("ctrl", "alt", "shift", "super")

KeysOf = Mapping[str, tuple[str, ...]]
"""A command's name to its keys, as Textual names them."""


class Keymap(NamedTuple):
    """The keys of every command, and what of the person's wishes can't be."""

    keys: KeysOf
    problems: tuple[Problem, ...]


def keymap(wishes: Mapping[str, str], file: str) -> Keymap:
    """The commands' own keys with a person's wishes over them; a wish with a problem changes nothing."""
    names = {command.name: command for command in every()}
    keys = {name: tuple(normal(key) for key in command.keys) for name, command in names.items()}
    problems = []
    for name, wish in wishes.items():
        wished = tuple(normal(key) for key in wish.replace(",", " ").split())
        problem = _problem(name, wished, wish, names, keys)
        if problem:
            problems.append(Problem(file, f"keys.{name}", *problem))
        else:
            keys[name] = wished
    return Keymap(keys, tuple(problems))


def bindings(offered: Iterable[Kind], keys: KeysOf) -> Iterable[Binding]:
    """The bindings of a screen's commands."""
    for command in offered:
        for key in keys[command.name]:
            action = f"{command.action()}('{key}')" if command.numbered else command.action()
            yield Binding(key, action, t(command.label), id=f"{command.name}.{key}")


def normal(key: str) -> str:
    """A key as Textual names it: "?" is question_mark."""
    return next(iter(Binding.make_bindings([Binding(key, "")]))).key


def _problem(
    name: str, wished: tuple[str, ...], wish: str, names: Mapping[str, Kind], keys: KeysOf
) -> tuple[str, str] | None:
    if name not in names:
        close = get_close_matches(name, names, 1)
        hint = t("Did you mean “{name}”?", name=close[0]) if close else t("The help screen names them all.")
        return t("There is no such command."), hint
    if names[name].numbered:
        return t("These keys can't be changed."), ""
    unknown = [key for key in wished if not _is_key(key)]
    if unknown or not wished:
        return t("“{key}” is no key.", key=" ".join(unknown) or wish), t("Write a letter, or one like f5 or ctrl+n.")
    other = _taken(name, wished, keys)
    if other:
        return t("This key already means “{name}” on the same screen.", name=other), t("Choose another one.")
    return None


def _is_key(key: str) -> bool:
    *modifiers, last = key.split("+")
    plain = (
        len(last) == 1 or last in _NAMED or last in {"comma", *(normal(sign) for sign in punctuation if sign != ",")}
    )
    return plain and all(modifier in _WITH for modifier in modifiers)


def _taken(name: str, wished: tuple[str, ...], keys: KeysOf) -> str:
    for offered in PLACES.values():
        here = [command.name for command in offered]
        if name in here:
            for other in here:
                if other != name and set(keys[other]) & set(wished):
                    return other
    return ""
