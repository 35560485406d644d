"""What must not outlast the round it belongs to, and so is neither exported nor backed up."""

from datetime import timedelta

from ritual.actions.claims import CLAIMED
from ritual.actions.history import unclosed
from ritual.actions.workspace import Workspace
from ritual.model.entry import MARK, STAGE
from ritual.model.reading import text

_EVER = timedelta(days=36500)


def fleeting(ws: Workspace) -> frozenset[str]:
    """The ids of answers that aren't kept and of what claims them, and of sessions under way with where they stand."""
    answers = ws.record.unkept()
    marks = {m.id for m in ws.record.saying(CLAIMED) if m.kind == MARK and text(m.data, "on") in answers}
    left = [session.id for session in unclosed(ws, _EVER)]
    stages = {stage.id for session in left for stage in ws.record.entries(STAGE, session=session)}
    return frozenset((*answers, *marks, *left, *stages))
