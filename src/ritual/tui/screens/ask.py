"""Asks for one line of words. What is not sent yet is kept as a draft, so that nothing typed is ever lost."""

from textual import on
from textual.app import ComposeResult
from textual.timer import Timer
from textual.widgets._input import Input

from ritual.files.drafts import draft, drop_draft, save_draft
from ritual.tui.ink import Line, apart, ink
from ritual.tui.keymap import KeysOf
from ritual.tui.margins import columns
from ritual.tui.screens.over import Over
from ritual.tui.widgets.entry import entry

_DRAFT_AFTER = 0.5
"""Seconds after a key until the words are kept as a draft."""


class Ask(Over[str | None]):
    """One line to write: Enter answers with the words, Esc with None."""

    AUTO_FOCUS = "Input"
    place = "ask"

    def __init__(self, keys: KeysOf, title: str, hint: str = "", draft_name: str = "", words: str = "") -> None:
        super().__init__(keys)
        self._asked = title
        self._example = hint
        self._draft = draft_name
        self._words = words
        self._saving: Timer | None = None

    def heading(self, width: int) -> Line:
        """What the words are for."""
        return apart(ink(self._asked, "title"), ink(self._example, "muted"), width)

    def more(self) -> ComposeResult:
        """The line to write on."""
        kept = draft(self.ritual.around.env, self._draft) if self._draft else ""
        yield from entry(columns(self.app.size.width)[0], self._words or kept.strip("\n"))

    @on(Input.Changed)
    def _keep_a_draft(self) -> None:
        if self._draft:
            if self._saving:
                self._saving.stop()
            self._saving = self.set_timer(_DRAFT_AFTER, self._save)

    @on(Input.Submitted)
    def _answer(self, event: Input.Submitted) -> None:
        self._done(event.value)

    def action_keep(self) -> None:
        """A click on the footer's key answers too."""
        self._done(self.query_one(Input).value)

    def action_drop(self) -> None:
        """The words are dropped, their draft too."""
        self._done(None)

    def _save(self) -> None:
        with self.telling():
            save_draft(self.ritual.around.env, self._draft, self.query_one(Input).value)

    def _done(self, words: str | None) -> None:
        if self._saving:
            self._saving.stop()
        if self._draft:
            with self.telling():
                drop_draft(self.ritual.around.env, self._draft)
        self.dismiss(words)
