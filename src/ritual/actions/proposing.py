"""Whom I might thank, and for what: out of the commits here and my own giving alone; nothing of it is written."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta
from typing import NamedTuple

from ritual.actions.commits import WITH, Known, authors, is_mine, member
from ritual.actions.desk import Desk
from ritual.files.git import Commit, Repository, identity
from ritual.model.entry import KUDOS, Entry
from ritual.model.instant import moment
from ritual.model.reading import flag, text, texts
from ritual.model.team import Person
from ritual.store.query import Query

TOGETHER, REVIEWED, HELPED, FILES, LONG = "together", "reviewed", "helped", "files", "long"
"""Wrote a commit with me; reviewed it; helped with it; works on the same files; not thanked by me for long."""
TRAILERS = {WITH: TOGETHER, "reviewed-by": REVIEWED, "acked-by": REVIEWED, "helped-by": HELPED, "tested-by": HELPED}
RECENT = timedelta(days=60)
LONG_AGO = timedelta(days=30)
MOST_COMMITS, MOST_GIVEN, MOST_LONG = 400, 2000, 3


class Proposal(NamedTuple):
    """Somebody I might thank: why, for which commit and file if any, and when I last did (RFC 3339 UTC, "" never)."""

    person: Person
    why: str
    commit: Commit | None = None
    file: str = ""
    last: str = ""


def proposals(desk: Desk, repository: Repository | None, known: Known) -> list[Proposal]:
    """Each person once, for the nearest reason there is; those not thanked for long come last, and few of them.

    What I have thanked for already isn't proposed again.
    """
    given = desk.record.log(Query(kinds=(KUDOS,), by=desk.me, limit=MOST_GIVEN))
    thanked = {text(entry.data, "link") for entry in given}
    found: dict[str, Proposal] = {}
    if repository:
        for each in _in_commits(desk, repository, known):
            if each.person.id != desk.me and each.commit and each.commit.evidence not in thanked:
                found.setdefault(each.person.id, each)
    long = [each for each in _not_for_long(desk, given) if each.person.id not in found]
    return [*found.values(), *long[:MOST_LONG]]


def _in_commits(desk: Desk, repository: Repository, known: Known) -> Iterator[Proposal]:
    since = (desk.now() - RECENT).date().isoformat()
    address = repository.committer().address
    recent = [(commit, authors(desk.team, known, commit)) for commit in repository.recent(MOST_COMMITS, since)]
    me = desk.me
    mine = [
        (commit, by)
        for commit, by in recent
        if any(person.id == me for person in by) or is_mine(desk.team, me, known, commit, address)
    ]
    yield from _behind(desk, known, mine)
    touched = {file for commit, _by in mine for file in commit.files}
    for commit, by in recent:
        shared = [file for file in commit.files if file in touched]
        if shared and (commit, by) not in mine:
            yield from (Proposal(person, FILES, commit, shared[0]) for person in by)


def _behind(desk: Desk, known: Known, mine: Iterable[tuple[Commit, Sequence[Person]]]) -> Iterator[Proposal]:
    """Whoever stands beside me in my commits: authors first, then those whom their trailers name."""
    for commit, by in mine:
        yield from (Proposal(person, TOGETHER, commit) for person in by)
        named = ((TRAILERS.get(key), member(desk.team, known, identity(value))) for key, value in commit.trailers)
        yield from (Proposal(person, why, commit) for why, person in named if why and person)


def _not_for_long(desk: Desk, given: Iterable[Entry]) -> list[Proposal]:
    """Members whom I haven't thanked for long, those never thanked and then the longest ago first."""
    last: dict[str, str] = {}
    for entry in given:
        everybody = [person.id for person in desk.team.members] if flag(entry.data, "all") else []
        for who in (*texts(entry.data, "to"), *everybody):
            last.setdefault(who, entry.at)
    others = [(last.get(person.id, ""), person) for person in desk.team.members if person.id != desk.me]
    long = [each for each in others if not each[0] or moment(each[0]) < desk.now() - LONG_AGO]
    return [Proposal(person, LONG, last=at) for at, person in sorted(long, key=lambda each: each[0])]
