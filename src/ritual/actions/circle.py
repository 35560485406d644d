"""One session at this terminal, which leads it or takes part: every front end moves it through the same few calls."""

from collections.abc import Sequence
from dataclasses import replace

from ritual.actions import claims, ending, gather, saying, staging
from ritual.actions.folded import STALE, Folded
from ritual.actions.here import Here
from ritual.actions.mine import remove
from ritual.actions.part import Part
from ritual.actions.saying import Written
from ritual.actions.tidying import tidy
from ritual.actions.workspace import Workspace
from ritual.files.drafts import drop_drafts_in
from ritual.model.command import Command, Why
from ritual.model.entry import ANSWER, Entry, erase
from ritual.model.instant import iso
from ritual.model.lobby import Lobby, lobby
from ritual.model.memory import Held
from ritual.model.reading import flag, table, text
from ritual.model.reduce import reduce
from ritual.model.scene import LEADS, TAKES_PART, Scene, scene
from ritual.model.seats import names_in
from ritual.model.session import Session
from ritual.model.stage import CLOSED, LOBBY, Stage


class Circle(Folded):
    """One session: what it shows, moves and writes down. Where another machine leads, commands are asked for."""

    def __init__(self, ws: Workspace, session: Session, past: Sequence[Held], speaks: Sequence[str] = ()) -> None:
        super().__init__(ws, session, past)
        self._undo: list[Written] = []
        self.part = Part(self, ws.company, speaks) if ws.company else None
        """What others have to do with it, None where nobody else can be there."""

    @property
    def leads(self) -> bool:
        """Whether commands move the session here."""
        return self.part is None or self.is_led_here

    def scene(self) -> Scene | None:
        """What to show now; None before the first step and after the last."""
        away = self.part.beats.away if self.part else ()
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

    def do(self, verb: str, who: str = "", step: str = "", on: bool = True) -> Why | None:
        """Moves the session by one command, or says why not."""
        if self.is_behind():
            return STALE
        if self.part and not self.leads:
            return self.part.ask(verb, who)
        if self.part and self.part.succession.is_taking:
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
        self._drop_drafts()
        return None if done else STALE

    def attend(self) -> bool:
        """What a session that others share needs every moment; whether anything in it has changed meanwhile."""
        before = self.session
        if self.has_news():
            self.refresh()
            self._drop_drafts()
            if self.part and self.session.is_closed:
                tidy(self.ws)
        if self.part:
            self.part.attend()
        return self.session != before

    def say(self, words: str, by: str = "", to: Sequence[str] = (), at: str = "") -> Written | Why:
        """Writes words down in the step at hand: an answer, thanks, a win, a promise, or a line of the open floor.

        `at` is the step that they were begun in: at a machine of one's own they still belong there.
        """
        if self.is_behind() and self.leads:
            return STALE
        return self._written(saying.say(self._here()._replace(at=at), words, by, to))

    def point(self, number: int) -> Written | Why:
        """The speaker's point on the step's scale, 0 for none; where nobody is called, one more finger shown."""
        step = self.stage.place.step
        if self.is_behind() and (self.leads or self.stage.place.step != step):
            return STALE
        return self._written(saying.point(self._here(), number))

    def wish(self, words: str) -> Written | Why:
        """What I wish for, told to whoever leads and nobody else."""
        return self._written(saying.wish(self._here(), words))

    def settle(self, state: str) -> Written | Why:
        """What became of the promise at hand: done, wanted or dropped."""
        return STALE if self.is_behind() else self._written(saying.settle(self._here(), state))

    def park(self, words: str) -> Written | Why:
        """Puts a side topic away in one line, for after the round."""
        return STALE if self.is_behind() else self._written(saying.park(self._here(), words))

    def take_back(self) -> Written | Why:
        """Takes back what was written last in this session."""
        if not self._undo:
            return Why("nothing-to-undo")
        saying.take_back(self.ws, self._undo[-1])
        self.refresh()
        return self._undo.pop()

    def erase(self, entry_id: str) -> bool:
        """Erases one line of the recap for good; whether it was there.

        What another machine wrote is hidden, and asked to be erased, where it is about me; else raises Refused.
        """
        found = self.ws.record.entry(entry_id)
        if found and self.ws.is_shared:
            remove(self.ws, found)
        elif found:
            self.ws.write(erase(self.ws.new_id(), self.ws.pen(), found))
        self.refresh()
        return found is not None

    def _deed(self, stage: Stage, took: float) -> staging.Deed:
        if stage.state != CLOSED:
            return staging.deed(self.ws, self.session, replace(stage, written=iso(self.ws.now())))
        written = ending.ended(self.ws, self.session, took)
        return ending.deed(self.ws, self.session, self.room(), replace(stage, written=written))

    def _drop_drafts(self) -> None:
        """What was typed and never sent doesn't outlast the round."""
        if self.session.is_closed:
            drop_drafts_in(self.ws.around.env, self.session.id)

    def _here(self) -> Here:
        return Here(self.ws, self.session, self.room(), self.part.mine if self.part else (), self.leads)

    def _written(self, outcome: Written | Why) -> Written | Why:
        if isinstance(outcome, Written):
            self._undo.append(outcome)
            self.refresh()
        return outcome

    def _things(self) -> list[Entry]:
        found = self.ws.record.entry(self.stage.current) if len(self.stage.current) == 36 else None
        return gather.shown(self.ws, [found]) if found else []
