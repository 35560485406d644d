"""What all screens share: a title line, a body, a line of talk, the keys; and how commands and clicks reach them."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, ClassVar, Generic, TypeVar, cast

from textual.app import ComposeResult
from textual.events import Key
from textual.screen import Screen
from textual.timer import Timer

from ritual.errors import Problem, RitualError
from ritual.tui.commands import PLACES, Back, Close, Finish, Help, Kind, Quit
from ritual.tui.ink import BLANK, Block, Line, indented, ink
from ritual.tui.keymap import KeysOf, bindings
from ritual.tui.margins import MEASURE, columns, edge_of
from ritual.tui.widgets.keys import Offer, footer, written
from ritual.tui.widgets.link import noted
from ritual.tui.widgets.sheet import Sheet
from ritual.words import t

if TYPE_CHECKING:
    from ritual.tui.app import RitualApp

Answer = TypeVar("Answer")

HOLD = 0.3
"""Seconds within which the same key again is a key held down."""
_WATCH = 0.4
"""Seconds between two looks at the record: another shell's words are here within half a second."""
_ALWAYS = frozenset({Help, Back, Close, Finish, Quit})


class Page(Screen[Answer], Generic[Answer]):
    """A screen that draws lines. `place` names its row in the table of commands, `measure` how wide its text may be."""

    AUTO_FOCUS = ""
    place: ClassVar[str] = ""
    speaks_in: ClassVar[str] = "talk"
    measure: ClassVar[int] = MEASURE

    def __init__(self, keys: KeysOf) -> None:
        super().__init__()
        self.keys = keys
        self._said = BLANK
        self.held = False
        self._ticking: Timer | None = None
        for binding in bindings(PLACES[self.place], keys):
            self._bindings.key_to_bindings[binding.key] = [binding]

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

    def label(self, command: Kind) -> str:
        """What the footer calls the command now."""
        return t(command.label)

    def tells(self, command: Kind) -> str:
        """What the help says of the command."""
        return t(command.help)

    def can(self, command: Kind) -> bool:
        """Whether the command makes sense now; the others are neither shown nor done."""
        return True

    def has(self, command: Kind) -> bool:
        """Whether the command makes sense at some moment of this screen; the help leaves out the others."""
        return True

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

    def about(self) -> Line:
        """What the help screen says above the keys of this screen."""
        return BLANK

    def wishes(self) -> tuple[tuple[str, str], ...]:
        """Names and words that whoever leads may know; the help screen shows them only when asked to."""
        return ()

    def offers(self) -> list[Offer]:
        """What the footer offers now."""
        return [
            Offer(written(command, self.keys), self.label(command), command.name, command in _ALWAYS)
            for command in PLACES[self.place]
            if not command.quiet and self.can(command)
        ]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Keys of commands that make no sense now do nothing."""
        command = next((c for c in PLACES[self.place] if c.action() == action), None)
        return command is None or self.can(command)

    async def on_sheet_picked(self, event: Sheet.Picked) -> None:
        """A click on a key of the footer is that key; anything else is the screen's own."""
        command = next((c for c in PLACES[self.place] if c.name == event.target), None)
        if command is None:
            self.pick(event.target)
        elif self.can(command) and not command.numbered:
            await self.run_action(command.action())

    def pick(self, target: str) -> None:
        """Something in the body was clicked."""

    def action_help(self) -> None:
        """The keys of this screen."""
        from ritual.tui.screens.help import HelpPage

        self.app.push_screen(HelpPage(self.keys, self))

    def action_palette(self) -> None:
        """Everything this screen can do, found by name."""
        from ritual.tui.screens.palette import PalettePage

        self.app.push_screen(PalettePage(self.keys, self), self._chosen)

    def action_themes(self) -> None:
        """How it looks."""
        from ritual.tui.screens.themes import ThemesPage

        self.app.push_screen(ThemesPage(self.keys))

    async def _chosen(self, action: str | None) -> None:
        if action:
            await self.run_action(action)

    def _title(self, width: int, _height: int) -> Block:
        edge = edge_of(width, self.measure)
        return indented([self.heading(width - 2 * edge)], edge)

    def _talk(self, width: int, _height: int) -> Block:
        inset, measure = columns(width, self.measure)
        return indented(noted(self._said or self.hint(), self.standing(), measure), inset)

    def _foot(self, width: int, _height: int) -> Block:
        edge = edge_of(width, self.measure)
        return indented([footer(self.offers(), width - 2 * edge)], edge)
