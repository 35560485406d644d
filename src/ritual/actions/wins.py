"""Wins: what went well, open to everybody from the start."""

from collections.abc import Sequence

from ritual.actions.desk import Desk
from ritual.errors import Refused
from ritual.model.entry import WIN, put
from ritual.words import t


def log_win(
    desk: Desk,
    words: str,
    *,
    beside: Sequence[str] = (),
    link: str = "",
    by: str = "",
    value: str = "",
    entry_id: str = "",
) -> str:
    """Writes a win by `by`, or by me, together with others; gives its id. Raises Refused for a win without words."""
    if not words.strip():
        raise Refused(t("There are no words, so nothing was written."))
    winner = by or desk.me
    others = [who for who in dict.fromkeys(beside) if who != winner]
    data: dict[str, object] = {"by": winner, "with": others, "words": words}
    data |= {key: what for key, what in (("link", link), ("value", value)) if what}
    event = put(entry_id or desk.new_id(), desk.pen(), WIN, data)
    desk.write(event)
    return event.id
