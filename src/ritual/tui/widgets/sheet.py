"""A widget that shows lines which a function draws for its size, and repaints only those that changed."""

from collections.abc import Callable, Sequence

from rich.segment import Segment
from textual import events
from textual.geometry import Region, Size
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from ritual.tui.ink import BLANK, Block, Line, ink, target_of
from ritual.words import tn

Drawing = Callable[[int, int], Block]
"""Draws lines for a width and a height in cells."""


class Sheet(Widget):
    """Lines drawn for the size of the widget; longer blocks scroll."""

    class Picked(Message):
        """Something aimed was clicked."""

        def __init__(self, target: str) -> None:
            super().__init__()
            self.target = target

    def __init__(self, drawing: Drawing, id: str = "") -> None:
        super().__init__(id=id or None)
        self._drawing = drawing
        self._lines: Block = []
        self._drawn_for = Size()
        self._top = 0

    @property
    def lines(self) -> Sequence[Line]:
        """What is drawn now, including what is scrolled out of sight."""
        return self._lines

    def redraw(self) -> None:
        """Draws again and repaints the lines that are not as they were."""
        width, height = self.size
        if not width or not height:
            return
        before, top = self._lines, self._top
        self._draw()
        if self._top != top:
            self.refresh()
            return
        changed = [y for y in range(height) if not _alike(before, self._lines, y + top)]
        if len(before) != len(self._lines) and max(len(before), len(self._lines)) > height:
            self.refresh()
        elif changed:
            self.refresh(*(Region(0, y, width, 1) for y in changed))

    def scroll_lines(self, by: int) -> None:
        """Moves the lines up or down as far as there are any."""
        most = max(0, len(self._lines) - self.size.height)
        top = max(0, min(self._top + by, most))
        if top != self._top:
            self._top = top
            self.refresh()

    def show_line(self, at: int) -> None:
        """Moves the lines so that one of them is on the screen, and not where it says how many more there are."""
        height = self.size.height
        self.scroll_lines(min(0, at - self._top) + max(0, at - self._top - (height - 2)))

    def on_resize(self) -> None:
        """Another size is another drawing."""
        if self._drawn_for != self.size:
            self.redraw()

    def render_line(self, y: int) -> Strip:
        """One line of what was drawn."""
        if self._drawn_for != self.size:
            # The first picture of all is painted before the widget hears of its size.
            self._draw()
        style = self.visual_style
        line = self._line(y)
        if not line:
            return Strip.blank(self.size.width, style.rich_style)
        # Not as a widget's own content, which is wrapped once more and marked letter by letter for selection.
        segments = [Segment(text, each.rich_style) for text, each in line.render(style, "", self._get_style)]
        return Strip(segments, line.cell_length).adjust_cell_length(self.size.width, style.rich_style).simplify()

    def _line(self, y: int) -> Line:
        """The line in row `y`; the last row says how many more there are."""
        at = y + self._top
        below = len(self._lines) - self._top - self.size.height
        if below > 0 and y == self.size.height - 1 and y:
            return ink("↓ " + tn("{n} more line", "{n} more lines", below + 1), "muted").pad_left(self._indent())
        return self._lines[at] if at < len(self._lines) else BLANK

    def _indent(self) -> int:
        return min((len(line.plain) - len(line.plain.lstrip()) for line in self._lines if line), default=0)

    def on_click(self, event: events.Click) -> None:
        """Tells the screen what was clicked."""
        target = target_of(event.style.meta)
        if target:
            self.post_message(self.Picked(target))

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """The wheel moves the lines."""
        event.stop()
        self.scroll_lines(2)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """The wheel moves the lines."""
        event.stop()
        self.scroll_lines(-2)

    def _draw(self) -> None:
        self._drawn_for = self.size
        self._lines = self._drawing(*self.size)
        self._top = max(0, min(self._top, len(self._lines) - self.size.height))


def _alike(before: Sequence[Line], after: Sequence[Line], at: int) -> bool:
    if at >= len(before) or at >= len(after):
        return at >= len(before) and at >= len(after)
    return before[at].is_same(after[at])
