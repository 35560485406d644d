"""The recap: what stays of the round, and nothing about who spoke."""

from ritual.actions.circle import Circle
from ritual.actions.founding import found, new_team
from ritual.actions.recap import of_circle
from ritual.actions.recap_page import page
from ritual.errors import StoreTrouble
from ritual.files.writing import write
from ritual.model.instant import moment
from ritual.model.moments import clock
from ritual.model.recap import Line as Kept
from ritual.model.recap import Section
from ritual.model.recap_text import as_markdown, as_text, closing
from ritual.tui import way
from ritual.tui.commands import Erase, KeepTeam, Kind, Move
from ritual.tui.ink import BLANK, Block, Line, aimed, apart, filled, fit, ink, joined, settled, wrapped
from ritual.tui.keymap import KeysOf
from ritual.tui.screens.ask import Ask
from ritual.tui.screens.confirm import Confirm
from ritual.tui.screens.page import Page
from ritual.tui.screens.pick import Pick
from ritual.tui.widgets.lines import label_width, words_of
from ritual.tui.widgets.listing import moved
from ritual.words import language, t

_MEANINGS = {"thanks": "praise", "wins": "win", "promises": "promise", "parked": "parked"}


class RecapPage(Page[None]):
    """Shown once the session is closed; its text stays in the terminal afterwards."""

    place = "recap"

    def __init__(self, keys: KeysOf, circle: Circle) -> None:
        super().__init__(keys)
        self.circle = circle
        self.recap = of_circle(circle)
        self._at = 0

    def on_mount(self) -> None:
        """The text is left in the terminal, whatever happens next."""
        super().on_mount()
        self._left_behind()

    def attend(self) -> None:
        """What isn't kept goes as soon as the others know that the round is over."""
        with self.telling():
            self.circle.attend()

    def can(self, command: Kind) -> bool:
        """Without lines there is nothing to erase."""
        if command is KeepTeam:
            return bool(self.ritual.opening.names) and self.ritual.ws is None
        return command not in (Erase, Move) or bool(self.recap.lines)

    def heading(self, width: int) -> Line:
        """Which round, and from when to when."""
        zone = self.circle.ws.zone
        start, end = clock(moment(self.recap.start), zone), clock(moment(self.recap.end), zone)
        name = joined(ink(self.recap.title, "title"), ink(" " + t("· done"), "muted"))
        return apart(name, ink(t("{start} to {end}", start=start, end=end), "clock"), width)

    def content(self, width: int, height: int) -> Block:
        """Section by section, then how long it took."""
        lines: Block = []
        for section in self.recap.sections:
            lines += [*self._section(section, width), BLANK]
        if not self.recap.sections:
            said = ink(t("Nothing was written down. It was said, and heard."), "muted")
            lines += [*wrapped(said, width), BLANK]
        lines += wrapped(ink(closing(self.recap), "title"), width)
        return settled(lines, height)

    def action_finish(self) -> None:
        """Back home, or out."""
        way.home(self)

    def action_keep_team(self) -> None:
        """These people become a team; asks what it is called, then who sits here."""
        self.app.push_screen(Ask(self.keys, t("What is the team called?")), self._named)

    def action_move(self, key: str) -> None:
        """The cursor moves."""
        self._at = moved(self._at, key, len(self.recap.lines))
        self.redraw()

    def action_page(self, key: str) -> None:
        """The lines scroll."""
        self.sheet("body").scroll_lines(10 if key in ("pagedown", "end") else -10)

    def action_copy(self) -> None:
        """To the clipboard, by way of the terminal."""
        self.app.copy_to_clipboard(as_text(self.recap, self.circle.ws.zone))
        self.say(t("Copied, if your terminal allows it; `s` saves a file instead."), "good")

    def action_save(self) -> None:
        """Asks in which form, then writes it into the folder where ritual was started."""
        rows = [("md", t("Markdown, as text")), ("html", t("a page to read and to print"))]
        self.app.push_screen(Pick(self.keys, t("Save the recap as"), rows), self._saved)

    def action_erase(self) -> None:
        """The line under the cursor, for good."""
        line = self.recap.lines[self._at]
        question = t("Erase “{words}” for good?", words=line.words)
        self.app.push_screen(Confirm(self.keys, question, t("erase it")), lambda yes: self._erased(line, yes))

    def pick(self, target: str) -> None:
        """A click moves the cursor."""
        kind, _, row = target.partition("/")
        if kind == "row":
            self._at = int(row)
            self.redraw()

    def _erased(self, line: Kept, yes: bool | None) -> None:
        if not yes:
            return
        with self.telling():
            self.circle.erase(line.id)
            self.recap = of_circle(self.circle)
            self._at = min(self._at, max(0, len(self.recap.lines) - 1))
            self._left_behind()
            self.redraw()
            hidden = t("Hidden, and asked to be erased: “{words}”", words=line.words)
            self.say(hidden if self.circle.ws.record.entry(line.id) else t("Erased."), "good")

    def _named(self, name: str | None) -> None:
        if name and name.strip():
            rows = [(each.handle, each.name) for each in way.listed(self.ritual)]
            self.app.push_screen(Pick(self.keys, t("Who sits here?"), rows), lambda me: self._found(name.strip(), me))

    def _found(self, name: str, me: str | None) -> None:
        if me:
            with self.telling():
                around = self.ritual.around
                self.ritual.ws = found(around, new_team(around, name, way.listed(self.ritual), language()), me)
                self.say(t("“{name}” is a team on this machine now.", name=name), "good")

    def _saved(self, ending: str | None) -> None:
        if not ending:
            return
        around, ws = self.ritual.around, self.circle.ws
        path = around.cwd / f"recap-{self.recap.start[:10]}-{self.circle.ritual.name}.{ending}"
        with self.telling():
            if path.exists():
                raise StoreTrouble(t("{path} is already there.", path=path.name), t("Move it away first."))
            write(path, page(ws, self.recap) if ending == "html" else as_markdown(self.recap, ws.zone))
            self.say(t("Saved here as {path}.", path=path.name), "good")

    def _left_behind(self) -> None:
        self.ritual.farewell = as_text(self.recap, self.circle.ws.zone)

    def _section(self, section: Section, width: int) -> Block:
        rows: Block = []
        wide = label_width(self.recap.sections)
        first = self.recap.lines.index(section.lines[0])
        for row, line in enumerate(section.lines):
            label = ink(section.title if row == 0 else "", _MEANINGS.get(section.kind, "title"))
            words = wrapped(words_of(line), width - wide - 2, 3)
            chosen = first + row == self._at
            mark = ink("▸ " if chosen else "  ", "accent")
            block = [joined(mark, filled(label, wide), words[0]), *(w.pad_left(wide + 2) for w in words[1:])]
            rows += [aimed(fit(each, width), f"row/{first + row}") for each in block]
        return rows
