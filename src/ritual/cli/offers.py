"""What could be typed at the cursor: commands, options, their values and a command's words, from the table and manuals.

Each is a whole word as it may stand there.
"""

from collections.abc import Iterable, Iterator, Sequence

from ritual.cli import table
from ritual.cli.candidates import FILES, Candidate, candidates
from ritual.cli.manual import EVERYWHERE, VERSION, Manual, Option
from ritual.cli.options import Given, read
from ritual.cli.shell import Shell
from ritual.cli.usage import Place, next_places, placeholder
from ritual.words import t

A_FILE: Candidate = ("", "files")
"""Stands for every file there is, which the shell itself knows best."""
_CURSOR = "\0"
"""Stands for the word at the cursor; no argument of a process has it in it."""
_FIRST = (Place((), ("COMMAND",)),)
_HELP = "help"


def offers(words: Sequence[str], word: str, shell: Shell) -> Iterator[Candidate]:
    """What may stand in the place of `word` after these words; raises Usage where they fit nowhere."""
    given, rest = read((*words, _CURSOR), (*EVERYWHERE, VERSION), first_word_ends=True)
    shell.team = given.text("--team", shell.team)
    if len(rest) == 2 and rest[0] == _HELP:
        rest = rest[1:]
    if not rest or rest[0] == _CURSOR:
        yield from _found(given, (*EVERYWHERE, VERSION), _FIRST, word, shell)
    elif row := table.find(rest[0]):
        manual: Manual = __import__(row.module, fromlist=["MANUAL"]).MANUAL
        options = (*manual.options, *EVERYWHERE)
        given, _ = read(rest[1:], options)
        shell.team = given.text("--team", shell.team)
        typed = given.words[:-1] if _CURSOR in given.words else given.words
        is_over = "--" in words
        yield from _found(given, () if is_over else options, next_places(manual, typed), word, shell)


def _found(
    given: Given, options: Iterable[Option], places: Iterable[Place], word: str, shell: Shell
) -> Iterator[Candidate]:
    """What may stand there: the value of an option before it, an option, an option with its value, or a word."""
    is_dashed = word.startswith("-")
    open_ = next((option for option in options if _CURSOR in given.texts(option.name)), None)
    if open_ and not (open_.is_optional and is_dashed):
        yield from _values(open_, shell)
    if is_dashed and (not open_ or open_.is_optional):
        yield from _dashed(given, options, word, shell)
    elif not open_ or open_.is_optional:
        yield from (each for place in places for each in _standing(place, shell))


def _dashed(given: Given, options: Iterable[Option], word: str, shell: Shell) -> Iterator[Candidate]:
    name, joined, _ = word.partition("=")
    for option in options:
        if joined and option.name == name:
            yield from (
                (f"{name}={value}", about) if value else (value, about) for value, about in _values(option, shell)
            )
        elif option.many or not given.has(option.name):
            yield option.name, t(option.help)


def _values(option: Option, shell: Shell) -> Iterable[Candidate]:
    if option.choices:
        return ((choice, "") for choice in option.choices)
    return _standing(Place((), (placeholder(option.value),)), shell)


def _standing(place: Place, shell: Shell) -> Iterator[Candidate]:
    yield from ((word, "") for word in place.words)
    for name in place.names:
        yield from (A_FILE,) if name in FILES else candidates(name, shell)
