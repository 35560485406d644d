"""Finds what the record holds about somebody, and erases what I may: my words, and others' where I decide."""

import re
from collections.abc import Iterable
from contextlib import closing
from typing import NamedTuple

from ritual.actions.desk import Desk
from ritual.actions.log import hidden_ids
from ritual.actions.mine import WRITTEN, about, asked_away, remove
from ritual.actions.roster import is_admin, roster
from ritual.actions.syncing import connected, keys_of
from ritual.model.entry import MARK, Entry, erase
from ritual.model.reading import text
from ritual.model.team import Person, first, guest


class Found(NamedTuple):
    """An entry by, to or about somebody, or one whose words name that person.

    `words` is "" where it isn't for me to read; `may` says whether I may erase it, or have it erased.
    """

    entry: Entry
    words: str
    may: bool


def found_about(desk: Desk, name: str) -> list[Found]:
    """What is here about whoever goes by that handle or name, oldest first; raises SyncTrouble where it has to ask the
    endpoint whether I decide for others, and can't."""
    people = _people(desk, name)
    ids, said = frozenset(each.id for each in people), _naming(people)
    entries = [each for each in desk.record.log() if _is_written(each) and (about(each) & ids or _names(each, said))]
    shut, others = hidden_ids(desk) - asked_away(desk), any(each.author != desk.me for each in entries)
    decides = others and _decides(desk)
    return [
        Found(
            each,
            "" if each.id in shut else text(each.data, "words"),
            decides or each.author == desk.me or desk.me in about(each),
        )
        for each in sorted(entries, key=lambda entry: entry.order)
    ]


def erase_about(desk: Desk, found: Iterable[Found]) -> int:
    """Erases for good what I may, and asks for it where another wrote it about me; how many entries that were."""
    entries = [each.entry for each in found if each.may]
    own = [each for each in entries if each.author == desk.me or desk.me in about(each)]
    remove(desk, *own)
    desk.write(*(erase(desk.new_id(), desk.pen(), entry) for entry in entries if entry not in own))
    return len(entries)


def erase_withheld(desk: Desk) -> int:
    """Erases here what the endpoint calls erased; how many entries that were."""
    entries = withheld(desk)
    desk.write(*(erase(desk.new_id(), desk.pen(), entry) for entry in entries))
    return len(entries)


def withheld(desk: Desk) -> list[Entry]:
    """What the endpoint calls erased, though no member's erasure says so, oldest first."""
    found = (entry for each in desk.record.withheld() if (entry := desk.record.entry(each)))
    return sorted(found, key=lambda entry: entry.order)


def _people(desk: Desk, name: str) -> list[Person]:
    """Everybody of that handle or name, who may have left, and the guest of that name."""
    wanted = name.strip().removeprefix("@").casefold()
    known = desk.team.people.values()
    met = [each for each in known if wanted in (each.handle, each.name.casefold(), first(each.name).casefold())]
    return [*met, Person(guest(name.strip()), "", name.strip())]


def _naming(people: Iterable[Person]) -> "re.Pattern[str]":
    """Words that name any of them: a name, a first name, or a handle behind its sign."""
    names = {
        said for each in people for said in (each.name, first(each.name), each.handle and f"@{each.handle}") if said
    }
    return re.compile("|".join(rf"(?<!\w){re.escape(each)}(?!\w)" for each in sorted(names)), re.IGNORECASE)


def _names(entry: Entry, said: "re.Pattern[str]") -> bool:
    return said.search(text(entry.data, "words")) is not None


def _is_written(entry: Entry) -> bool:
    return entry.kind in (*WRITTEN, MARK)


def _decides(desk: Desk) -> bool:
    """Whether I may erase what others wrote: as an admin of a shared team, as a lead of one that is here alone."""
    if not desk.is_shared:
        me = desk.team.people.get(desk.me)
        return me is not None and me.lead
    keys = keys_of(desk)
    with closing(connected(keys)) as http:
        return is_admin(roster(http, keys), keys.member)
