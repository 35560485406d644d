"""A list too long to be held: the rows around a cursor, and more of them as the cursor comes near their end."""

from collections.abc import Callable
from typing import NamedTuple

from ritual.actions.look_back import OLDEST, Row
from ritual.store.window import Place
from ritual.tui.ink import Block

_HELD = 16
"""Screens of rows that are held at most; those farthest from the cursor are dropped, and read again if need be."""


class Source(NamedTuple):
    """Where rows come from: those before a place (None: the newest of all) and those after one, newest first."""

    older: Callable[[Place | None, int], list[Row]]
    newer: Callable[[Place, int], list[Row]]


class Looks(NamedTuple):
    """How a row looks in a width, with the cursor on it or not; and what stands above it, after which row."""

    row: Callable[[Row, int, bool], Block]
    above: Callable[[Row | None, Row], Block]


class Feed:
    """The rows at hand, newest first; `at` is the cursor's. Nothing is read before the first of start, end and go."""

    def __init__(self, source: Source, looks: Looks) -> None:
        self.rows: list[Row] = []
        self.at = 0
        self._source, self._looks = source, looks
        self._top = 0
        self._size = (80, 24)
        self._shown = 1
        self._onwards = 1
        self._newest = self._oldest = False  # whether there is nothing beyond the rows at hand
        self._drawn: dict[str, Block] = {}

    @property
    def row(self) -> Row | None:
        """The row of the cursor."""
        return self.rows[self.at] if self.rows else None

    @property
    def is_whole(self) -> bool:
        """Whether all rows there are are at hand."""
        return self._newest and self._oldest

    def start(self) -> None:
        """To the newest row."""
        rows = self._source.older(None, self._reach)
        self._hold([], rows)
        self._newest = True

    def end(self) -> None:
        """To the oldest row."""
        rows = self._source.newer(OLDEST, self._reach)
        self._hold(rows, [])
        self._oldest = True

    def go(self, before: Place) -> None:
        """To the newest row before a place; where there is none, to the oldest of all."""
        older = self._source.older(before, self._reach)
        self._hold(self._source.newer(older[0].place if older else OLDEST, self._reach), older)

    def again(self) -> None:
        """Reads the rows anew; the cursor stays on its row, or goes to the one that was below where that is gone."""
        row, above, is_first = self.row, self.at - self._top, self._newest and self._top == 0
        if row is None:
            self.start()
            return
        self.go((row.place[0], row.place[1] + "\0"))
        self._top = 0 if is_first else max(0, self.at - above)

    def move(self, by: int) -> None:
        """Moves the cursor by so many rows."""
        self._load(by)
        self.at = self._within(self.at + by)

    def page(self, by: int) -> None:
        """Moves a screen on (1) or back (-1), and the cursor to its top."""
        self._onwards = by
        self._load(by * self._size[1])
        self._top = self._within(self._top + self._shown) if by > 0 else self._top_for(self._within(self._top - 1))
        self.at = self._top

    def ahead(self) -> None:
        """Reads and draws what one more page in the same direction shows, so that it is there when it is asked for."""
        self._load(self._onwards * self._size[1])
        first = self._top + self._shown if self._onwards > 0 else self._top - self._size[1]
        for i in range(max(0, first), min(len(self.rows), first + self._size[1])):
            self._block(i, i, chosen=False)

    def roll(self, by: int) -> None:
        """Moves the rows by so many, and the cursor only as far as it would leave the screen."""
        self._load(by)
        self._top = self._within(self._top + by)
        self.at = max(self._top, min(self.at, self._top + self._shown - 1))

    def put(self, entry_id: str) -> bool:
        """Puts the cursor on a row; False where it was there already."""
        before, self.at = self.at, next((i for i, row in enumerate(self.rows) if row.line.id == entry_id), self.at)
        return self.at != before

    def lines(self, width: int, height: int) -> Block:
        """The rows on the screen: from the same one on as before if that shows the cursor, else a new screen."""
        if (width, height) != self._size:
            self._size = (width, height)
            self._drawn.clear()
        if not self.rows:
            return []
        self._settle()
        lines: Block = []
        self._shown = 0
        for i in range(self._top, len(self.rows)):
            block = self._block(i, self._top)
            if len(lines) + len(block) > height:
                lines += block
                break
            lines += block
            self._shown += 1
        self._shown = max(1, self._shown)
        return lines[:height]

    @property
    def _reach(self) -> int:
        """How many rows are read at once."""
        return 2 * max(self._size[1], 12)

    def _within(self, at: int) -> int:
        return max(0, min(at, len(self.rows) - 1))

    def _hold(self, newer: list[Row], older: list[Row]) -> None:
        self.rows = [*newer, *older]
        self._newest, self._oldest = len(newer) < self._reach, len(older) < self._reach
        self.at = self._top = self._within(len(newer))
        self._drawn.clear()

    def _load(self, by: int) -> None:
        """Reads on where so many rows further less than a screen would be left, and drops what is far behind."""
        if not self.rows:
            return
        most, room = _HELD * self._reach, self._size[1]
        if by > 0 and not self._oldest and self.at + by + room >= len(self.rows):
            more = self._source.older(self.rows[-1].place, self._reach)
            self.rows += more
            self._oldest = len(more) < self._reach
            self._drop(len(self.rows) - most)
        elif by < 0 and not self._newest and self._top + by < room:
            more = self._source.newer(self.rows[0].place, self._reach)
            self.rows[:0] = more
            self._newest = len(more) < self._reach
            self.at, self._top = self.at + len(more), self._top + len(more)
            if len(self.rows) > most:
                del self.rows[most:]
                self._oldest = False
                self._drawn.clear()

    def _drop(self, spare: int) -> None:
        if spare > 0:
            del self.rows[:spare]
            self.at, self._top, self._newest = self.at - spare, self._top - spare, False
            self._drawn.clear()

    def _settle(self) -> None:
        last = len(self.rows) - 1
        if self.at < self._top:
            self._top = self._top_for(self.at)
        elif self._tall(self._top, self.at) > self._size[1]:
            self._top = self.at
        if self._tall(self._top, last) < self._size[1]:
            self._top = self._top_for(last)

    def _top_for(self, last: int) -> int:
        """The row from which on a screen ends with `last`."""
        top, below = last, 0
        while top > 0:
            below += len(self._block(top, top - 1, chosen=False))
            if len(self._block(top - 1, top - 1, chosen=False)) + below > self._size[1]:
                break
            top -= 1
        return top

    def _tall(self, first: int, last: int) -> int:
        """How many lines these rows take; more than a screen is not counted any further."""
        lines = 0
        for i in range(first, last + 1):
            lines += len(self._block(i, first, chosen=False))
            if lines > self._size[1]:
                break
        return lines

    def _block(self, i: int, top: int, chosen: bool | None = None) -> Block:
        row, width = self.rows[i], self._size[0]
        above = self._looks.above(self.rows[i - 1] if i > top else None, row)
        if i == self.at and chosen is None:
            return [*above, *self._looks.row(row, width, True)]
        if row.line.id not in self._drawn:
            self._drawn[row.line.id] = self._looks.row(row, width, False)
        return [*above, *self._drawn[row.line.id]]
