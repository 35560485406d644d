"""How commands reach a screen, by key or by click: which make sense now, what they are called, what the help says."""

from collections.abc import Sequence
from typing import ClassVar, Generic, TypeVar

from textual.screen import Screen

from ritual.tui.commands import PLACES, Back, Close, Finish, Help, Kind, Quit
from ritual.tui.ink import BLANK, Line
from ritual.tui.keymap import KeysOf, bindings
from ritual.tui.widgets.keys import Offer, written
from ritual.tui.widgets.sheet import Sheet
from ritual.words import t

Answer = TypeVar("Answer")
_ALWAYS = frozenset({Help, Back, Close, Finish, Quit})


class Keyed(Screen[Answer], Generic[Answer]):
    """A screen that commands move. `place` names its row in the table of commands."""

    place: ClassVar[str] = ""

    def __init__(self, keys: KeysOf) -> None:
        super().__init__()
        self.keys = keys
        for binding in bindings(PLACES[self.place], keys):
            self._bindings.key_to_bindings[binding.key] = [binding]

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

    def about(self) -> Line:
        """What the help screen says above the keys of this screen."""
        return BLANK

    def wishes(self) -> Sequence[tuple[str, str]]:
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
