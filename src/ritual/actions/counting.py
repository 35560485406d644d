"""The team's choice whether the points of check-ins are counted, and what becomes of the counts when it is taken back.

Whoever sits at a machine of the team may say either: a team opts in, not its lead, who has the most to gain from
numbers; and every round says before its start that numbers are counted, so nobody is opted in unseen.
"""

from ritual.actions.settings import COUNTS, change, counts_points
from ritual.actions.workspace import Workspace
from ritual.errors import Refused
from ritual.model.entry import STAGE, Entry, replace
from ritual.model.event import Event
from ritual.model.reading import table
from ritual.words import t


def is_counting(ws: Workspace) -> bool:
    """Whether rounds that open now count the points that are given in them."""
    return counts_points(ws.record.settings())


def count(ws: Workspace) -> None:
    """From the next round on the points of check-ins and checkouts are counted at closing, without names."""
    ws.write(change(ws.record, ws.pen(), ws.new_id(), COUNTS, True))


def stop(ws: Workspace) -> int:
    """Nothing is counted or shown any more, and what was counted is erased; of how many rounds.

    Raises Refused where somebody closes a round at this very moment.
    """
    counted = [entry for entry in ws.record.entries(STAGE) if table(entry.data, "counts")]
    setting = change(ws.record, ws.pen(), ws.new_id(), COUNTS, False)
    if not ws.write(setting, *(_emptied(ws, entry) for entry in counted), sweep=True):
        raise Refused(t("Somebody changed it meanwhile."), t("Say it again."))
    return len(counted)


def _emptied(ws: Workspace, entry: Entry) -> Event:
    return replace(ws.new_id(), ws.pen()._replace(author=entry.author), entry, {**entry.data, "counts": {}})
