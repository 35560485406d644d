"""Who is in a shared team at its endpoint, who may decide for others, and how somebody's part in it ends."""

from ritual.files.keys import Keys
from ritual.protocol.people import ADMIN, Team, read_team
from ritual.sync.http import Http

UNKNOWN, NOT_FOUND = 401, 404


def roster(http: Http, keys: Keys) -> Team:
    """Everybody who is or was in the team, and their machines; raises SyncTrouble."""
    return http.read(http.done("GET", f"/teams/{keys.team}"), read_team)


def here(found: Team) -> frozenset[str]:
    """The ids of the members who are there."""
    return frozenset(each.id for each in found.members if not each.left)


def is_admin(found: Team, member: str) -> bool:
    """Whether a member may erase, remove and change keys for others."""
    return any(each.id == member and each.role == ADMIN and not each.left for each in found.members)


def is_last_admin(found: Team, member: str) -> bool:
    """Whether a member can't leave, because nobody else who is there is an admin."""
    others = [each for each in found.members if each.id != member and not each.left]
    return is_admin(found, member) and bool(others) and all(each.role != ADMIN for each in others)


def end(http: Http, path: str, is_over: int) -> None:
    """Ends a membership or a machine; with the status `is_over` it has ended before, by an earlier try or by others.

    Raises SyncTrouble.
    """
    answer = http.ask("DELETE", path)
    if answer.status >= 300 and answer.status != is_over:
        http.refuse(answer)
