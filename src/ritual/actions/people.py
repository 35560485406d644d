"""Finds the people that somebody named by handle; never guesses, always says who was near."""

from collections.abc import Iterable, Sequence

from ritual.errors import NotFound, Refused, together
from ritual.model.team import Person, Team
from ritual.words import t

EVERYBODY = "all"


def person(team: Team, typed: str, *, or_left: bool = False) -> Person:
    """The member with that handle, with or without @, or else, if asked for, somebody who has left; raises NotFound
    with those who were near."""
    handle = typed.strip().removeprefix("@").rstrip(",;:").casefold()
    found = next((each for each in team.members if each.handle == handle), None)
    if found:
        return found
    gone = next((each for each in team.people.values() if each.handle == handle), None)
    if gone and or_left:
        return gone
    if gone:
        raise NotFound(
            t("{name} isn't in the team any more.", name=gone.name),
            t("`ritual members change @{handle} --left no` takes {name} in again.", handle=handle, name=gone.name),
        )
    raise NotFound(t("Nobody in “{team}” is @{handle}.", team=team.name, handle=handle), _hint(team, handle))


def persons(team: Team, typed: Iterable[str]) -> tuple[Person, ...]:
    """The members with these handles, each once, in the order typed; raises NotFound for all that nobody has."""
    found, wrong = [], []
    for each in typed:
        try:
            found.append(person(team, each))
        except NotFound as error:
            wrong.append(error)
    if wrong:
        raise together(wrong)
    return tuple({each.id: each for each in found}.values())


def split(typed: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The handles at the beginning, and the words behind them."""
    count = next((n for n, word in enumerate(typed) if len(word) < 2 or word[0] != "@"), len(typed))
    return tuple(word.rstrip(",;:") for word in typed[:count]), typed[count:]


def myself(team: Team, me: str) -> Person:
    """Who sits at this machine; Refused where nobody has said so."""
    found = team.people.get(me)
    if found is None:
        raise Refused(t("ritual doesn't know who you are."), t("`ritual init --me @you` says it."))
    return found


def _hint(team: Team, handle: str) -> str:
    near = _near(team.members, handle)
    if len(near) == 1:
        return t("Did you mean {person}?", person=_shown(near[0]))
    if near:
        return t("There are {people}; write the handle.", people=", ".join(_shown(each) for each in near))
    if not team.members:
        return t("`ritual members add 'Ana Ruiz @ana'` adds somebody.")
    return t("There is: {people}.", people=", ".join(f"@{each.handle}" for each in team.members))


def _near(members: Sequence[Person], handle: str) -> list[Person]:
    from difflib import get_close_matches  # only what is misspelt pays for it

    parts: dict[str, list[Person]] = {}
    for each in members:
        for part in {each.handle, *each.name.casefold().split()}:
            parts.setdefault(part, []).append(each)
    begun = [part for part in parts if handle and part.startswith(handle)]
    near = [handle] if handle in parts else begun or get_close_matches(handle, list(parts), n=3)
    named = [each for part in near for each in parts[part]]
    return list({each.id: each for each in named}.values())


def _shown(each: Person) -> str:
    return f"@{each.handle} ({each.name})"
