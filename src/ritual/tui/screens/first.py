"""The first screen where there is no team: who is in the round, and off it goes."""

from textual import on
from textual.app import ComposeResult
from textual.widgets._input import Input

from ritual.tui import way
from ritual.tui.commands import Drop, Kind
from ritual.tui.ink import BLANK, Block, Line, apart, ink, wrapped
from ritual.tui.keymap import KeysOf
from ritual.tui.margins import columns
from ritual.tui.screens.page import Page
from ritual.tui.widgets.entry import entry
from ritual.tui.widgets.sheet import Sheet
from ritual.words import t


class First(Page[None]):
    """Names on one line; nothing of such a round is kept."""

    AUTO_FOCUS = "Input"
    place = "first"

    def __init__(self, keys: KeysOf, ritual_name: str = "") -> None:
        super().__init__(keys)
        self._ritual_name = ritual_name

    def compose(self) -> ComposeResult:
        """A line to type in below the words."""
        for sheet in super().compose():
            yield sheet
            if isinstance(sheet, Sheet) and sheet.id == "body":
                yield from entry(columns(self.app.size.width)[0], example="Ana, Bo, Chris")

    def label(self, command: Kind) -> str:
        """Esc leaves the program."""
        return t("quit") if command is Drop else super().label(command)

    def heading(self, width: int) -> Line:
        """Whose this is."""
        return apart(ink("ritual", "title"), ink(t("five human minutes"), "muted"), width)

    def content(self, width: int, height: int) -> Block:
        """What to do now, and how to make it last."""
        lines = [
            *wrapped(ink(t("Who is in the round today?"), "title"), width),
            BLANK,
            *wrapped(ink(t("First names are enough. Nothing is kept of a round without a team."), "muted"), width),
            *wrapped(
                ink(
                    t("`ritual init` makes a team, `ritual join` comes into one by a link, `ritual demo` shows one."),
                    "muted",
                ),
                width,
            ),
        ]
        return [BLANK] * max(0, height - len(lines)) + lines

    @on(Input.Submitted)
    def _begin(self, event: Input.Submitted) -> None:
        names = [name.strip() for name in event.value.split(",") if name.strip()]
        if len(names) < 2:
            self.say(t("A round needs two people or more: Ana, Bo"), "warning")
            return
        with self.telling():
            circle = way.passing_round(self.ritual, names, self._ritual_name)
            self.app.push_screen(way.before(self.ritual, circle))

    async def action_begin(self) -> None:
        """A click on the footer's key begins too."""
        await self.query_one(Input).action_submit()

    def action_drop(self) -> None:
        """Out."""
        self.app.exit(self.ritual.farewell)
