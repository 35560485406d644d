"""Finds the one entry that somebody names by the beginning of its id."""

from ritual.actions.desk import Desk
from ritual.actions.log import hidden_ids
from ritual.actions.mine import WRITTEN
from ritual.errors import NotFound
from ritual.model.entry import MARK, Entry
from ritual.model.reading import text
from ritual.words import t

PARKED = "parked"
MOST_NAMED = 8


def one(desk: Desk, typed: str) -> Entry:
    """The entry that people wrote and I may see whose id begins so; raises NotFound for none, and for several."""
    wanted = typed.strip()
    hidden = hidden_ids(desk)
    found = [e for e in desk.record.find(wanted) if wanted and _is_written(e) and e.id not in hidden]
    if not found:
        raise NotFound(t("There is no entry {id}.", id=typed), t("`ritual log` shows the ids."))
    if len(found) > 1:
        short = sorted(desk.record.short_ids([entry.id for entry in found]).values())
        raise NotFound(t("Several entries begin with {id}.", id=typed), ", ".join(short[:MOST_NAMED]))
    return found[0]


def _is_written(entry: Entry) -> bool:
    return entry.kind in WRITTEN or (entry.kind == MARK and text(entry.data, "kind") == PARKED)
