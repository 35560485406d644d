"""Turns the trailers of a commit into thanks and wins; a trailer counts once, however often the commit is made anew."""

from hashlib import sha256
from typing import NamedTuple
from uuid import UUID

from ritual.actions.commits import Known, member
from ritual.actions.desk import Desk
from ritual.actions.kudos import thank
from ritual.actions.people import EVERYBODY, persons, split
from ritual.actions.wins import log_win
from ritual.errors import Refused, RitualError, StoreTrouble, Usage
from ritual.files.git import Commit, identity
from ritual.model.entry import KUDOS, WIN
from ritual.words import t

KEYS = {"thanks-to": KUDOS, "win": WIN}


class Taken(NamedTuple):
    """One trailer that became an entry: its kind, whom it thanks, its words."""

    kind: str
    to: tuple[str, ...]
    words: str
    is_sealed: bool = False


class Source(NamedTuple):
    """A commit whose trailers are taken in at a desk; `now` opens thanks at once."""

    desk: Desk
    commit: Commit
    known: Known
    now: bool


def take_in(source: Source) -> tuple[list[Taken], list[RitualError]]:
    """Writes what the trailers say and wasn't written yet; gives that, and what is wrong with others.

    Raises StoreTrouble.
    """
    taken: list[Taken] = []
    wrong: list[RitualError] = []
    for key, value in source.commit.trailers:
        entry_id = _id(source, key, value)
        if key not in KEYS or source.desk.record.knows(entry_id):
            continue
        try:
            taken.append(_won(source, value, entry_id) if KEYS[key] == WIN else _thanks(source, value, entry_id))
        except StoreTrouble:
            raise
        except RitualError as error:
            wrong.append(error)
    return taken, wrong


def _won(source: Source, words: str, entry_id: str) -> Taken:
    log_win(source.desk, words, link=source.commit.evidence, entry_id=entry_id)
    return Taken(WIN, (), words)


def _thanks(source: Source, value: str, entry_id: str) -> Taken:
    desk, commit, known, now = source
    to, everybody, words = _thanked(desk, known, value)
    words = words or commit.subject
    done = thank(desk, to, words, everybody=everybody, link=commit.evidence, now=now, entry_id=entry_id)
    return Taken(KUDOS, done.to, words, done.is_sealed)


def _thanked(desk: Desk, known: Known, value: str) -> tuple[tuple[str, ...], bool, str]:
    """Whom "@bo @ana words" or "Bo Andersen <bo@example.org>" thanks, whether that is everybody, and the words."""
    handles, words = split(tuple(value.split()))
    if f"@{EVERYBODY}" in handles:
        return (), True, " ".join(words)
    if handles:
        return tuple(person.id for person in persons(desk.team, handles)), False, " ".join(words)
    found = member(desk.team, known, identity(value)) if "<" in value else None
    if found is None:
        raise Usage(
            t("Whom does “{trailer}” thank? Nobody is guessed.", trailer=f"Thanks-to: {value}"),
            t("A handle with @ says it: “{example}”.", example="Thanks-to: @bo the review"),
        )
    if found.id == desk.me:
        raise Refused(t("Thanks go to somebody else."))
    return (found.id,), False, value.partition(">")[2].strip()


def _id(source: Source, key: str, value: str) -> str:
    """An id that is the same for this trailer on every machine and after every rebase: the author's date stays."""
    commit = source.commit
    said = "\0".join((source.desk.team.id, commit.author.address, commit.at, key, value))
    return str(UUID(bytes=sha256(said.encode("utf-8", "replace")).digest()[:16], version=4))
