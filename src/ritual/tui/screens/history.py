"""History: all that the team has kept, newest first; found by words, by filters, and by a look at the year."""

from datetime import date

from textual.app import ComposeResult
from textual.widgets._input import Input

from ritual.actions.look_back import Row
from ritual.actions.workspace import Workspace
from ritual.model.entry import SESSION
from ritual.model.span import day_of
from ritual.tui import way
from ritual.tui.commands import Choose, Close, Kind, ShowAll
from ritual.tui.ink import Block, Line, apart, ink, wrapped
from ritual.tui.keymap import KeysOf
from ritual.tui.margins import WIDE, columns
from ritual.tui.screens.yearly import Yearly
from ritual.tui.widgets.entry import entry
from ritual.tui.widgets.feed import Feed, Looks, Source
from ritual.tui.widgets.rolling import Rolling, Spotted
from ritual.tui.widgets.rows import above, row
from ritual.tui.widgets.sheet import Sheet
from ritual.words import t, tn


class HistoryPage(Yearly):
    """A line to search in, filters, the year, and the list; it follows the record."""

    place = "history"
    measure = WIDE

    def __init__(self, keys: KeysOf, ws: Workspace) -> None:
        super().__init__(keys, ws)
        self.feed = Feed(
            Source(
                lambda before, limit: self.past.older(self.sought, before, limit),
                lambda after, limit: self.past.newer(self.sought, after, limit),
            ),
            Looks(
                lambda each, width, chosen: row(each, width, chosen, lambda: ws.zone),
                lambda before, each: above(before, each, lambda: self.today),
            ),
        )
        self._seen = ws.record.version()
        self.feed.start()

    def compose(self) -> ComposeResult:
        """From top to bottom: what this is, the line to search in, filters, the year, the list, talk and keys."""
        yield Sheet(self._title, id="title")
        yield from entry(columns(self.app.size.width, self.measure)[0], example=t("find words"))
        yield Sheet(self.chips, id="chips")
        yield Spotted(self.calendar, id="year")
        yield Rolling(self.body, self._roll, id="body")
        yield Sheet(self._talk, id="talk")
        yield Sheet(self._foot, id="foot")

    def on_resize(self) -> None:
        """The line to search in keeps the margin of the list."""
        super().on_resize()
        inset = columns(self.app.size.width, self.measure)[0]
        self.query_one("#entry Sheet").styles.width = inset
        self.query_one(Input).styles.margin = (0, inset, 0, 0)

    def tick(self) -> None:
        """Reads again when somebody has written."""
        if self.ws.record.version() != self._seen:
            self._seen = self.ws.record.version()
            self.feed.again()
            self.count()
            self.redraw()

    def can(self, command: Kind) -> bool:
        """There may be nothing to open or to clear."""
        if command is Choose:
            return self.is_in_year or self.feed.row is not None
        return super().can(command) and (command is not ShowAll or self.is_sifted)

    def label(self, command: Kind) -> str:
        """Esc leaves the line first."""
        return t("to the list") if command is Close and self._is_in_line else super().label(command)

    def heading(self, width: int) -> Line:
        """What this is, and how much was found; of one person nothing is counted."""
        return apart(ink(t("History"), "title"), ink(self._found(), "muted"), width)

    def content(self, width: int, height: int) -> Block:
        """The list."""
        nothing = t("Nothing like this was kept.") if self.is_sifted else t("Nothing was kept yet.")
        return self.feed.lines(width, height) or wrapped(ink(nothing, "muted").pad_left(2), width)

    def day_shown(self) -> date:
        """The day of the cursor."""
        return self.feed.row.day if self.feed.row else self.today

    def show_day(self, day: date) -> None:
        """The list from the last entry of that day on, or of the nearest before it."""
        self.feed.go(self.past.ends(day_of(day))[1])

    def show_found(self) -> None:
        """The list begins anew."""
        self.feed.start()
        self.follow()

    def action_move(self, key: str) -> None:
        """A day in the year, a line in the list."""
        by = -1 if key == "up" else 1
        if self.is_in_year:
            self.by_days(by)
        else:
            self.feed.move(by)
            self._moved()

    def action_page(self, key: str) -> None:
        """A year, or a screen of the list; once that is drawn, it gets ready for the next."""
        if self.is_in_year:
            self.by_days(364 * (-1 if key in ("pageup", "home") else 1))
        elif key in ("pageup", "pagedown"):
            self.feed.page(-1 if key == "pageup" else 1)
            self._moved()
            self.call_after_refresh(self._look_ahead)
        else:
            (self.feed.start if key == "home" else self.feed.end)()
            self._moved()

    def action_choose(self) -> None:
        """From the year to the day; in the list, opens the entry or the round."""
        if self.is_in_year:
            self.go_there()
        elif self.feed.row:
            self._open(self.feed.row)

    def action_wall(self) -> None:
        """Thanks and wins to read again."""
        way.to_wall(self, self.ws)

    def action_close(self) -> None:
        """Out of the year or the line, then back."""
        if self.is_in_year:
            self.leave_year()
        elif self._is_in_line:
            self.set_focus(None)
            self.redraw()
        else:
            way.back(self)

    def pick(self, target: str) -> None:
        """A click on a line puts the cursor there, one more opens it; one on a day goes there, on a cross clears."""
        sort, _, what = target.partition("/")
        if sort == "clear":
            self.clear(what)
        elif sort == "at":
            self.clicked(*map(int, what.split("/")))
        elif sort == "entry" and self.feed.put(what):
            self._moved()
        elif sort == "entry" and self.feed.row:
            self._open(self.feed.row)

    def _open(self, found: Row) -> None:
        with self.telling():
            if found.line.kind == SESSION:
                way.to_held(self, self.past, found.line.id)
            else:
                way.to_entry(self, self.past, found)

    def _roll(self, by: int) -> None:
        self.feed.roll(by)
        self._moved()

    def _moved(self) -> None:
        """Draws only what a move changes."""
        self.sheet("body").redraw()
        self.follow()

    def _look_ahead(self) -> None:
        with self.telling():
            self.feed.ahead()

    def _found(self) -> str:
        counts = self.is_sifted and not self.sought.is_about_somebody and self.feed.is_whole
        found = len(self.feed.rows) if counts else 0
        return tn("{n} found", "{n} found", found) if found else ""

    @property
    def _is_in_line(self) -> bool:
        return self.is_mounted and isinstance(self.focused, Input)
