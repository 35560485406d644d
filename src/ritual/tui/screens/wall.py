"""The wall: thanks that were opened, and wins, to read again month by month, and aloud one by one."""

from textual.app import ComposeResult

from ritual.actions.look_back import PRAISE, LookBack, Sought
from ritual.actions.workspace import Workspace
from ritual.model.span import month_of
from ritual.tui import way
from ritual.tui.commands import Kind, Month, Move, Page, ReadAloud
from ritual.tui.ink import Block, Line, apart, ink, settled, wrapped
from ritual.tui.keymap import KeysOf
from ritual.tui.screens import page
from ritual.tui.widgets.cards import above, card
from ritual.tui.widgets.feed import Feed, Looks, Source
from ritual.tui.widgets.rolling import Rolling
from ritual.tui.widgets.sheet import Sheet
from ritual.words import t


class WallPage(page.Page[None]):
    """Cards, newest first; nobody is counted, and nobody comes first but by time."""

    place = "wall"

    def __init__(self, keys: KeysOf, ws: Workspace) -> None:
        super().__init__(keys)
        self.past = LookBack(ws)
        sought = Sought(PRAISE)
        self.feed = Feed(
            Source(
                lambda before, limit: self.past.older(sought, before, limit),
                lambda after, limit: self.past.newer(sought, after, limit),
            ),
            Looks(card, above),
        )
        self._seen = ws.record.version()
        self.feed.start()

    def compose(self) -> ComposeResult:
        """The body is a part of something longer."""
        for sheet in super().compose():
            is_body = isinstance(sheet, Sheet) and sheet.id == "body"
            yield Rolling(self.body, self._roll, id="body") if is_body else sheet

    def tick(self) -> None:
        """Reads again when somebody has written."""
        if self.past.ws.record.version() != self._seen:
            self._seen = self.past.ws.record.version()
            self.feed.again()
            self.redraw()

    def can(self, command: Kind) -> bool:
        """There may be nothing on the wall yet."""
        return command not in (ReadAloud, Month, Move, Page) or self.feed.row is not None

    def heading(self, width: int) -> Line:
        """What this is."""
        return apart(ink(t("Wall"), "title"), ink(t("thanks and wins"), "muted"), width)

    def content(self, width: int, height: int) -> Block:
        """The cards."""
        nothing = t("Nothing hangs here yet. Wins come at once, thanks after a round has opened the note.")
        return self.feed.lines(width, height) or settled(wrapped(ink(nothing, "muted"), width), height)

    def action_move(self, key: str) -> None:
        """To the next card."""
        self.feed.move(-1 if key == "up" else 1)
        self.sheet("body").redraw()

    def action_page(self, key: str) -> None:
        """A screen on or back; to either end."""
        turn = {"pageup": lambda: self.feed.page(-1), "pagedown": lambda: self.feed.page(1), "home": self.feed.start}
        turn.get(key, self.feed.end)()
        self.sheet("body").redraw()

    def action_month(self, key: str) -> None:
        """To the newest card of the month before or after that has any."""
        if self.feed.row:
            first, after = self.past.ends(month_of(self.feed.row.day))
            found = self.past.month(first) if key == "left" else self.past.month_after(after)
            if found:
                self.feed.go(self.past.ends(month_of(found))[1])
                self.sheet("body").redraw()

    def action_read_aloud(self) -> None:
        """From this card on."""
        if self.feed.row:
            way.to_aloud(self, self.past, self.feed.row)

    def action_close(self) -> None:
        """Back to where it was opened from."""
        way.back(self)

    def pick(self, target: str) -> None:
        """A click on a card puts the cursor there, one more reads it aloud."""
        sort, _, what = target.partition("/")
        if sort == "entry" and self.feed.put(what):
            self.sheet("body").redraw()
        elif sort == "entry":
            self.action_read_aloud()

    def _roll(self, by: int) -> None:
        self.feed.roll(1 if by > 0 else -1)
        self.sheet("body").redraw()
