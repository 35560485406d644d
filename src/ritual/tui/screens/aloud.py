"""Reading aloud: the thanks and wins of a month one at a time, large, for a screen that all look at."""

from ritual.actions.look_back import PRAISE, LookBack, Row, Sought
from ritual.model.moments import month
from ritual.model.span import month_of
from ritual.tui import way
from ritual.tui.commands import Close, Earlier, Kind, Onward
from ritual.tui.ink import Block, Line, apart, ink
from ritual.tui.keymap import KeysOf
from ritual.tui.screens.page import Page
from ritual.tui.widgets.cards import large
from ritual.words import t


class AloudPage(Page[None]):
    """Enter goes on, ← goes back; the month's end is the end."""

    place = "aloud"

    def __init__(self, keys: KeysOf, past: LookBack, row: Row) -> None:
        super().__init__(keys)
        self.past = past
        self.sought = Sought(PRAISE, days=month_of(row.day))
        self._seen = past.ws.record.version()
        self._read(row)

    def tick(self) -> None:
        """Reads again when somebody has written; what was erased gives way to what comes after it."""
        if self.past.ws.record.version() != self._seen:
            self._seen = self.past.ws.record.version()
            found = self.past.one(self.row.line.id) or self._beside(Onward) or self._beside(Earlier)
            if found is None:
                way.back(self)
            else:
                self._read(found)

    def can(self, command: Kind) -> bool:
        """There is an end on either side."""
        if command in (Onward, Earlier):
            return self.at < self.many if command is Onward else self.at > 1
        return True

    def label(self, command: Kind) -> str:
        """Two ways back."""
        return t("to the wall") if command is Close else super().label(command)

    def heading(self, width: int) -> Line:
        """Which month, and how far in it."""
        title = ink(f"{month(self.row.day)} {self.row.day.year}", "title")
        return apart(title, ink(t("{n} of {many}", n=self.at, many=self.many), "muted"), width)

    def content(self, width: int, height: int) -> Block:
        """The one at hand."""
        return large(self.row, width, height)

    def action_onward(self) -> None:
        """The next."""
        self._to(self._beside(Onward))

    def action_earlier(self) -> None:
        """The one before."""
        self._to(self._beside(Earlier))

    def action_close(self) -> None:
        """Back to the wall."""
        way.back(self)

    def _to(self, row: Row | None) -> None:
        if row:
            self._read(row)

    def _read(self, row: Row) -> None:
        self.row = row
        self.many = self.past.count(self.sought)
        self.at = self.many - self.past.count(self.sought, before=row.place)
        if self.is_mounted:
            self.redraw()

    def _beside(self, way_on: Kind) -> Row | None:
        read = self.past.older if way_on is Onward else self.past.newer
        found = read(self.sought, self.row.place, 1)
        return found[0] if found else None
