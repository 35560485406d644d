"""Who of the team stands behind a commit. Addresses are looked at on this machine and never written down."""

from collections.abc import Mapping

from ritual.files.git import Commit, Identity, identity
from ritual.model.team import Person, Team

WITH = "co-authored-by"
Known = Mapping[str, str]
"""Names and addresses as commits have them, in small letters, and the handles of whom they mean."""


def member(team: Team, known: Known, who: Identity) -> Person | None:
    """The one member whom a name or an address means: as the settings say, else by name, else by a handle before @.

    None for nobody, and for several.
    """
    local = who.address.partition("@")[0].rpartition("+")[2]
    named = {known[each].removeprefix("@").casefold() for each in (who.address, who.name.casefold()) if each in known}
    looks = (
        lambda person: person.handle in named,
        lambda person: person.name.casefold() == who.name.casefold(),
        lambda person: person.handle in (who.name.casefold(), local),
    )
    for look in looks:
        found = [person for person in team.members if look(person)]
        if found:
            return found[0] if len(found) == 1 else None
    return None


def authors(team: Team, known: Known, commit: Commit) -> tuple[Person, ...]:
    """The members who wrote a commit, each once, the author first."""
    beside = (identity(value) for key, value in commit.trailers if key == WITH)
    found = (member(team, known, who) for who in (commit.author, *beside))
    return tuple({person.id: person for person in found if person}.values())


def is_mine(team: Team, me: str, known: Known, commit: Commit, address: str) -> bool:
    """Whether I am its author: by what commits call me, or where that is nobody, by the address of this machine."""
    author = member(team, known, commit.author)
    return author.id == me if author else commit.author.address == address != ""
