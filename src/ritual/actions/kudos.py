"""Thanks: sealed into the jar, or open at once; and how long a sealed note waits."""

from collections.abc import Sequence
from typing import NamedTuple

from ritual.actions.desk import Desk
from ritual.errors import Refused
from ritual.model.entry import KUDOS, put
from ritual.store.query import Query
from ritual.words import t


class Thanked(NamedTuple):
    """One kudos as it was written: its id, whom it thanks, and whether the jar keeps it for a round."""

    id: str
    to: tuple[str, ...]
    words: str
    is_sealed: bool


def thank(
    desk: Desk,
    to: Sequence[str],
    words: str,
    *,
    everybody: bool = False,
    link: str = "",
    now: bool = False,
    by: str = "",
    value: str = "",
    entry_id: str = "",
) -> Thanked:
    """Writes a kudos by `by`, or by me, to these people; everybody but the giver where that is asked for.

    `entry_id` is for what has an id of its own from elsewhere, so that it is written once.
    Raises Refused for thanks to oneself and for thanks without words.
    """
    giver = by or desk.me
    thanked = tuple(p.id for p in desk.team.members if p.id != giver) if everybody else tuple(dict.fromkeys(to))
    if not words.strip():
        raise Refused(t("There are no words, so nothing was written."))
    if giver in thanked:
        raise Refused(t("Thanks go to somebody else."), t("What went well is a win: `ritual win`."))
    if not thanked:
        raise Refused(t("There is nobody to thank yet."), t("`ritual members add` adds somebody."))
    data: dict[str, object] = {"by": giver, "to": thanked, "words": words, "now": now, "all": everybody}
    data |= {key: what for key, what in (("link", link), ("value", value)) if what}
    event = put(entry_id or desk.new_id(), desk.pen(), KUDOS, data)
    desk.write(event)
    return Thanked(event.id, thanked, words, not now)


def given_so_far(desk: Desk, most: int) -> int:
    """How many kudos I have given, counted up to `most`."""
    return len(desk.record.log(Query(kinds=(KUDOS,), by=desk.me, limit=most)))
