"""A round that was opened and never closed: go on, close it, or delete it."""

from ritual.actions import leading
from ritual.actions.history import led_elsewhere
from ritual.actions.leading import Unfinished
from ritual.actions.sentences import stopped, why
from ritual.actions.workspace import Workspace
from ritual.model.stage import PAUSED
from ritual.tui import way
from ritual.tui.commands import GoOn, Kind
from ritual.tui.ink import BLANK, Block, Line, apart, ink, settled, wrapped
from ritual.tui.keymap import KeysOf
from ritual.tui.screens.confirm import Confirm
from ritual.tui.screens.page import Page
from ritual.words import t


class Resume(Page[None]):
    """Asked once, when the program starts; Esc leaves it for later."""

    place = "resume"

    def __init__(self, keys: KeysOf, ws: Workspace, left: Unfinished) -> None:
        super().__init__(keys)
        self.ws = ws
        self.left = left
        self._seen = ws.record.version()

    def tick(self) -> None:
        """Somebody else may have taken the round over meanwhile."""
        version = self.ws.record.version()
        if version != self._seen:
            self._seen = version
            if any(opening.id == self.left.id for opening, _ in led_elsewhere(self.ws)):
                way.back(self)

    def label(self, command: Kind) -> str:
        """What Enter does depends on how long ago it was."""
        if command is GoOn and not self.left.is_fresh:
            return t("close it")
        return super().label(command)

    def heading(self, width: int) -> Line:
        """The team and the ritual."""
        return apart(ink(self.ws.team.name, "title"), ink(self.left.title, "muted"), width)

    def content(self, width: int, height: int) -> Block:
        """The sentence of what happened, and what can be done."""
        about = self.left
        sentence = stopped(about, self.ws.zone)
        then = (
            t("Enter goes on. Time with the lid closed doesn't count.")
            if about.is_fresh
            else t("Enter closes it with what was kept.")
        )
        lines = [*wrapped(ink(sentence, "title"), width), BLANK, *wrapped(ink(then, "muted"), width)]
        return settled(lines, height)

    def action_go_on(self) -> None:
        """On where it stopped; what is long ago is closed instead."""
        if not self.left.is_fresh:
            self.action_close_it()
            return
        with self.telling():
            circle = leading.resume(self.ws, self.left.id)
            if circle.stage.state == PAUSED:
                circle.do("resume", self.ws.me)
            way.to_circle(self, circle)

    def action_close_it(self) -> None:
        """Closed with what was kept, then its recap."""
        with self.telling():
            circle = leading.resume(self.ws, self.left.id)
            refused = circle.do("close")
            if refused:
                self.say(why(refused.code), "warning")
            else:
                way.to_recap(self, circle)

    def action_delete_it(self) -> None:
        """Gone, after one more Enter."""
        question = t("Delete the round? Thanks, wins and promises written in it stay.")
        self.app.push_screen(Confirm(self.keys, question, t("delete it")), self._delete)

    def action_close(self) -> None:
        """Later."""
        way.back(self)

    def _delete(self, yes: bool | None) -> None:
        if yes:
            with self.telling():
                leading.drop(self.ws, self.left.id)
                way.back(self)
