"""The quick way of the prompt: which round is near, by a slip and in one look at the record."""

from ritual.actions import slip
from ritual.actions.at_hand import AtHand, Here, at_hand, no_team

TYPE_CHECKING = False  # the one in typing costs more than this module
if TYPE_CHECKING:
    from collections.abc import Sequence

NEAR = 59 * 60
"""How many seconds before a round the prompt begins to speak of it."""


class Soon:
    """The round that is next: its titles in the order of `LANGUAGES`, the seconds until then, the notes due."""

    def __init__(self, lang: str, titles: "Sequence[str]", seconds: float, notes: int) -> None:
        self.lang = lang
        self.titles = titles
        self.seconds = seconds
        self.notes = notes


def coming(here: Here) -> Soon | None:
    """What the prompt says now; `titles` are empty where it says nothing."""
    if no_team(here):
        return Soon("", (), 0, 0)
    found = at_hand(here)
    if found is None:
        return None
    head, rows = slip.read(found.record.meta.get(slip.ROUNDS, ""))
    is_current = head.get(slip.STAMP) == slip.rounds_stamp(found.record.stand, found.config, here.zone)
    if is_current and float(head[slip.SINCE]) <= here.now < float(head[slip.UNTIL]):
        notes = _due(found, head)
        if notes is not None:
            found.record.leave()
            return soon(found.about[slip.LANG], rows, notes, here.now)
    found.record.close()
    return None


def soon(lang: str, rows: "list[list[str]]", notes: int, now: float) -> Soon:
    """The round in the rows of ROUNDS that is next, unless that is an hour away or more.

    Each row says until when it is the next, when it is held, and its titles.
    """
    for until, at, *titles in rows:
        if now < float(until):
            seconds = float(at) - now
            return Soon(lang, titles if seconds <= NEAR else (), seconds, notes)
    return Soon(lang, (), 0, 0)


def _due(found: AtHand, head: "dict[str, str]") -> int | None:
    """How many notes are due; None where that takes more than counting, or a session was opened or went."""
    record = found.record
    if head[slip.NEWEST] == str(record.stand[3]):
        return int(head[slip.NOTES])
    if not head[slip.ALL_USUAL] or record.openings(head[slip.FROM]) != head[slip.OPENED] or record.is_asked_away():
        return None
    return record.waiting_for([row[0] for row in found.people])
