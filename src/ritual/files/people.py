"""The people of a new team, as typed: one a line, or names with commas between."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ritual.errors import Problem
from ritual.files.handles import EVERYBODY, HANDLE, folded, free_handle
from ritual.files.zones import is_zone, nearest_zone
from ritual.model.clean import clean
from ritual.words import t

LONGEST_NAME = 60
_LEAD = ("lead", "leitung")
_BETWEEN = re.compile(r"[,;&\n]|\s(?:and|und)\s", re.IGNORECASE)
_COMMENT = re.compile(r"(?:^|\s)#.*$")


class Listed(NamedTuple):
    """One person of a list."""

    name: str
    handle: str
    zone: str = ""
    lead: bool = False


Found = tuple[tuple[Listed, ...], tuple[Problem, ...]]
_Rows = Iterable[tuple[str, str]]
_Wrong = Iterator[tuple[str, str]]


def people(text: str, file: str = "-") -> Found:
    """Everybody in a list of one person a line: `Ana Ruiz @ana Europe/Madrid lead`, and all problems by line.

    Handle, zone and lead may be left out. Who has no handle gets one made of the name, different from all others.
    """
    rows = [(t("line {n}", n=n), row) for n, row in enumerate(clean(text).text.split("\n"), 1)]
    return _people(rows, file)


def names(text: str, file: str = "--with") -> Found:
    """Everybody in a list with commas between: `Ana, Bo and Chris`, and all problems by name."""
    rows = [(t("name {n}", n=n), part) for n, part in enumerate(_BETWEEN.split(clean(text).text), 1)]
    return _people(rows, file)


def _people(rows: _Rows, file: str) -> Found:
    every: list[Listed] = []
    problems: list[Problem] = []
    for where, row in rows:
        sorts = _sorted(_COMMENT.sub("", row).split())
        if not any(sorts.values()):
            continue
        person = _person(sorts)
        problems += [Problem(file, where, *wrong) for wrong in (*_strange(sorts, person), *_twice(every, person))]
        every.append(person)
    return _with_handles(every), tuple(problems)


def _sorted(words: list[str]) -> dict[str, list[str]]:
    sorts: dict[str, list[str]] = {"name": [], "handle": [], "zone": [], "lead": [], "address": []}
    for word in words:
        sorts[_sort(word, bool(sorts["name"] or sorts["handle"]))].append(word)
    return sorts


def _sort(word: str, named: bool) -> str:
    if word.startswith("@"):
        return "handle"
    if "/" in word or word == "UTC":
        return "zone"
    if "@" in word:
        return "address"
    return "lead" if named and word.strip("()").casefold() in _LEAD else "name"


def _person(sorts: dict[str, list[str]]) -> Listed:
    handle = "".join(sorts["handle"][:1])[1:].lower()
    name = " ".join(sorts["name"]) or handle.capitalize()
    return Listed(name, handle, "".join(sorts["zone"][:1]), bool(sorts["lead"]))


def _strange(sorts: dict[str, list[str]], person: Listed) -> _Wrong:
    if sorts["address"]:
        yield t("An address isn't kept."), t("Leave it out.")
    if len(sorts["handle"]) > 1:
        yield t("There is more than one handle."), t("One person a line.")
    if len(sorts["zone"]) > 1:
        yield t("There is more than one time zone."), ""
    if not person.name:
        yield t("There is no name."), t("Like “{example}”.", example="Ana Ruiz @ana Europe/Madrid lead")
    if len(person.name) > LONGEST_NAME:
        yield t("A name has at most {most} letters.", most=LONGEST_NAME), t("One person a line.")
    yield from _strange_handle(person.handle)
    if person.zone and not is_zone(person.zone):
        near = nearest_zone(person.zone)
        hint = t("Did you mean “{near}”?", near=near) if near else t("Like “{example}”.", example="Europe/Madrid")
        yield t("“{value}” isn't a time zone.", value=person.zone), hint


def _strange_handle(handle: str) -> _Wrong:
    if handle == EVERYBODY:
        yield t("“@{handle}” means the whole team.", handle=handle), t("Choose another handle.")
    elif handle and not HANDLE.fullmatch(handle):
        near = folded(handle)
        hint = t("Did you mean “{near}”?", near=f"@{near}") if near else t("Small letters, digits, - and _.")
        yield t("“{value}” can't be a handle.", value=handle), hint


def _twice(before: list[Listed], person: Listed) -> _Wrong:
    if person.handle and person.handle in {other.handle for other in before}:
        yield t("“@{handle}” is there twice.", handle=person.handle), t("A handle belongs to one person.")
    elif (person.name.casefold(), person.handle) in {(other.name.casefold(), other.handle) for other in before}:
        yield t("“{name}” is there twice.", name=person.name), t("Add a second name or a handle.")


def _with_handles(every: list[Listed]) -> tuple[Listed, ...]:
    taken = {person.handle for person in every if person.handle} | {EVERYBODY}
    done = []
    for person in every:
        handle = person.handle or free_handle(person.name, taken)
        taken.add(handle)
        done.append(person._replace(handle=handle))
    return tuple(done)
