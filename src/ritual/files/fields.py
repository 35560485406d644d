"""Reads typed values out of the tables of a hand-written file and collects everything that is wrong on the way."""

import re
from collections.abc import Iterable, Mapping
from difflib import get_close_matches

from ritual.errors import Problem
from ritual.model.clean import line
from ritual.words import t

SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


class Table:
    """One table of a file. Reading a key notes it; `finish` tells the keys that nobody read."""

    def __init__(self, file: str, data: Mapping[str, object], problems: list[Problem], path: str = "") -> None:
        self._file = file
        self._data = data
        self._problems = problems
        self._path = path
        self._known: list[str] = []

    def wrong(self, key: str, sentence: str, hint: str = "") -> None:
        """Adds a problem with one key, or with the table itself where the key is ""."""
        self._problems.append(Problem(self._file, self._to(key), sentence, hint))

    def take(self, problems: Iterable[Problem]) -> None:
        """Adds the problems of another file that this one asks for."""
        self._problems.extend(problems)

    def missing(self, key: str) -> None:
        """Adds the problem that a key isn't there."""
        self.wrong(key, t("This is missing."))

    def has(self, key: str) -> bool:
        """Whether the key is there."""
        return key in self._data

    def value(self, key: str) -> object:
        """Whatever the key holds, or None; the key counts as read."""
        if key not in self._known:
            self._known.append(key)
        return self._data.get(key)

    def text(self, key: str, default: str = "") -> str:
        """Words on one line, cleaned."""
        value = self.value(key)
        if isinstance(value, str):
            return line(value)
        if value is not None:
            self.wrong(key, t("This has to be text in quotes."))
        return default

    def needed(self, key: str) -> str:
        """Words on one line that have to be there."""
        value = self.text(key)
        if not value and isinstance(self._data.get(key, ""), str):
            self.missing(key)
        return value

    def unique(self, key: str, taken: set[str]) -> str:
        """Words that no earlier table has taken."""
        value = self.needed(key)
        if value and value in taken:
            self.wrong(key, t("“{value}” is there twice; it belongs to one.", value=value))
        taken.add(value)
        return value

    def slug(self, key: str, taken: set[str]) -> str:
        """An id of small letters, digits and single hyphens, that no earlier table has taken."""
        value = self.unique(key, taken)
        if value and not SLUG.fullmatch(value):
            hint = t("Small letters, digits and hyphens, like “{example}”.", example="check-in")
            self.wrong(key, t("“{value}” can't be an id.", value=value), hint)
        return value

    def number(self, key: str, default: int, least: int, most: int) -> int:
        """A whole number within bounds."""
        value = self.value(key)
        if value is None:
            return default
        if isinstance(value, int) and not isinstance(value, bool) and least <= value <= most:
            return value
        self.wrong(key, t("This has to be a whole number from {least} to {most}.", least=least, most=most))
        return default

    def flag(self, key: str, default: bool = False) -> bool:
        """True or false."""
        value = self.value(key)
        if isinstance(value, bool):
            return value
        if value is not None:
            self.wrong(key, t("This has to be true or false."))
        return default

    def choice(self, key: str, choices: Iterable[str], default: str) -> str:
        """One word of a closed set."""
        value = self.text(key, default)
        every = tuple(choices)
        if value in every or value == default:
            return value
        self._unknown(key, value, every)
        return default

    def choices(self, key: str, choices: Iterable[str]) -> tuple[str, ...]:
        """Several words of a closed set, in the file's order."""
        value = self.value(key)
        if value is None:
            return ()
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            self.wrong(key, t("This has to be a list of words in quotes."))
            return ()
        every = tuple(choices)
        for item in value:
            if item not in every:
                self._unknown(key, item, every)
        return tuple(dict.fromkeys(item for item in value if item in every))

    def tables(self, key: str) -> "list[Table]":
        """The tables of a list; in problems they are counted from 1."""
        value = self.value(key)
        if value is None:
            return []
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            self.wrong(key, t("This has to be a list of tables."), f"[[{key}]]")
            return []
        return [self._below(f"{key}[{n}]", item) for n, item in enumerate(value, 1)]

    def table(self, key: str) -> "Table":
        """The table below a key; an empty one where there is none."""
        value = self.value(key)
        if value is not None and not isinstance(value, dict):
            self.wrong(key, t("This has to be a table."), f"[{key}]")
        return self._below(key, value if isinstance(value, dict) else {})

    def keys(self) -> tuple[str, ...]:
        """Every key of the table, as written."""
        return tuple(self._data)

    def unread(self) -> tuple[str, ...]:
        """The keys that nobody asked for yet."""
        return tuple(key for key in self._data if key not in self._known)

    def finish(self) -> None:
        """Tells every key that means nothing here, with the nearest one that does."""
        for key in self.unread():
            near = get_close_matches(key, self._known, n=1)
            hint = t("Did you mean “{near}”?", near=near[0]) if near else ""
            self.wrong(line(key), t("This key means nothing here."), hint)

    def _to(self, key: str) -> str:
        return ".".join(part for part in (self._path, key) if part)

    def _below(self, key: str, data: Mapping[str, object]) -> "Table":
        return Table(self._file, data, self._problems, self._to(key))

    def _unknown(self, key: str, value: str, every: tuple[str, ...]) -> None:
        near = get_close_matches(value, every, n=1)
        hint = t("Did you mean “{near}”?", near=near[0]) if near else t("Possible: {all}.", all=", ".join(every))
        self.wrong(key, t("“{value}” isn't possible here.", value=line(value)), hint)
