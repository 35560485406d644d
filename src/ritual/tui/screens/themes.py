"""Chooses a theme; the whole screen wears the one under the cursor at once, and a file that changes is worn anew."""

from ritual.files.config import set_value
from ritual.files.themes import ThemeFile, again, every
from ritual.model.palette import MEANINGS
from ritual.model.phrase import said
from ritual.tui.commands import Choose, Kind
from ritual.tui.ink import BLANK, Block, Line, beside, ink
from ritual.tui.keymap import KeysOf
from ritual.tui.screens.page import Page
from ritual.tui.widgets.bars import bar
from ritual.tui.widgets.listing import listing, moved
from ritual.words import language, t

_SHOWN = ("speaking", "next", "waiting", "done", "praise", "win", "promise", "kept", "notkept", "warning")


class ThemesPage(Page[None]):
    """Enter keeps the theme, Esc puts the old one back."""

    place = "themes"

    def __init__(self, keys: KeysOf) -> None:
        super().__init__(keys)
        self._themes: list[ThemeFile] = []
        self._at = 0

    def on_mount(self) -> None:
        """Reads the themes; the cursor is on the one that is worn."""
        super().on_mount()
        self._before = self.ritual.palette
        self._themes = list(every(self.ritual.shelf))
        names = [theme.name for theme in self._themes]
        self._at = names.index(self._before.name) if self._before.name in names else 0

    def tick(self) -> None:
        """A theme file that is being written is shown as it becomes."""
        if self._themes:
            anew = again(self.ritual.shelf, self._themes[self._at])
            if anew:
                self._themes[self._at] = anew
                self._wear()

    def label(self, command: Kind) -> str:
        """Enter keeps."""
        return t("keep") if command is Choose else super().label(command)

    def heading(self, width: int) -> Line:
        """What this is."""
        return ink(t("Themes"), "title")

    def content(self, width: int, height: int) -> Block:
        """The names, and beside them what the colours mean."""
        rows = self._rows()
        left = min(26, width // 2)
        return beside(listing(rows, self._at, left - 2, height), _sample(width - left), left)

    def action_move(self, key: str) -> None:
        """The cursor moves, and the screen with it."""
        self._at = moved(self._at, key, len(self._themes))
        self._wear()

    def action_choose(self) -> None:
        """Kept for the next time."""
        with self.telling():
            set_value(self.ritual.around.env, "theme", self._themes[self._at].name)
            self.app.pop_screen()

    def action_close(self) -> None:
        """The old one again."""
        self.ritual.wear(self._before)
        self.app.pop_screen()

    def pick(self, target: str) -> None:
        """A click tries it on."""
        kind, _, row = target.partition("/")
        if kind == "row":
            self._at = int(row)
            self._wear()

    def _wear(self) -> None:
        theme = self._themes[self._at]
        if theme.palette:
            self.ritual.wear(theme.palette)
        if theme.problems:
            self.complain(theme.problems[0])
        self.redraw()

    def _rows(self) -> list[Line]:
        return [ink(said(theme.palette.title, language()) if theme.palette else theme.name) for theme in self._themes]


def _sample(width: int) -> Block:
    """A line in every colour that says something, named after what it means."""
    about = {meaning.name: t(meaning.about) for meaning in MEANINGS if meaning.about}
    lines = [ink(about[name], name) for name in _SHOWN]
    turn = [ink(t("Chris"), "speaking"), bar(0.4, min(width - 2, 40), "speaking")]
    asked = ink(t("What small thing made your day easier lately?"), "question")
    return [*turn, BLANK, asked, BLANK, *lines]
