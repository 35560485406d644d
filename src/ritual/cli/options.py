"""Reads words and options from an argument list, in any order, and says what doesn't fit.

Written by hand because argparse speaks only English here, knows no nearest name, and costs a quick command a third of
its time.
"""

from collections.abc import Iterable, Mapping, Sequence

from ritual.cli.manual import Option
from ritual.errors import RitualError, Usage, together
from ritual.hints import NamedTuple
from ritual.words import t


class Given(NamedTuple):
    """What was typed after a command: its words, and each option's values in their order."""

    words: tuple[str, ...]
    values: Mapping[str, tuple[str, ...]]

    def has(self, name: str) -> bool:
        """Whether the option was given."""
        return name in self.values

    def text(self, name: str, default: str = "") -> str:
        """The option's last value."""
        return self.values.get(name, (default,))[-1]

    def texts(self, name: str) -> tuple[str, ...]:
        """All values of the option."""
        return self.values.get(name, ())

    def number(self, name: str, default: int) -> int:
        """The option's value as a whole number from 1; raises Usage for anything else."""
        typed = self.text(name)
        if not typed:
            return default
        if typed.isdecimal() and typed.isascii() and int(typed[:9]) > 0:
            return int(typed[:9])
        raise Usage(t("{option} takes a whole number, like 20.", option=name))

    def without_words(self, command: str, hint: str = "") -> None:
        """Raises Usage where words were typed: a command that takes none must not do something else than was meant."""
        if self.words:
            raise Usage(t("`ritual {command}` takes no words.", command=command), hint)


def read(
    arguments: Sequence[str], options: Iterable[Option], *, first_word_ends: bool = False
) -> tuple[Given, list[str]]:
    """What was typed, and the arguments that are left from the first word on where that ends the reading.

    `--` ends the options, `-` alone is a word. Raises Usage for every unknown option and every missing value.
    """
    known = {name: option for option in options for name in (option.name, option.short) if name}
    words: list[str] = []
    values: dict[str, tuple[str, ...]] = {}
    wrong: list[RitualError] = []
    rest = list(arguments)
    while rest:
        argument = rest.pop(0)
        if argument == "--":
            words, rest = words + rest, []
            break
        if argument == "-" or not argument.startswith("-"):
            if first_word_ends:
                rest.insert(0, argument)
                break
            words.append(argument)
            continue
        try:
            option, value = _option(argument, known, rest)
        except Usage as error:
            wrong.append(error)
        else:
            values[option.name] = (*values.get(option.name, ()), value)
    if wrong:
        raise together(wrong)
    return Given(tuple(words), values), rest


def _option(argument: str, known: Mapping[str, Option], rest: list[str]) -> tuple[Option, str]:
    name, joined, value = argument.partition("=")
    if not argument.startswith("--") and len(argument) > 2 and argument[:2] in known:
        name, joined, value = argument[:2], "=", argument[2:]
    option = known.get(name)
    if option is None:
        raise _unknown(name, known)
    if not option.value:
        if joined:
            raise Usage(t("{option} takes no value.", option=name))
        return option, ""
    if joined:
        return option, value
    if option.is_optional:
        return option, rest.pop(0) if rest and _is_single(rest[0]) else ""
    if not rest:
        raise Usage(t("{option} needs a value: {value}.", option=name, value=option.value))
    return option, rest.pop(0)


def _is_single(argument: str) -> bool:
    """Whether an argument may be the value of an option that needs none: one word, no handle, no option."""
    return bool(argument) and argument[0] not in "-@" and not any(sign.isspace() for sign in argument)


def _unknown(name: str, known: Iterable[str]) -> Usage:
    from difflib import get_close_matches  # only what is misspelt pays for it

    near = get_close_matches(name, list(known), n=1)
    hint = t("Did you mean {near}?", near=near[0]) if near else t("Words that begin with a hyphen go after --.")
    return Usage(t("There is no option {option} here.", option=name), hint)
