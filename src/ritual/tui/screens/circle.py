"""The circle on screen: whose turn it is, what is asked, who comes then. Enter alone leads a round to its end."""

from textual.events import Key

from ritual.actions.circle import Circle
from ritual.actions.recap import fingers, step_lines
from ritual.actions.shared_words import how_it_stands
from ritual.model.reading import number, text
from ritual.model.recap import Line as Kept
from ritual.model.scene import FINGERS, Scene
from ritual.tui.commands import Point
from ritual.tui.ink import BLANK, Block, Line, apart, cells, indented, ink, joined
from ritual.tui.keymap import KeysOf
from ritual.tui.margins import columns
from ritual.tui.screens.noting import Noting
from ritual.tui.steps.moment import Moment, Own
from ritual.tui.widgets.bars import progress
from ritual.tui.widgets.company import what_matters, who_is_in
from ritual.tui.widgets.link import in_a_round
from ritual.tui.widgets.round import drawn
from ritual.words import t


class CirclePage(Noting):
    """One session as everybody in front of this screen sees it."""

    def __init__(self, keys: KeysOf, circle: Circle) -> None:
        super().__init__(keys, circle)
        self._seen = -1
        self._away: frozenset[str] = frozenset()
        self._lines: tuple[Kept, ...] = ()
        self._said_as = how_it_stands(circle)

    def on_mount(self) -> None:
        """Where others are in the round too, one more line says who; the body keeps its height."""
        super().on_mount()
        if self.circle.part:
            self.sheet("body").styles.margin = (1, 0, 0, 0)
            self.sheet("talk").styles.height = 3

    def on_key(self, event: Key) -> None:
        """A key that is held down counts once."""
        super().on_key(event)
        if self.held:
            event.stop()
            event.prevent_default()

    def say(self, words: str, meaning: str = "accent") -> None:
        """Says something until the next key, or until the round itself has something else to say."""
        self._said_as = how_it_stands(self.circle)
        super().say(words, meaning)

    def tick(self) -> None:
        """Somebody may have written; the lines of time go on."""
        if self.circle.ws.record.version() != self._seen:
            self.circle.refresh()
            self.again()
        elif self.circle.part and self.circle.part.beats.away != self._away:
            self.again()
        elif self.circle.part:
            self.redraw()
        elif self.scene:
            self.sheet("title").redraw()
            self.sheet("body").redraw()

    def again(self) -> None:
        """What was written down so far belongs to the scene."""
        self._seen = self.circle.ws.record.version()
        self._away = self.circle.part.beats.away if self.circle.part else frozenset()
        self._lines = step_lines(self.circle)
        super().again()

    def about(self) -> Line:
        """The host's line, for the help screen."""
        return ink(self.scene.host, "question") if self.scene else BLANK

    def heading(self, width: int) -> Line:
        """Which step of which ritual, whether it is kept, and the step's time."""
        scene = self.scene
        if scene is None:
            return BLANK
        lost = t("not kept, numbers counted") if scene.counted else t("not kept")
        kept = ink(t("kept"), "kept") if scene.kept else ink(lost, "notkept")
        dot = ink(" · ", "muted")
        where = ink(t("{n} of {all}", n=scene.number, all=scene.of), "muted")
        name = joined(ink(scene.ritual, "title"), dot, where, "  ", ink(scene.title, "title"), dot, kept)
        room = max(0, min(20, width - cells(name) - 18))
        spent = scene.spent + self.circle.elapsed()
        return apart(name, progress(spent, scene.planned, room, self.ritual.smooth), width)

    def hint(self) -> Line:
        """The host's line; in the jar the note's number."""
        scene = self.scene
        if scene is None:
            return BLANK
        note = t("note {n} of {all}", n=scene.note.number, all=scene.note.of) if scene.note else ""
        return what_matters(self.circle, self.rival, ink(note or scene.host, "muted"))

    def _talk(self, width: int, height: int) -> Block:
        if self.circle.part is None:
            return super()._talk(width, height)
        inset, measure = columns(width)
        standing = self.ritual.standing(in_a_round=True)
        # What was said gives way to news about the round: a key may not come for long.
        said = self._said if self._said_as == how_it_stands(self.circle) else BLANK
        return indented(in_a_round(said or self.hint(), who_is_in(self.circle), standing, measure), inset)

    def body(self, width: int, height: int) -> Block:
        """A ring where it fits, else the list of seats beside what is asked."""
        moment = self._moment()
        return drawn(moment, width, height, columns(width)[0]) if moment else []

    def pick(self, target: str) -> None:
        """A click on a point answers; on a seat that waits in a popcorn step it calls."""
        kind, _, what = target.partition("/")
        if kind == "point" and self.can(Point):
            self.action_point(what)
        elif kind == "seat" and self.scene and any(seat.person == what for seat in self.scene.can_call):
            self.do("call", what)

    def _moment(self) -> Moment | None:
        scene = self.scene
        if scene is None:
            return None
        since = self.circle.elapsed()
        shown = fingers(self.circle) if scene.phase == FINGERS else ()
        own = self._own(scene)
        return Moment(scene, scene.elapsed + since, scene.spent + since, self._lines, shown, self.ritual.smooth, own)

    def _own(self, scene: Scene) -> Own | None:
        """What was answered here, unless the scene shows it as the speaker's."""
        own = self.circle.own()
        if own is None or own.by == scene.speaker_id:
            return None
        hidden = scene.step.is_together and scene.step.id not in self.circle.stage.revealed
        return Own(number(own.data, "point"), text(own.data, "words"), hidden)
