"""The seats as a list: whose turn it is, who is next, who is still to come. A seat shows nothing of an answer."""

from collections.abc import Sequence

from ritual.model.seats import DONE, GONE, NEXT, NOW, WAITING, SeatView
from ritual.tui.ink import Block, Line, aimed, cells, fit, ink, joined
from ritual.words import mark, t, tn

LOOKS = {
    DONE: ("✓", "done"),
    NOW: ("▶", "speaking"),
    NEXT: ("›", "next"),
    WAITING: ("·", "waiting"),
    GONE: (" ", "absent"),
}
"""The sign and the meaning of every state of a seat: colour is never the only difference."""
_REMARKS = (mark("left"), mark("away"), mark("ahead"), mark("guest"))
WIDEST = 24


def seats(views: Sequence[SeatView], height: int, widest: int = WIDEST) -> Block:
    """All seats in their order; where they don't fit, those around the one whose turn it is."""
    if len(views) <= height:
        return [seat(view, widest) for view in views]
    room = max(height - 2, 1)
    at = next((i for i, view in enumerate(views) if view.state == NOW), 0)
    top = max(0, min(at - room // 3, len(views) - room))
    shown = [seat(view, widest) for view in views[top : top + room]]
    return [_more(top, "↑"), *shown, _more(len(views) - top - room, "↓")][: max(height, 1)]


def seat(view: SeatView, widest: int = WIDEST) -> Line:
    """One seat: its sign, its name, and a word on what waits there."""
    sign, meaning = LOOKS[view.state]
    note = remark(view)
    room = widest - 2 - (cells(note) + 2 if note else 0)
    name = fit(ink(view.name, meaning), max(room, 4))
    line = joined(ink(f"{sign} ", meaning), name, note.pad_left(2) if note else note)
    return aimed(fit(line, widest), f"seat/{view.person}")


def remark(view: SeatView) -> Line:
    """What is said about a seat: gone, not heard any more, a guest, or something written ahead, as long as its turn is
    to come."""
    if view.state == GONE:
        return ink(t("left"), "absent")
    if view.away and view.state != DONE:
        return ink(t("away"), "absent")
    if view.ahead and view.state != DONE:
        return ink(t("ahead"), "muted")
    return ink(t("guest"), "muted") if view.guest and view.state != DONE else ink("")


def width_of(views: Sequence[SeatView], widest: int = WIDEST) -> int:
    """Cells that the list takes; a wide one has room for remarks that may come, so that nothing moves for them."""
    names = max((cells(ink(view.name)) for view in views), default=0)
    remarks = max(cells(ink(t(each))) for each in _REMARKS) if names and widest >= WIDEST else 0
    told = max((cells(seat(view, widest)) for view in views), default=0)
    return min(max(told, 2 + names + 2 + remarks) if remarks else told, widest)


def _more(n: int, sign: str) -> Line:
    return ink(f"{sign} " + tn("{n} more", "{n} more", n), "muted") if n else ink("")
