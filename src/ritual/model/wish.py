"""What somebody else's machine asks of whoever leads: the speaker is done, names who is next, comes, or goes.

A wish travels as a live message, is never stored, and may be lost or come twice: it names the place it was made at,
so it means something there and nothing anywhere else.
"""

from collections.abc import Collection, Mapping
from typing import NamedTuple

from ritual.model.command import Command
from ritual.model.reading import number, text
from ritual.model.stage import CLOSED, LOBBY, Place, Stage

DONE, HAND, JOIN, LEAVE = "done", "hand", "join", "leave"


class Wish(NamedTuple):
    """One wish: in which session, by whom, what, at which place of it; for `hand`, who is named."""

    session: str
    by: str
    want: str
    place: Place = Place()
    who: str = ""


def wish_data(wish: Wish) -> dict[str, object]:
    """The wish as it travels."""
    return {"session": wish.session, "by": wish.by, "want": wish.want, "place": list(wish.place), "who": wish.who}


def read_wish(data: Mapping[str, object]) -> Wish:
    """The wish that `wish_data` wrote, read leniently: one that makes no sense is answered by nothing."""
    place = data.get("place")
    parts = dict(zip(Place._fields, place, strict=False)) if isinstance(place, list) else {}
    at = Place(text(parts, "step"), number(parts, "turn"), number(parts, "beat"))
    return Wish(text(data, "session"), text(data, "by"), text(data, "want"), at, text(data, "who"))


def command(wish: Wish, stage: Stage, movers: Collection[str]) -> Command | None:
    """What the wish asks the rules for as the session stands; None where it is fulfilled, or its moment has passed.

    `movers` are those who may end the turn at hand.
    """
    if stage.state in (LOBBY, CLOSED):
        return None
    if wish.want in (JOIN, LEAVE):
        is_here = wish.by in stage.here
        return Command(wish.want, wish.by) if is_here == (wish.want == LEAVE) else None
    if wish.place != stage.place or wish.by not in movers:
        return None
    return {DONE: Command("next"), HAND: Command("call", wish.who)}.get(wish.want)
