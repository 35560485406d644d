"""What the keys of the circle do to the session: on, back, later, skip, the reader, the end, who leads."""

from ritual.actions import going_on
from ritual.actions.circle import Circle
from ritual.actions.sentences import why
from ritual.actions.shared_words import deleted
from ritual.tui import way
from ritual.tui.keymap import KeysOf
from ritual.tui.screens.circle_keys import CircleKeys
from ritual.tui.screens.confirm import Confirm
from ritual.tui.screens.page import Page
from ritual.tui.screens.pick import Pick
from ritual.words import t


class Leading(CircleKeys):
    """Moves one session; how it is drawn is its subclass's."""

    def __init__(self, keys: KeysOf, circle: Circle) -> None:
        super().__init__(keys, circle)
        self._is_over = False

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

    def action_hand_over(self) -> None:
        """Somebody else leads."""
        self.app.push_screen(Pick(self.keys, t("Who leads from now on?"), self.heirs()), self._handed_over)

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
