"""What all screens share: a title line, a body, a line of talk and the keys, drawn anew when something has moved."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, ClassVar, Generic, TypeVar, cast

from textual.app import ComposeResult
from textual.events import Key
from textual.timer import Timer

from ritual.errors import Problem, RitualError
from ritual.tui.ink import BLANK, Block, Line, indented, ink
from ritual.tui.keymap import KeysOf
from ritual.tui.margins import MEASURE, columns, edge_of
from ritual.tui.screens.keyed import Keyed
from ritual.tui.widgets.keys import footer
from ritual.tui.widgets.link import noted
from ritual.tui.widgets.sheet import Sheet

if TYPE_CHECKING:
    from ritual.tui.app import RitualApp

Answer = TypeVar("Answer")

HOLD = 0.3
"""Seconds within which the same key again is a key held down."""
_WATCH = 0.4
"""Seconds between two looks at the record: another shell's words are here within half a second."""


class Page(Keyed[Answer], Generic[Answer]):
    """A screen that draws lines; `measure` is how wide its text may be."""

    AUTO_FOCUS = ""
    speaks_in: ClassVar[str] = "talk"
    measure: ClassVar[int] = MEASURE

    def __init__(self, keys: KeysOf) -> None:
        super().__init__(keys)
        self._said = BLANK
        self.held = False
        self._ticking: Timer | None = None

    @property
    def ritual(self) -> "RitualApp":
        """The app, by its own type."""
        return cast("RitualApp", self.app)

    def compose(self) -> ComposeResult:
        """Four sheets from top to bottom."""
        yield Sheet(self._title, id="title")
        yield Sheet(self.body, id="body")
        yield Sheet(self._talk, id="talk")
        yield Sheet(self._foot, id="foot")

    def on_mount(self) -> None:
        """Begins to watch."""
        self._ticking = self.set_interval(_WATCH, self._tick)

    def on_screen_suspend(self) -> None:
        """Another screen is in front."""
        if self._ticking:
            self._ticking.pause()

    def on_screen_resume(self) -> None:
        """In front again: whatever happened meanwhile is drawn."""
        if self._ticking:
            self._ticking.resume()
        self._tick()
        self.redraw()

    def tick(self) -> None:
        """Called a few times a second while the screen is in front."""

    def attend(self) -> None:
        """Called a few times a second, and when something has come, even while another screen is in front."""

    def leaving(self) -> None:
        """Called when the program ends while this screen is open."""

    def look(self) -> None:
        """Something has moved: what shows that is drawn at once."""
        self._tick()
        self.sheet("talk").redraw()

    def _tick(self) -> None:
        with self.telling():
            self.tick()

    def heading(self, width: int) -> Line:
        """The title line."""
        raise NotImplementedError

    def content(self, width: int, height: int) -> Block:
        """The body at its measure."""
        raise NotImplementedError

    def hint(self) -> Line:
        """The line above the keys while there is nothing else to say."""
        return BLANK

    def standing(self) -> Line:
        """What is told beside the hint all the time: how a shared team stands."""
        return BLANK

    def body(self, width: int, height: int) -> Block:
        """The whole body: the content in the middle of a wide screen."""
        inset, measure = columns(width, self.measure)
        return indented(self.content(measure, height), inset)

    def say(self, words: str, meaning: str = "accent") -> None:
        """Says something in the line above the keys, until the next key."""
        self._said = ink(words, meaning)
        self.sheet(self.speaks_in).redraw()

    def on_key(self, event: Key) -> None:
        """A key ends what was said; whether it is held down is known across screens."""
        now = self.ritual.around.monotonic()
        key, at = self.ritual.pressed
        self.held = key == event.key and now - at < HOLD
        self.ritual.pressed = (event.key, now)
        if self._said:
            self._said = BLANK
            self.sheet(self.speaks_in).redraw()

    def complain(self, problem: Problem) -> None:
        """Says what is wrong in a file; its folder is known to whoever wrote it."""
        self.say(str(problem._replace(file=problem.file.rpartition("/")[2])), "warning")

    @contextmanager
    def telling(self) -> Iterator[None]:
        """Says what went wrong, and what to do now, instead of ending the program."""
        try:
            yield
        except RitualError as error:
            self.tell(error)

    def tell(self, error: RitualError) -> None:
        """The sentence of what went wrong, and what to do now."""
        self.say(f"{error.sentence} {error.hint}".strip(), "error")

    def redraw(self) -> None:
        """Draws everything again; only what changed is painted."""
        for sheet in self.query(Sheet):
            sheet.redraw()

    def sheet(self, name: str) -> Sheet:
        """One of the four sheets."""
        return self.query_one(f"#{name}", Sheet)

    def _title(self, width: int, _height: int) -> Block:
        edge = edge_of(width, self.measure)
        return indented([self.heading(width - 2 * edge)], edge)

    def _talk(self, width: int, _height: int) -> Block:
        inset, measure = columns(width, self.measure)
        return indented(noted(self._said or self.hint(), self.standing(), measure), inset)

    def _foot(self, width: int, _height: int) -> Block:
        edge = edge_of(width, self.measure)
        return indented([footer(self.offers(), width - 2 * edge)], edge)
