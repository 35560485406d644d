"""What is written down in the circle: numbers, words, thanks, wins, promises and parked topics."""

from collections.abc import Callable
from functools import partial

from ritual.actions.circle import Circle
from ritual.actions.saying import Written
from ritual.actions.sentences import why
from ritual.files.drafts import in_session
from ritual.model.command import Why
from ritual.model.entry import ACTION, KUDOS, WIN
from ritual.model.reading import text
from ritual.model.scene import OPEN, QUIET, Scene
from ritual.model.seats import GONE
from ritual.model.spoken import becomes
from ritual.tui.keymap import KeysOf
from ritual.tui.screens.ask import Ask
from ritual.tui.screens.leading import Leading
from ritual.tui.screens.pick import Pick
from ritual.words import t

Write = Callable[[str], Written | Why]
"""Writes a line down, or says why not."""


class Noting(Leading):
    """Asks for a line over the circle and writes it down; nothing has to be typed in a round."""

    def __init__(self, keys: KeysOf, circle: Circle) -> None:
        super().__init__(keys, circle)
        # On no disk: what isn't kept may not outlast the round as a draft.
        self._refused: dict[str, str] = {}

    def action_point(self, digit: str) -> None:
        """The speaker's number."""
        with self.telling():
            self.written(self.circle.point(int(digit)))

    def action_done(self) -> None:
        """The promise was kept; on to the next."""
        self._settled("done")

    def action_dropped(self) -> None:
        """The promise is dropped; on to the next."""
        self._settled("dropped")

    def action_take_back(self) -> None:
        """What was written last is gone again."""
        with self.telling():
            self.written(self.circle.take_back())

    def action_call(self) -> None:
        """The speaker names who is next."""
        rows = [(seat.person, seat.name) for seat in self.scene.can_call] if self.scene else []
        self.app.push_screen(Pick(self.keys, t("Who is next?"), rows), self._called)

    def action_park(self) -> None:
        """A topic for after the round."""
        self._ask("park", t("Park a topic for after the round"), t("kept"), self.circle.park)

    def action_words(self) -> None:
        """Words of whoever speaks; in the jar, first whose thanks they are."""
        scene = self.scene
        if scene and becomes(scene.step) == KUDOS and not self.circle.leads:
            self._thanks(self.circle.ws.me)
        elif scene and becomes(scene.step) == KUDOS:
            rows = [(seat.person, seat.name) for seat in scene.seats if seat.state != GONE]
            lead = next((i for i, row in enumerate(rows) if row[0] == self.circle.stage.leader), 0)
            self.app.push_screen(Pick(self.keys, t("Who gives thanks?"), rows, lead), self._thanks)
        elif scene:
            say = partial(self.circle.say, at=scene.step.id)
            self._ask("words", *self._asking(), say, self._written_so_far(scene))

    def action_my_wish(self) -> None:
        """What I wish for, told to whoever leads and nobody else."""
        self._ask("wish", t("A wish for whoever leads"), t("not kept"), self._wish)

    def written(self, outcome: Written | Why) -> None:
        """Draws what was written, or says why it wasn't."""
        if isinstance(outcome, Why):
            self.say(why(outcome.code), "warning")
        self.again()

    def _asking(self) -> tuple[str, str]:
        """What the line is for, and how it may look or whether it is kept."""
        scene = self.scene
        if scene is None:
            return "", ""
        kept = t("kept") if scene.kept else t("not kept")
        typed = becomes(scene.step)
        if typed == ACTION:
            return t("A promise"), t("Ana: the words, by Friday")
        if typed == WIN:
            return t("A win"), t("Ana: what went well")
        if self.circle.part and not (self.circle.leads and scene.speaker):
            hidden = scene.step.is_together and scene.phase == QUIET
            shown = t("{kept} · hidden until the reveal", kept=kept) if hidden else kept
            return t("You say") if scene.phase != OPEN else t("Written down for “{step}”", step=scene.title), shown
        if scene.speaker:
            return t("{name} says", name=scene.speaker), kept
        return t("Written down for “{step}”", step=scene.title), t("Ana: the words · {kept}", kept=kept)

    def _written_so_far(self, scene: Scene) -> str:
        """What stands there already, to be changed."""
        own = self.circle.own()
        if scene.speaker_id and (self.circle.leads or self.is_mine):
            return scene.words
        return text(own.data, "words") if own and scene.phase != OPEN else ""

    def _thanks(self, giver: str | None) -> None:
        name = next((seat.name for seat in self.scene.seats if seat.person == giver), "") if self.scene else ""
        if giver:
            thank = partial(self.circle.say, by=giver)
            self._ask("thanks", t("{name} thanks", name=name), t("Ana, Bo: the words"), thank)

    def _wish(self, words: str) -> Written | Why:
        wished = self.circle.wish(words)
        if not isinstance(wished, Why):
            self.say(t("Whoever leads can look it up, and nobody else."), "good")
        return wished

    def _ask(self, what: str, title: str, example: str, write: Write, so_far: str = "") -> None:
        """Asks for a line and writes it down; one that was refused is offered again, in the same turn."""
        draft = self._draft(what)
        ask = Ask(self.keys, title, example, draft, self._refused.pop(draft, so_far))
        self.app.push_screen(ask, lambda words: self._write(draft, words, write))

    def _write(self, draft: str, words: str | None, write: Write) -> None:
        if words:
            with self.telling():
                self._refused[draft] = words
                outcome = write(words)
                if not isinstance(outcome, Why):
                    del self._refused[draft]
                self.written(outcome)

    def _called(self, who: str | None) -> None:
        if who:
            self.do("call", who)

    def _settled(self, state: str) -> None:
        with self.telling():
            settled = self.circle.settle(state)
            if isinstance(settled, Why):
                self.written(settled)
            else:
                self.do("next")

    def _draft(self, what: str) -> str:
        """Drafts belong to one turn: nobody else's words come up again."""
        place = self.circle.stage.place
        return in_session(self.circle.session.id, what, place.step, self.circle.stage.current[-12:])
