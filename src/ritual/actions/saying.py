"""What people say in a session becomes entries: answers, thanks, wins, promises and parked topics."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import NamedTuple

from ritual.actions.workspace import Workspace
from ritual.model.clean import clean
from ritual.model.command import Why
from ritual.model.dates import parse_day
from ritual.model.entry import ACTION, ANSWER, KUDOS, MARK, WIN, erase, put, replace
from ritual.model.moments import today
from ritual.model.promises import SETTLED
from ritual.model.reading import number, text
from ritual.model.ritual import Step
from ritual.model.room import Room
from ritual.model.session import Session
from ritual.model.spoken import addressed, due_at_end, thanked
from ritual.model.stage import CLOSED, LOBBY, Stage
from ritual.model.steps import KINDS

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


class Here(NamedTuple):
    """Where words are said: this session at this moment.

    `mine` are those who sit at this machine of a session that several share; none where everybody sits before one.
    Whoever leads writes down for anybody. `at` is the step that the words are meant for, "" for the one at hand.
    """

    ws: Workspace
    session: Session
    room: Room
    mine: tuple[str, ...] = ()
    leads: bool = True
    at: str = ""

    @property
    def stage(self) -> Stage:
        """Where the session stands."""
        return self.session.stage

    @property
    def slot(self) -> str:
        """Whose one answer is written now, "" where each line stands for itself: the speaker's, as far as whoever
        writes may; in silence, and while somebody else speaks, one's own."""
        current = "" if self._is_past else self.stage.current
        if not self.mine or (current and (self.leads or current in self.mine)):
            return current
        return self.mine[0] if current or self.stage.is_quiet or self._is_past else ""

    @property
    def yields_things(self) -> bool:
        """Whether lines become promises or wins, which one may write down for another."""
        return self.step is not None and (self.step.yields == "action" or KINDS[self.step.kind].typed != ANSWER)

    @property
    def _is_past(self) -> bool:
        """Whether the session has left the step that the words are meant for."""
        return bool(self.mine) and self.at not in ("", self.stage.place.step)

    @property
    def step(self) -> Step | None:
        """The step that the words are meant for."""
        return self.session.ritual.step((self.at if self._is_past else "") or self.stage.place.step)


def say(here: Here, words: str, by: str = "", to: Sequence[str] = ()) -> Written | Why:
    """Writes words down as what the step at hand makes of them."""
    words = clean(words).text.strip()
    if here.step is None or not words:
        return Why("no-step" if here.step is None else "no-words")
    typed = ACTION if here.step.yields == "action" else KINDS[here.step.kind].typed
    if typed == KUDOS:
        return _thank(here, words, by, to)
    if typed == ACTION:
        return _promise(here, words, by)
    if typed == WIN:
        who, words = _whose(here, words, by)
        return _new(here.ws, WIN, {"by": who, "with": [], "words": words, "session": here.session.id})
    if here.stage.is_quiet and not here.mine:
        return Why("quiet")
    who, words = (by or here.slot, words) if here.slot else _whose(here, words, by)
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
    old = None if alone else here.session.answer(step.id, who)
    before = {"point": old.data.get("point"), "words": old.data.get("words")} if old else {"point": None, "words": ""}
    data: dict[str, object] = {
        "session": here.session.id,
        "ritual": here.session.ritual.name,
        "step": step.id,
        "by": who,
        **before,
        **said,
        "kept": step.kept,
        # On the open floor before one machine a person may need two hands: each line stands for itself.
        "line": alone,
    }
    if old is None or old.author != here.ws.me or not text(old.data, "session"):
        return _new(here.ws, ANSWER, data, step.kept)
    if "wish" in old.data:
        data = {"wish": old.data["wish"], **data}
    if not here.ws.write(replace(here.ws.new_id(), here.ws.pen(), old, data)):
        return Why("led-elsewhere")
    return Written(ANSWER, old.id, who, text(data, "words"), number(data, "point"), step.kept, dict(old.data))


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
    owner, words = _whose(here, words, by)
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


def _whose(here: Here, words: str, by: str) -> tuple[str, str]:
    """Whose line it is: said by argument, by a name before a colon, or by whose turn it is."""
    if by:
        return by, words
    named, rest = addressed(words, here.room.team, here.stage.here)
    if len(named) == 1 and (here.leads or named[0] in here.mine or here.yields_things):
        return named[0], rest
    if not here.leads:
        return here.mine[0], words
    calls = here.step is not None and KINDS[here.step.kind].calls_people
    return (here.stage.current if calls else ""), words


def _new(ws: Workspace, kind: str, data: Mapping[str, object], kept: bool = True) -> Written:
    event = put(ws.new_id(), ws.pen(), kind, data)
    ws.write(event)
    return Written(kind, event.id, text(data, "by"), text(data, "words"), number(data, "point"), kept)
