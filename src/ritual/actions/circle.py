"""One session at this terminal, which leads it or takes part: every front end moves it through the same few calls."""

from collections.abc import Sequence
from dataclasses import replace

from ritual.actions import claims, ending, gather, saying, staging
from ritual.actions.part import Part
from ritual.actions.saying import Written
from ritual.actions.tidying import tidy
from ritual.actions.workspace import Workspace
from ritual.model import stage as stages
from ritual.model.command import Command, Why
from ritual.model.entry import ANSWER, MARK, STAGE, Entry, erase
from ritual.model.event import Event
from ritual.model.instant import iso
from ritual.model.lobby import Lobby, lobby
from ritual.model.memory import Held
from ritual.model.reading import flag, table, text
from ritual.model.reduce import reduce
from ritual.model.ritual import Ritual
from ritual.model.room import Room
from ritual.model.scene import LEADS, TAKES_PART, Scene, names_in, scene
from ritual.model.session import Session, fold
from ritual.model.stage import CLOSED, LOBBY, Stage

STALE = Why("led-elsewhere")


class Circle:
    """One session. Until it is opened nothing of it is written; where another machine leads, commands are asked for."""

    def __init__(self, ws: Workspace, session: Session, past: Sequence[Held], speaks: Sequence[str] = ()) -> None:
        self.ws = ws
        self.session = session
        self._past = past
        self._room: tuple[int, Room] | None = None
        self._read = ws.record.version()
        self._since = ws.around.monotonic()
        self._undo: list[Written] = []
        self.is_gone = False
        """Whether somebody has deleted it: nothing of it is in the record any more."""
        self.part = Part(self, ws.company, speaks) if ws.company else None
        """What others have to do with it, None where nobody else can be there."""

    @property
    def stage(self) -> Stage:
        """Where the session stands."""
        return self.session.stage

    @property
    def ritual(self) -> Ritual:
        """The definition that the session was opened with."""
        return self.session.ritual

    @property
    def past(self) -> Sequence[Held]:
        """The closed sessions before this one, oldest first."""
        return self._past

    @property
    def is_open(self) -> bool:
        """Whether the session has begun and is written down."""
        return self.stage.state != LOBBY

    @property
    def leads(self) -> bool:
        """Whether commands move the session here: it isn't open yet, or its winning stage is this machine's."""
        won = self.session.winner
        return self.part is None or won is None or won.device == self.ws.device

    def place(self, stage: Stage) -> None:
        """Sets the stage of a session that isn't open yet, which nobody else can see."""
        self.session = replace(self.session, stage=stage)
        self._room = None

    def room(self) -> Room:
        """What the rules look at, as the record has it now."""
        version = self.ws.record.version()
        if self._room is None or self._room[0] != version:
            found = gather.room(self.ws, self.session, self._past)
            self._room = (version, found)
        return self._room[1]

    def scene(self) -> Scene | None:
        """What to show now; None before the first step and after the last."""
        away = self.part.away if self.part else ()
        found = scene(self.session, self.room(), self.ws.lang, self._things(), away)
        if found is None or self.part is None:
            return found
        return replace(found, part=LEADS if self.leads else TAKES_PART)

    def own(self) -> Entry | None:
        """What was answered at this machine in the step at hand, where others have their own."""
        here = self._here()
        who = here.slot or next(iter(here.mine), "")
        return self.session.answer(self.stage.place.step, who) if here.mine else None

    def lobby(self) -> Lobby:
        """What to show before the start."""
        return lobby(self.session, self.room(), self.ws.lang)

    def wishes(self) -> tuple[tuple[str, str], ...]:
        """Who wishes for what, as far as the author said that whoever leads may know it: names and words."""
        ws = self.ws
        early = claims.claimed_by(ws, self.session.id) if self.is_open else gather.waiting_ahead(ws, self.ritual.name)
        said = [*early, *ws.record.entries(ANSWER, session=self.session.id)] if self.leads else []
        names = names_in(self.stage, self.room())
        found = [(names[a.by], table(a.data, "wish")) for a in said if a.by in self.stage.here]
        return tuple((name, text(wish, "words")) for name, wish in found if flag(wish, "tell"))

    def elapsed(self) -> float:
        """Seconds since the stage was last written: what screens add to the scene's times."""
        return self.ws.around.monotonic() - self._since if self.stage.state == stages.RUNNING else 0.0

    def stands_since(self, rev: int, at: float) -> None:
        """Whoever leads says since when that revision of the stage stands: who joined later has seen less of it."""
        if self.session.winner and self.session.winner.rev == rev:
            self._since = min(self._since, at)

    def do(self, verb: str, who: str = "", step: str = "", on: bool = True) -> Why | None:
        """Moves the session by one command, or says why not."""
        if self._is_behind():
            return STALE
        if self.part and not self.leads:
            return self.part.ask(verb, who)
        if self.part and self.part.is_taking:
            return Why("taking-over")
        took = self.elapsed()
        outcome = reduce(self.stage, Command(verb, who, step, on), self.room(), took)
        if isinstance(outcome, Why):
            return outcome
        if outcome.state == LOBBY:
            self.place(outcome)
            return None
        deed = self._deed(outcome, took)
        done = self.ws.write(*deed.events, forget=deed.forgotten)
        self.refresh()
        return None if done else STALE

    def take(self) -> Event | Why:
        """Leads from here on: by hand-over, or because the one who led is gone; the event that says so."""
        if self._is_behind():
            return STALE
        outcome = reduce(self.stage, Command("take", self.ws.me), self.room(), self.elapsed())
        if isinstance(outcome, Why):
            return outcome
        taking = staging.staged(self.ws, self.session, replace(outcome, written=iso(self.ws.now())))
        self.ws.write(taking)
        self.refresh()
        return taking

    def attend(self) -> bool:
        """What a session that others share needs every moment; whether anything in it has changed meanwhile."""
        before = self.session
        if self.ws.record.version() != self._read:
            self.refresh()
            if self.part and self.session.is_closed:
                tidy(self.ws)
        if self.part:
            self.part.attend()
        return self.session != before

    def say(self, words: str, by: str = "", to: Sequence[str] = (), at: str = "") -> Written | Why:
        """Writes words down in the step at hand: an answer, thanks, a win, a promise, or a line of the open floor.

        `at` is the step that they were begun in: at a machine of one's own they still belong there.
        """
        if self._is_behind() and self.leads:
            return STALE
        return self._written(saying.say(self._here()._replace(at=at), words, by, to))

    def point(self, number: int) -> Written | Why:
        """The speaker's point on the step's scale, 0 for none; where nobody is called, one more finger shown."""
        step = self.stage.place.step
        if self._is_behind() and (self.leads or self.stage.place.step != step):
            return STALE
        return self._written(saying.point(self._here(), number))

    def wish(self, words: str) -> Written | Why:
        """What I wish for, told to whoever leads and nobody else."""
        return self._written(saying.wish(self._here(), words))

    def settle(self, state: str) -> Written | Why:
        """What became of the promise at hand: done, wanted or dropped."""
        return STALE if self._is_behind() else self._written(saying.settle(self._here(), state))

    def park(self, words: str) -> Written | Why:
        """Puts a side topic away in one line, for after the round."""
        return STALE if self._is_behind() else self._written(saying.park(self._here(), words))

    def take_back(self) -> Written | Why:
        """Takes back what was written last in this session."""
        if not self._undo:
            return Why("nothing-to-undo")
        last = self._undo.pop()
        saying.take_back(self.ws, last)
        self.refresh()
        return last

    def erase(self, entry_id: str) -> bool:
        """Erases one line of the recap for good."""
        found = self.ws.record.entry(entry_id)
        done = found is not None and self.ws.write(erase(self.ws.new_id(), self.ws.pen(), found))
        self.refresh()
        return done

    def refresh(self) -> bool:
        """Reads the session again from the record; whether anything in it has changed meanwhile."""
        before = self.session
        self._read = self.ws.record.version()
        found = fold(before.id, self._entries())
        self.session, self.is_gone = found or before, found is None and before.winner is not None
        self._room = None
        if self.session.winner != before.winner:
            self._since = self.ws.around.monotonic()
        return self.session != before

    def _is_behind(self) -> bool:
        """Whether somebody else has moved the session since it was shown here, which it is then anew."""
        before = self.session.winner
        if self.ws.record.version() != self._read:
            self.refresh()
        return self.session.winner != before or self.is_gone

    def _deed(self, stage: Stage, took: float) -> staging.Deed:
        if stage.state != CLOSED:
            return staging.deed(self.ws, self.session, replace(stage, written=iso(self.ws.now())))
        written = ending.ended(self.ws, self.session, took)
        return ending.deed(self.ws, self.session, self.room(), replace(stage, written=written))

    def _here(self) -> saying.Here:
        return saying.Here(self.ws, self.session, self.room(), self.part.mine if self.part else (), self.leads)

    def _written(self, outcome: Written | Why) -> Written | Why:
        if isinstance(outcome, Written):
            self._undo.append(outcome)
            self.refresh()
        return outcome

    def _entries(self) -> list[Entry]:
        record, session = self.ws.record, self.session.id
        own = [e for kind in (STAGE, ANSWER, MARK) for e in record.entries(kind, session=session)]
        opening = record.entry(session)
        return [*own, *([opening] if opening else []), *claims.claimed_by(self.ws, session)]

    def _things(self) -> list[Entry]:
        found = self.ws.record.entry(self.stage.current) if len(self.stage.current) == 36 else None
        return [found] if found else []
