"""What the keys of the circle do to the session: on, back, later, skip, the reader, the end."""

from ritual.actions.circle import Circle
from ritual.actions.sentences import why
from ritual.model.scene import ANNOUNCED, FINGERS, QUIET, TURN, Scene
from ritual.tui import commands as c
from ritual.tui import way
from ritual.tui.keymap import KeysOf
from ritual.tui.screens.confirm import Confirm
from ritual.tui.screens.page import Page
from ritual.words import t


class Leading(Page[None]):
    """Moves one session; how it is drawn is its subclass's."""

    place = "circle"

    def __init__(self, keys: KeysOf, circle: Circle) -> None:
        super().__init__(keys)
        self.circle = circle
        self.scene: Scene | None = circle.scene()

    def wishes(self) -> tuple[tuple[str, str], ...]:
        """What was wished for ahead, as far as its author said so."""
        return self.circle.wishes()

    def can(self, command: c.Kind) -> bool:
        """Which commands make sense at this moment."""
        scene = self.scene
        if scene is None:
            return False
        called, jar = scene.phase == TURN, scene.step.kind == "gratitude"
        sensible = {
            c.Point: bool(scene.points) and scene.phase in (TURN, FINGERS),
            c.Words: scene.phase not in (ANNOUNCED, FINGERS) and (scene.phase != QUIET or jar),
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
        self.app.push_screen(Confirm(self.keys, question, t("leave")), self._left)

    def leaving(self) -> None:
        """The program ends: the session waits."""
        with self.telling():
            self.circle.do("pause")

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
        if self.scene is None or self.circle.session.is_closed:
            way.to_recap(self, self.circle)
        else:
            self.redraw()

    def _ended(self, yes: bool | None) -> None:
        if yes:
            self.do("close")

    def _left(self, yes: bool | None) -> None:
        if yes:
            self.leaving()
            way.home(self)
