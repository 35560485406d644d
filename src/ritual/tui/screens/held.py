"""A round that was held, looked at again: its steps, and what was kept of it line by line."""

from ritual.actions.held import HeldRound
from ritual.actions.look_back import LookBack
from ritual.model.instant import moment
from ritual.model.moments import clock, day_long, length, local
from ritual.model.recap import Section
from ritual.model.recap_text import as_text
from ritual.tui import way
from ritual.tui.commands import Choose, Kind, Move
from ritual.tui.ink import BLANK, Block, Line, aimed, apart, filled, fit, ink, joined, wrapped
from ritual.tui.keymap import KeysOf
from ritual.tui.screens.page import Page
from ritual.tui.widgets.lines import label_width, words_of
from ritual.tui.widgets.listing import cursored, moved
from ritual.words import t, tn

_MEANINGS = {"thanks": "praise", "wins": "win", "promises": "promise", "parked": "parked"}


class HeldPage(Page[None]):
    """Nothing in it tells who spoke; a line opens whole."""

    place = "session"

    def __init__(self, keys: KeysOf, past: LookBack, held: HeldRound) -> None:
        super().__init__(keys)
        self.past = past
        self.found = held
        self._at = 0
        self._seen = past.ws.record.version()

    def tick(self) -> None:
        """Reads again when somebody has written."""
        if self.past.ws.record.version() != self._seen:
            self._seen = self.past.ws.record.version()
            self.found = way.held(self.past, self.found.recap.session) or self.found
            self._at = max(0, min(self._at, len(self.found.recap.lines) - 1))
            self.redraw()

    def can(self, command: Kind) -> bool:
        """Perhaps nothing was kept."""
        return command not in (Choose, Move) or bool(self.found.recap.lines)

    def heading(self, width: int) -> Line:
        """Which round, and when."""
        recap, zone = self.found.recap, self.past.ws.zone
        start, end = moment(recap.start), moment(recap.end)
        day = day_long(local(start, zone).date(), year=True)
        when = t("{start} to {end}", start=clock(start, zone), end=clock(end, zone))
        return apart(ink(recap.title, "title"), ink(f"{day}  {when}", "clock"), width)

    def content(self, width: int, height: int) -> Block:
        """How many were there, the steps, and what was kept."""
        recap = self.found.recap
        people = tn("{n} person was there.", "{n} people were there.", recap.heads)
        led = t("{name} led.", name=recap.led) if recap.led else ""
        lines = [*wrapped(ink(f"{people} {led}".strip(), "muted").pad_left(2), width), BLANK]
        lines += [*self._steps(width), BLANK]
        for section in recap.sections:
            lines += [*self._section(section, width), BLANK]
        return lines if recap.sections else [*lines, ink(t("Nothing was kept."), "muted").pad_left(2)]

    def action_move(self, key: str) -> None:
        """The cursor moves; the lines follow it."""
        self._at = moved(self._at, key, len(self.found.recap.lines))
        self.redraw()
        self._follow()

    action_page = action_move

    def action_choose(self) -> None:
        """Opens the line."""
        row = self.past.one(self.found.recap.lines[self._at].id)
        if row:
            way.to_entry(self, self.past, row)

    def action_copy_this(self) -> None:
        """The recap, to the clipboard."""
        self.app.copy_to_clipboard(as_text(self.found.recap, self.past.ws.zone))
        self.say(t("Copied, if your terminal allows it."), "good")

    def action_close(self) -> None:
        """Back to the list."""
        way.back(self)

    def pick(self, target: str) -> None:
        """A click opens."""
        sort, _, row = target.partition("/")
        if sort == "row":
            self._at = int(row)
            self.redraw()
            self.action_choose()

    def _steps(self, width: int) -> Block:
        return [
            joined(
                "  ",
                filled(ink(step.title), min(24, width // 2)),
                filled(ink(length(step.seconds), "clock"), 8),
                ink(t("kept"), "kept") if step.kept else ink(t("not kept"), "notkept"),
            )
            for step in self.found.steps
        ]

    def _section(self, section: Section, width: int) -> Block:
        rows: Block = []
        wide = label_width(self.found.recap.sections)
        first = self.found.recap.lines.index(section.lines[0])
        for row, line in enumerate(section.lines):
            label = filled(ink(section.title if row == 0 else "", _MEANINGS.get(section.kind, "title")), wide)
            words = fit(joined(label, words_of(line)), width - 2)
            shown = cursored(words, width) if first + row == self._at else words.pad_left(2)
            rows.append(aimed(shown, f"row/{first + row}"))
        return rows

    def _follow(self) -> None:
        body = self.sheet("body")
        at = next((y for y, line in enumerate(body.lines) if line.plain.lstrip().startswith("▸")), 0)
        body.show_line(at)
