"""All rituals: those the team has adopted with their time, then those that come with ritual."""

from ritual.actions.leading import definition
from ritual.actions.look import overview
from ritual.actions.workspace import Workspace
from ritual.files.rituals import read_ritual
from ritual.files.shelf import listing as shelved
from ritual.model.moments import about_minutes, clock, day, local
from ritual.model.phrase import said
from ritual.tui import way
from ritual.tui.ink import BLANK, Block, Line, apart, ink, wrapped
from ritual.tui.keymap import KeysOf
from ritual.tui.screens.page import Page
from ritual.tui.widgets.listing import listing, moved
from ritual.words import t


class RitualsPage(Page[None]):
    """Enter opens the screen before the start of the one under the cursor."""

    place = "rituals"

    def __init__(self, keys: KeysOf, ws: Workspace) -> None:
        super().__init__(keys)
        self.ws = ws
        self._at = 0
        coming = overview(ws).coming
        adopted = [each.name for each in coming]
        self._rows: list[tuple[str, str, str]] = [
            (
                each.name,
                each.title,
                (f"{day(local(each.at, ws.zone).date())} {clock(each.at, ws.zone)} · " if each.at else "")
                + about_minutes(each.planned),
            )
            for each in coming
        ]
        for found in shelved(ws.shelf, "rituals"):
            ritual = read_ritual(ws.shelf, found.name)[0] if found.name not in adopted else None
            if ritual:
                self._rows.append((found.name, said(ritual.title, ws.lang), t("whenever you like")))

    def heading(self, width: int) -> Line:
        """What this is."""
        return ink(t("Rituals"), "title")

    def content(self, width: int, height: int) -> Block:
        """The list, and what the one under the cursor is for."""
        rows = [apart(ink(title), ink(when, "muted"), width - 4) for _, title, when in self._rows]
        shown = listing(rows, self._at, width, max(height - 5, 3))
        return [*shown, BLANK, *[line.pad_left(2) for line in wrapped(ink(self._purpose(), "muted"), width - 2, 3)]]

    def action_move(self, key: str) -> None:
        """The cursor moves."""
        self._at = moved(self._at, key, len(self._rows))
        self.redraw()

    action_page = action_move

    def action_choose(self) -> None:
        """The screen before the start."""
        if self._rows:
            way.to_before(self, self.ws, self._rows[self._at][0])

    def action_close(self) -> None:
        """Back home."""
        way.back(self)

    def pick(self, target: str) -> None:
        """A click opens."""
        kind, _, row = target.partition("/")
        if kind == "row":
            self._at = int(row)
            self.action_choose()

    def _purpose(self) -> str:
        return said(definition(self.ws, self._rows[self._at][0]).purpose, self.ws.lang)
