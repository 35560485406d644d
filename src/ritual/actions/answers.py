"""An answer to a step of a session as it is written: a new one, or in place of an earlier one by the same hand."""

from collections.abc import Mapping
from typing import NamedTuple

from ritual.actions.desk import Desk
from ritual.model.entry import ANSWER, Entry, put, replace
from ritual.model.event import Event
from ritual.model.reading import text
from ritual.model.ritual import Step
from ritual.model.session import Session


class Answer(NamedTuple):
    """The event that answers, what it says, and the answer that it replaces, None where it is a new one."""

    event: Event
    data: Mapping[str, object]
    old: Entry | None


def answer(
    desk: Desk, session: Session, step: Step, who: str, said: Mapping[str, object], *, alone: bool = False
) -> Answer:
    """What somebody says to a step; of point, words and wish all stays that isn't `said`.

    Where it stands `alone` it is one of many lines, and replaces nothing.
    """
    old = None if alone else session.answer(step.id, who)
    before = old.data if old else {}
    data: dict[str, object] = {
        "session": session.id,
        "ritual": session.ritual.name,
        "step": step.id,
        "by": who,
        "point": before.get("point"),
        "words": text(before, "words"),
        **said,
        "kept": step.kept,
        # On the open floor before one machine a person may need two hands: each line stands for itself.
        "line": alone,
    }
    # Own words stand beside what another noted, and what was written ahead stays what its session has claimed.
    if old is None or old.author != desk.me or not text(old.data, "session"):
        return Answer(put(desk.new_id(), desk.pen(), ANSWER, data), data, None)
    if "wish" in old.data:
        data = {"wish": old.data["wish"], **data}
    return Answer(replace(desk.new_id(), desk.pen(), old, data), data, old)
