"""Whom a kudos thanks: the handles typed, else those given in answer. Nobody is guessed."""

from typing import TYPE_CHECKING, NamedTuple

from ritual.actions.desk import Desk
from ritual.actions.people import EVERYBODY, persons, split
from ritual.cli.asking import agrees, line
from ritual.cli.shell import Shell
from ritual.errors import Refused, RitualError, Usage
from ritual.model.team import called
from ritual.words import listed, t

if TYPE_CHECKING:
    from ritual.files.git import Commit
    from ritual.model.team import Person


class Receivers(NamedTuple):
    """The ids of those who are thanked, or everybody."""

    ids: tuple[str, ...] = ()
    everybody: bool = False


def named(desk: Desk, handles: tuple[str, ...], giver: str) -> Receivers:
    """The people with these handles; NotFound for handles that nobody has, Refused for the giver's own."""
    if f"@{EVERYBODY}" in handles:
        return Receivers(everybody=True)
    ids = tuple(person.id for person in persons(desk.team, handles))
    if giver in ids:
        raise Refused(t("Thanks go to somebody else."), t("What went well is a win: `ritual win`."))
    return Receivers(ids)


def nobody(desk: Desk, rest: tuple[str, ...]) -> Usage | None:
    """What to say where no handle stands first but one stands later, or stands there without its @."""
    known = {f"@{person.handle}" for person in desk.team.members} | {f"@{EVERYBODY}"}
    words = [word.rstrip(",;:.").casefold() for word in rest]
    if words and f"@{words[0]}" in known:
        return _unsaid(t("A handle begins with @: `ritual kudos @{handle}`.", handle=words[0]))
    if late := " ".join(word for word in words if word in known):
        return _unsaid(t("Handles come first: `ritual kudos {handles}`.", handles=late))
    return None


def asked(shell: Shell, desk: Desk, giver: str, commit: "Commit | None") -> Receivers:
    """The people named in answer to a question; those behind the commit are suggested first.

    Raises Usage where nobody can be asked, and what `named` raises.
    """
    suggested = _behind(shell, desk, giver, commit) if commit else ()
    if not shell.can_ask:
        raise _alone(suggested, commit)
    if suggested:
        question = t(
            "The commit is by {names}. Thank {handles}?",
            names=_names(desk, suggested),
            handles=listed([f"@{person.handle}" for person in suggested]),
        )
        if agrees(shell, question):
            return Receivers(tuple(person.id for person in suggested))
    handles, _ = split(tuple(line(shell, t("For whom?")).split()))
    if not handles:
        raise _unsaid()
    return named(desk, handles, giver)


def _behind(shell: Shell, desk: Desk, giver: str, commit: "Commit") -> "tuple[Person, ...]":
    from ritual.actions.commits import authors

    return tuple(each for each in authors(desk.team, shell.config.git, commit) if each.id != giver)


def _alone(suggested: "tuple[Person, ...]", commit: "Commit | None") -> RitualError:
    if commit is None:
        return _unsaid()
    if suggested:
        handles = " ".join(f"@{person.handle}" for person in suggested)
        hint = t("The commit suggests `ritual kudos {handles} --commit={rev}`.", handles=handles, rev=commit.short)
        return _unsaid(hint)
    return _unsaid(
        t("The commit is by {name}; nobody else in the team is known by that name.", name=commit.author.name or "?")
    )


def _unsaid(hint: str = "") -> Usage:
    return Usage(t("For whom? Nobody is guessed."), hint or t("Write a handle, like `ritual kudos @ana`."))


def _names(desk: Desk, people: "tuple[Person, ...]") -> str:
    names = called(desk.team.members)
    return listed([names[person.id] for person in people])
