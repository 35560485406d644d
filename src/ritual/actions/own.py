"""What the record keeps that is mine, to take along: thanks given and received, wins, promises, answers."""

from typing import NamedTuple

from ritual.actions.desk import Desk
from ritual.actions.log import Row, log
from ritual.model.entry import ACTION, ANSWER, KUDOS, WIN
from ritual.store.query import Query

RECEIVED, GIVEN, WON, PROMISED, SAID = PARTS = ("received", "given", "won", "promised", "said")


class Own(NamedTuple):
    """One entry of mine and the part of my record it belongs to, one of PARTS."""

    part: str
    row: Row


def own(desk: Desk, since: str = "", until: str = "") -> list[Own]:
    """Everything that is kept by me or for me and that I may see, part by part, oldest first.

    `since` and `until` are RFC 3339 UTC, the latter no longer included.
    """
    by = Query(since=since, until=until, by=desk.me)
    to = by._replace(by="", to=desk.me)
    asked = (
        (RECEIVED, to._replace(kinds=(KUDOS,))),
        (GIVEN, by._replace(kinds=(KUDOS,))),
        (WON, by._replace(kinds=(WIN,))),
        (WON, to._replace(kinds=(WIN,))),
        (PROMISED, by._replace(kinds=(ACTION,))),
        (SAID, by._replace(kinds=(ANSWER,))),
    )
    found = [Own(part, row) for part, query in asked for row in log(desk, query)]
    return sorted({(each.part, each.row.entry.id): each for each in found}.values(), key=_order)


def _order(each: Own) -> tuple[int, tuple[str, str]]:
    return PARTS.index(each.part), each.row.entry.order
