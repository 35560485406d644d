"""Looking back: everything that was kept, newest first, found by the beginnings of words."""

from itertools import groupby

from ritual.actions.look import sealed_ids
from ritual.actions.recap import LINES
from ritual.actions.settings import rituals_from
from ritual.actions.workspace import Workspace
from ritual.model.instant import moment
from ritual.model.moments import day_long, local
from ritual.model.recap import Line as Kept
from ritual.model.recap import sections
from ritual.store.query import Query
from ritual.tui import way
from ritual.tui.commands import Kind, Move
from ritual.tui.ink import BLANK, Block, Line, apart, filled, ink, joined, wrapped
from ritual.tui.keymap import KeysOf
from ritual.tui.screens.ask import Ask
from ritual.tui.screens.page import Page
from ritual.tui.widgets.lines import told
from ritual.words import t, tn

_MOST = 300
_LABEL = 10


class LookBackPage(Page[None]):
    """The newest lines of the record; sealed notes aren't among them."""

    place = "look-back"

    def __init__(self, keys: KeysOf, ws: Workspace) -> None:
        super().__init__(keys)
        self.ws = ws
        self._words = ""
        self._seen = -1
        self._lines: list[Kept] = []

    def tick(self) -> None:
        """Reads again when somebody has written."""
        if self.ws.record.version() != self._seen:
            self._read()

    def label(self, command: Kind) -> str:
        """The list scrolls; it has no cursor."""
        return t("scroll") if command is Move else super().label(command)

    def heading(self, width: int) -> Line:
        """What this is, and what was searched for."""
        found = tn("{n} line", "{n} lines", len(self._lines))
        about = joined(ink(t("Look back"), "title"), ink(f"  {self._words}", "accent"))
        return apart(about, ink(found, "muted"), width)

    def content(self, width: int, height: int) -> Block:
        """Day by day."""
        if not self._lines:
            nothing = t("Nothing with these words was kept.") if self._words else t("Nothing was kept yet.")
            return [ink(nothing, "muted")]
        lines: Block = []
        for day, kept in groupby(self._lines, key=lambda line: local(moment(line.at), self.ws.zone).date()):
            lines += [ink(day_long(day, year=day.year != self.ws.now().year), "muted")]
            for each in kept:
                label, words = told(each)
                first, *rest = wrapped(words, width - _LABEL, 2)
                lines += [joined(filled(label, _LABEL), first), *(line.pad_left(_LABEL) for line in rest)]
            lines.append(BLANK)
        return lines

    def action_search(self) -> None:
        """Asks for words."""
        self.app.push_screen(
            Ask(self.keys, t("Find words"), t("empty shows everything"), words=self._words), self._find
        )

    def action_move(self, key: str) -> None:
        """Scrolls."""
        self.sheet("body").scroll_lines(-1 if key == "up" else 1)

    def action_page(self, key: str) -> None:
        """Scrolls further."""
        self.sheet("body").scroll_lines({"pageup": -10, "pagedown": 10, "home": -9999}.get(key, 9999))

    def action_close(self) -> None:
        """Back home."""
        way.back(self)

    def _find(self, words: str | None) -> None:
        if words is not None:
            self._words = words.strip()
            self._read()

    def _read(self) -> None:
        self._seen = self.ws.record.version()
        with self.telling():
            query = Query(kinds=LINES, words=self._words, hidden=sealed_ids(self.ws), limit=_MOST)
            rituals = [*rituals_from(self.ws.record.settings()).values()]
            found = sections(self.ws.record.log(query), {}, rituals, self.ws.team, self.ws.lang)
            self._lines = sorted(
                (line for part in found for line in part.lines), key=lambda line: line.at, reverse=True
            )
        self.redraw()
