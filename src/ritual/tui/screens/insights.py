"""The team's pictures: the last twelve weeks, or a year. Nothing on it is about a person."""

from ritual.actions.insights import of_span, usual, year
from ritual.actions.workspace import Workspace
from ritual.model.insights import Insights
from ritual.model.insights_text import heading
from ritual.model.moments import today
from ritual.tui import way
from ritual.tui.commands import Kind, Move, OtherSpan
from ritual.tui.ink import BLANK, Block, Line, apart, ink, wrapped
from ritual.tui.keymap import KeysOf
from ritual.tui.screens.page import Page
from ritual.tui.widgets.chart import chart
from ritual.words import t


class InsightsPage(Page[None]):
    """Scrolls through the pictures; it follows the record."""

    place = "insights"

    def __init__(self, keys: KeysOf, ws: Workspace) -> None:
        super().__init__(keys)
        self.ws = ws
        self._is_year = False
        self._seen = ws.record.version()
        self.view: Insights = self._read()

    def tick(self) -> None:
        """Reads again when somebody has written."""
        version = self.ws.record.version()
        if version != self._seen:
            self._seen = version
            self.view = self._read()
            self.redraw()

    def label(self, command: Kind) -> str:
        """The pictures scroll; the other span is named."""
        if command is OtherSpan:
            return t("12 weeks") if self._is_year else t("a year")
        return t("scroll") if command is Move else super().label(command)

    def heading(self, width: int) -> Line:
        """What this is, and from when to when."""
        return apart(ink(t("Insights"), "title"), ink(heading(self.view), "muted"), width)

    def content(self, width: int, height: int) -> Block:
        """What can be said of everybody, then one picture after the other."""
        lines: Block = [*wrapped(ink(self.view.coverage, "praise"), width), BLANK] if self.view.coverage else []
        for each in self.view.charts:
            lines += [*chart(each, width), BLANK]
        return lines[:-1]

    def action_other_span(self) -> None:
        """Twelve weeks, or a year."""
        self._is_year = not self._is_year
        with self.telling():
            self.view = self._read()
        self.redraw()

    def action_move(self, key: str) -> None:
        """Scrolls."""
        self.sheet("body").scroll_lines(-1 if key == "up" else 1)

    def action_page(self, key: str) -> None:
        """Scrolls further."""
        self.sheet("body").scroll_lines({"pageup": -10, "pagedown": 10, "home": -9999}.get(key, 9999))

    def action_close(self) -> None:
        """Back home."""
        way.back(self)

    def _read(self) -> Insights:
        day = today(self.ws.now(), self.ws.zone)
        return of_span(self.ws, year(day) if self._is_year else usual(day))
