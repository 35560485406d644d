"""One named file on the shelf turned into one value, or everything that is wrong with it."""

from collections.abc import Callable
from typing import TypeVar

from ritual.errors import Problem
from ritual.files.fields import SLUG, Table
from ritual.files.shelf import Found, Shelf, find, load, nearest
from ritual.words import t

Value = TypeVar("Value")
Read = tuple[Value | None, tuple[Problem, ...]]


def read(where: Shelf, kind: str, name: str, make: Callable[[str, Table], Value]) -> Read[Value]:
    """What `make` gives for the file that wins, or None and all problems."""
    found = find(where, kind, name)
    if not found:
        return None, (missing(where, kind, name),)
    data, unreadable = load(found.path)
    if unreadable:
        return None, unreadable
    problems = _misnamed(found)
    value = make(name, Table(str(found.path), data, problems))
    return (None if problems else value), tuple(problems)


def missing(where: Shelf, kind: str, name: str) -> Problem:
    """The problem of a name that no file on the shelf has."""
    near = nearest(where, kind, name)
    hint = t("Did you mean “{near}”?", near=near) if near else ""
    return Problem(f"{name}.toml", "", t("There is no “{name}” among the {kind}.", name=name, kind=kind), hint)


def _misnamed(found: Found) -> list[Problem]:
    if SLUG.fullmatch(found.name):
        return []
    hint = t("Small letters, digits and hyphens, like “{example}”.", example="check-in.toml")
    return [Problem(str(found.path), "", t("The name of the file can't be an id."), hint)]
