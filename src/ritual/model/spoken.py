"""Reads one typed line the way people write it: for whom or by whom it is, what it says, by when, what it becomes."""

import re
from collections.abc import Iterable

from ritual.model.entry import ACTION
from ritual.model.ritual import Step
from ritual.model.steps import KINDS
from ritual.model.team import GUEST, Team, called, first

_DUE = re.compile(
    r"^(?P<words>.*[^\s,]),?\s+(?:by|until|till|due|bis(?: zum| zur)?)\s+(?P<due>\S.*?)\.?$", re.IGNORECASE | re.DOTALL
)
_GIVEN = re.compile(r"^\s*(?P<to>\S.*?)\s*,?\s+(?:from|von)\s+(?P<by>\S.*)$", re.IGNORECASE)
_BETWEEN = re.compile(r"\s*(?:,|&|\+|\band\b|\bund\b)\s*", re.IGNORECASE)


def becomes(step: Step) -> str:
    """The kind of entry that a line typed in a step becomes."""
    return ACTION if step.yields == "action" else KINDS[step.kind].typed


def addressed(words: str, team: Team, here: Iterable[str]) -> tuple[list[str], str]:
    """The people a line begins with ("Ana, Bo: …" or "@ana @bo …") and what follows; nobody is ever guessed."""
    known = _names(team, here)
    head, colon, rest = words.partition(":")
    named = [known.get(name.lstrip("@").casefold(), "") for name in _BETWEEN.split(head.strip())] if colon else []
    if named and all(named) and rest.strip():
        return list(dict.fromkeys(named)), rest.strip()
    found: list[str] = []
    rest = words.lstrip()
    while rest.startswith("@"):
        handle, _, after = rest.partition(" ")
        who = known.get(handle.strip("@,:").casefold(), "")
        if not who or not after.strip():
            break
        found.append(who)
        rest = after.lstrip()
    return (list(dict.fromkeys(found)), rest) if found else ([], words)


def thanked(words: str, team: Team, here: Iterable[str]) -> tuple[list[str], str, str]:
    """Whom a line thanks, who gives the thanks where it says so ("Ana, from Bo: …"), and what follows."""
    present = tuple(here)
    head, colon, rest = words.partition(":")
    found = _GIVEN.match(head) if colon else None
    if found:
        to, rest = addressed(f"{found['to']}: {rest}", team, present)
        by, _ = addressed(f"{found['by']}: .", team, present)
        if to and len(by) == 1:
            return to, by[0], rest
    to, rest = addressed(words, team, present)
    return to, "", rest


def due_at_end(words: str) -> tuple[str, str]:
    """The words of a promise and the day it ends with ("… by friday"), "" where it names none."""
    found = _DUE.match(words)
    return (found["words"], found["due"]) if found else (words, "")


def _names(team: Team, here: Iterable[str]) -> dict[str, str]:
    """Every way to write somebody: handle, shown name, whole name; ways that two people share mean nobody."""
    guests = [team.person(who) for who in here if who.startswith(GUEST)]
    people = [*team.members, *guests]
    shown = called(people)
    ways: dict[str, set[str]] = {}
    for person in people:
        for way in (person.handle, shown[person.id], first(person.name), person.name):
            if way:
                ways.setdefault(way.casefold(), set()).add(person.id)
    return {way: ids.pop() for way, ids in ways.items() if len(ids) == 1}
