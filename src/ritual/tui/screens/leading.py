"""What the keys of the circle do to the session: on, back, later, skip, the reader, the end, who leads."""

from ritual.actions import going_on
from ritual.actions.circle import Circle
from ritual.actions.going_on import GoingOn
from ritual.actions.sentences import why
from ritual.actions.shared_words import deleted
from ritual.model.scene import ANNOUNCED, FINGERS, QUIET, TURN, Scene
from ritual.tui import commands as c
from ritual.tui import way
from ritual.tui.keymap import KeysOf
from ritual.tui.screens.confirm import Confirm
from ritual.tui.screens.page import Page
from ritual.tui.screens.pick import Pick
from ritual.words import mark, t

_FOR_ALL = frozenset({c.TakeOver, c.Point, c.Words, c.Park, c.MyWish, c.TakeBack, c.Leave, c.Themes, c.Palette, c.Help})
"""What everybody in a shared round may do at a machine of their own."""
_AMONG_OTHERS = frozenset({c.JoinOther, c.TakeOver, c.HandOver, c.MyWish})
"""What there is only where several machines share a round."""
_OWN = {
    c.Next: mark("End your turn; spoken or passed, it is the same."),
    c.Point: mark("Your number; 0 takes it away."),
    c.Words: mark("Write your answer down; Esc drops it."),
    c.Call: mark("Name who comes next."),
    c.Leave: mark("Leave the round, which goes on; you can come back."),
}
_OF_THE_TURN = frozenset({c.Next, c.Call})
"""What whoever has the turn may ask for."""


class Leading(Page[None]):
    """Moves one session; how it is drawn is its subclass's."""

    place = "circle"

    def __init__(self, keys: KeysOf, circle: Circle) -> None:
        super().__init__(keys)
        self.circle = circle
        self.scene: Scene | None = circle.scene()
        self.rival: GoingOn | None = None
        self._is_over = False

    def wishes(self) -> tuple[tuple[str, str], ...]:
        """What was wished for ahead, as far as its author said so."""
        return self.circle.wishes()

    def can(self, command: c.Kind) -> bool:
        """Which commands make sense at this moment."""
        scene = self.scene
        if scene is None:
            return False
        called, jar, part = scene.phase == TURN, scene.step.kind == "gratitude", self.circle.part
        if not self.circle.leads and command not in _FOR_ALL and not (command in _OF_THE_TURN and self.is_mine):
            return False
        sensible = {
            c.JoinOther: self.rival is not None,
            c.TakeOver: part is not None and part.beats.is_leaderless,
            c.HandOver: part is not None and self.circle.leads and bool(self._heirs()),
            c.MyWish: part is not None and not self.circle.leads,
            c.Point: bool(scene.points) and (scene.phase in (TURN, FINGERS) or (scene.phase == QUIET and bool(part))),
            c.Words: scene.phase not in (ANNOUNCED, FINGERS) and (scene.phase != QUIET or jar or bool(part)),
            c.OtherReader: scene.note is not None,
            c.PutBack: scene.phase == ANNOUNCED,
            c.Done: scene.promise is not None,
            c.Dropped: scene.promise is not None,
            c.Call: called and bool(scene.can_call),
            c.AnotherQuestion: called and scene.can_redraw,
            c.Later: called and bool(scene.then or scene.can_call),
            c.LeaveOut: scene.ahead,
            c.Back: bool(self.circle.stage.trail),
        }
        return sensible.get(command, True)

    def has(self, command: c.Kind) -> bool:
        """Some are for whoever leads, some for all others, some only where there are others."""
        if self.circle.part is None:
            return command not in _AMONG_OTHERS
        if self.circle.leads:
            return command not in (c.TakeOver, c.MyWish)
        return command in _FOR_ALL | _OF_THE_TURN

    def tells(self, command: c.Kind) -> str:
        """At a machine of one's own some keys are about oneself."""
        own = _OWN.get(command) if self.circle.part and not self.circle.leads else None
        return t(own) if own else super().tells(command)

    def action_next(self) -> None:
        """The turn goes on."""
        self.do("next")

    def action_back(self) -> None:
        """One turn back."""
        self.do("back")

    def action_later(self) -> None:
        """The speaker comes back at the end."""
        self.do("later")

    def action_skip_step(self) -> None:
        """To the next step."""
        self.do("skip")

    def action_leave_out(self) -> None:
        """What was written ahead isn't shown."""
        self.do("leave-out")

    def action_other_reader(self) -> None:
        """Somebody else reads."""
        self.do("other-reader")

    def action_put_back(self) -> None:
        """The note goes back unseen."""
        self.do("put-back")

    def action_another_question(self) -> None:
        """Another question."""
        self.do("other-question")

    @property
    def is_mine(self) -> bool:
        """Whether somebody at this machine has the turn, or reads."""
        part = self.circle.part
        return part is None or (self.scene is not None and bool(set(self.scene.movers) & set(part.mine)))

    def action_hand_over(self) -> None:
        """Somebody else leads."""
        self.app.push_screen(Pick(self.keys, t("Who leads from now on?"), self._heirs()), self._handed_over)

    def action_take_over(self) -> None:
        """Whoever led isn't heard any more."""
        with self.telling():
            refused = self.circle.part.succession.take() if self.circle.part else None
            if refused:
                self.say(why(refused.code), "warning")
        self.again()

    def action_join_other(self) -> None:
        """Drops this round, which nobody else is in, and joins the other."""
        if self.rival:
            with self.telling():
                way.instead(self, going_on.give_way(self.circle, self.rival))

    def action_people(self) -> None:
        """Somebody came late, left, or is a guest."""
        from ritual.tui.screens.people import PeoplePage

        self.app.push_screen(PeoplePage(self.keys, self.circle), lambda _: self.again())

    def action_end(self) -> None:
        """The recap, after one more Enter."""
        question = t("End the round here? What was kept stays.")
        self.app.push_screen(Confirm(self.keys, question, t("end the round")), self._ended)

    def action_leave(self) -> None:
        """The session waits, after one more Enter."""
        question = t("Leave the round? It waits, and goes on where it stopped.")
        if not self.circle.leads:
            question = t("Leave the round? The others go on, and you can come back.")
        self.app.push_screen(Confirm(self.keys, question, t("leave")), self._left)

    def leaving(self) -> None:
        """The program ends: the session waits where it is led; elsewhere it goes on."""
        with self.telling():
            if self.circle.leads:
                self.circle.do("pause")
            if self.circle.part:
                self.circle.part.gone()

    def attend(self) -> None:
        """The others are heard and answered whatever screen is in front."""
        with self.telling():
            if self.circle.attend() and not self.circle.session.is_closed:
                self.again()
            if self.circle.is_gone and not self._is_over:
                self._is_over = True
                way.home(self)
                if isinstance(self.app.screen, Page):
                    self.app.screen.say(deleted(), "warning")

    def do(self, verb: str, who: str = "") -> None:
        """Moves the session, or says why not; after its last step comes the recap."""
        with self.telling():
            refused = self.circle.do(verb, who)
            if refused:
                self.say(why(refused.code), "warning")
        self.again()

    def again(self) -> None:
        """Reads the scene again and draws it."""
        self.scene = self.circle.scene()
        self.rival = going_on.rival(self.circle)
        if self.scene is None or self.circle.session.is_closed:
            # What others erase at the end still comes in while the recap is shown.
            if not self._is_over:
                self._is_over = True
                way.to_recap(self, self.circle)
        else:
            self.redraw()

    def _heirs(self) -> list[tuple[str, str]]:
        """Those who could lead: in the circle, and at a machine of their own."""
        part, scene = self.circle.part, self.scene
        seats = scene.seats if part and scene else ()
        return [(s.person, s.name) for s in seats if part and s.person in part.beats.at_own_machines]

    def _handed_over(self, who: str | None) -> None:
        if who:
            self.do("hand-over", who)

    def _ended(self, yes: bool | None) -> None:
        if yes:
            self.do("close")

    def _left(self, yes: bool | None) -> None:
        if yes:
            self.leaving()
            way.home(self)
