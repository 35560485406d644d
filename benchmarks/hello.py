"""The smallest Textual program: what any first frame costs here."""

from textual.app import App, ComposeResult
from textual.widgets import Static


class Hello(App[None]):
    def compose(self) -> ComposeResult:
        yield Static("ready")


Hello().run()
