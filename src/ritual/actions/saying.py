"""What people say in a session becomes entries: answers, thanks, wins, promises and parked topics."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import NamedTuple

from ritual.actions.answers import answer
from ritual.actions.here import Here
from ritual.actions.workspace import Workspace
from ritual.model.clean import clean
from ritual.model.command import Why
from ritual.model.dates import parse_day
from ritual.model.entry import ACTION, ANSWER, KUDOS, MARK, WIN, erase, put, replace
from ritual.model.moments import today
from ritual.model.promises import SETTLED
from ritual.model.reading import number, text
from ritual.model.ritual import Step
from ritual.model.spoken import becomes, due_at_end, thanked
from ritual.model.stage import CLOSED, LOBBY

PARKED = "parked"


class Written(NamedTuple):
    """What was written down: of which kind, whose words, and whether they stay after the session.

    `before` is the data that an earlier entry of the same slot had, for taking it back.
    """

    kind: str
    id: str
    by: str
    words: str
    point: int = 0
    kept: bool = True
    before: Mapping[str, object] | None = None


def say(here: Here, words: str, by: str = "", to: Sequence[str] = ()) -> Written | Why:
    """Writes words down as what the step at hand makes of them."""
    words = clean(words).text.strip()
    if here.step is None or not words:
        return Why("no-step" if here.step is None else "no-words")
    typed = becomes(here.step)
    if typed == KUDOS:
        return _thank(here, words, by, to)
    if typed == ACTION:
        return _promise(here, words, by)
    if typed == WIN:
        who, words = here.whose(words, by)
        return _new(here.ws, WIN, {"by": who, "with": [], "words": words, "session": here.session.id})
    if here.stage.is_quiet and not here.mine:
        return Why("quiet")
    who, words = (by or here.slot, words) if here.slot else here.whose(words, by)
    return _answer(here, here.step, who, {"words": words}, alone=not here.slot)


def point(here: Here, value: int) -> Written | Why:
    """The speaker's point, or one more finger where everybody shows them at once."""
    step = here.step
    if step is None or step.scale is None or (here.stage.is_quiet and not here.mine):
        return Why("no-scale")
    if not 0 <= value <= len(step.scale.points):
        return Why("no-such-point")
    who = here.slot or next(iter(here.mine), "")
    return _answer(here, step, who, {"point": value or None}, alone=not who)


def wish(here: Here, words: str) -> Written | Why:
    """What somebody wishes for, beside the answer to the step at hand: only whoever leads is shown it."""
    words = clean(words).text.strip()
    if here.step is None or not words or not here.mine:
        return Why("no-step" if here.step is None else "no-words")
    return _answer(here, here.step, here.mine[0], {"wish": {"words": words, "tell": True}}, alone=False)


def settle(here: Here, state: str) -> Written | Why:
    """Marks the promise at hand as done, still wanted or dropped."""
    action = here.stage.current
    if here.step is None or here.step.kind != "actions" or not action or state not in SETTLED:
        return Why("no-promise")
    before = [m for m in here.session.marks if text(m.data, "on") == action and text(m.data, "kind") in SETTLED]
    pen = here.ws.pen()
    data = {"kind": state, "on": action, "by": here.stage.leader, "session": here.session.id}
    mark = put(here.ws.new_id(), pen, MARK, data)
    here.ws.write(*(erase(here.ws.new_id(), pen, old) for old in before), mark)
    return Written(MARK, mark.id, "", state)


def park(here: Here, words: str) -> Written | Why:
    """Puts a side topic away in one line."""
    words = clean(words).text.strip()
    if here.stage.state in (LOBBY, CLOSED) or not words:
        return Why({LOBBY: "not-open", CLOSED: "closed"}.get(here.stage.state, "no-words"))
    session = here.session.id
    return _new(here.ws, MARK, {"kind": PARKED, "on": session, "by": "", "words": words, "session": session})


def take_back(ws: Workspace, written: Written) -> None:
    """Takes back what was written: the words before, or nothing."""
    entry = ws.record.entry(written.id)
    if entry is None:
        return
    back = erase if written.before is None else partial(replace, data=written.before)
    # An answer that isn't kept must not be counted by what is left of it.
    ws.write(back(ws.new_id(), ws.pen(), entry), forget=() if written.kept else (entry.id,))


def _answer(here: Here, step: Step, who: str, said: Mapping[str, object], *, alone: bool) -> Written | Why:
    event, data, old = answer(here.ws, here.session, step, who, said, alone=alone)
    if not here.ws.write(event):
        return Why("led-elsewhere")
    before = dict(old.data) if old else None
    return Written(ANSWER, event.entry, who, text(data, "words"), number(data, "point"), step.kept, before)


def _thank(here: Here, words: str, by: str, to: Sequence[str]) -> Written | Why:
    """Thanks in the round: in the silent minute it joins the notes of the jar, afterwards it is said at once."""
    named, said_by, words = (list(to), "", words) if to else thanked(words, here.room.team, here.stage.here)
    if not named:
        return Why("thanks-to-whom")
    giver = by or said_by or here.ws.me
    if not here.leads and giver not in here.mine:
        return Why("not-yours")
    if giver in named:
        return Why("thanks-to-oneself")
    now = not here.stage.is_quiet
    data = {"by": giver, "to": named, "words": words, "now": now, "session": here.session.id if now else None}
    return _new(here.ws, KUDOS, data)


def _promise(here: Here, words: str, by: str) -> Written | Why:
    owner, words = here.whose(words, by)
    rest, phrase = due_at_end(words)
    due = parse_day(phrase, today(here.ws.now(), here.ws.zone), future=True) if phrase else None
    data = {
        "by": owner,
        "words": rest if due else words,
        "due": due.isoformat() if due else "",
        "state": "open",
        "session": here.session.id,
        "step": here.step.id if here.step else "",
    }
    return _new(here.ws, ACTION, data)


def _new(ws: Workspace, kind: str, data: Mapping[str, object]) -> Written:
    event = put(ws.new_id(), ws.pen(), kind, data)
    ws.write(event)
    return Written(kind, event.id, text(data, "by"), text(data, "words"))
