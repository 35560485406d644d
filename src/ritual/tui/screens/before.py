"""The screen before the start: who is here, which steps there are today, and what will be kept."""

from ritual.actions.circle import Circle
from ritual.actions.sentences import why
from ritual.model.lobby import Lobby, PersonRow, StepRow
from ritual.model.moments import about_minutes, day_long, local
from ritual.model.team import guest
from ritual.tui import way
from ritual.tui.commands import AnotherQuestion, Kind
from ritual.tui.ink import Block, Line, apart, ink, joined, settled
from ritual.tui.keymap import KeysOf
from ritual.tui.screens.ask import Ask
from ritual.tui.screens.page import Page
from ritual.tui.widgets.listing import moved
from ritual.tui.widgets.lobby import SIDES, Cursor, lobby
from ritual.words import t

_TALL = 28


class Before(Page[None]):
    """Nothing of the session is written before Enter."""

    place = "before"

    def __init__(self, keys: KeysOf, circle: Circle) -> None:
        super().__init__(keys)
        self.circle = circle
        self.view: Lobby = circle.lobby()
        self._seen = circle.ws.record.version()
        self._cursor = Cursor()

    def tick(self) -> None:
        """Somebody may write ahead, or put a note into the jar."""
        version = self.circle.ws.record.version()
        if version != self._seen:
            self._seen = version
            self._again()

    def wishes(self) -> tuple[tuple[str, str], ...]:
        """What was wished for ahead, as far as its author said so."""
        return self.circle.wishes()

    def can(self, command: Kind) -> bool:
        """There may be no other question."""
        return command is not AnotherQuestion or self.view.can_redraw

    def heading(self, width: int) -> Line:
        """Which ritual, when, and for how long."""
        today = day_long(local(self.circle.ws.now(), self.circle.ws.zone).date())
        name = joined(ink(self.view.title, "title"), ink(f"  {today}", "muted"))
        return apart(name, ink(about_minutes(self.view.planned), "clock"), width)

    def content(self, width: int, height: int) -> Block:
        """What to think about, then the two lists."""
        lines = lobby(self.view, self._cursor, width, height)
        return lines if height < _TALL else settled(lines, height)

    def action_start(self) -> None:
        """The round begins."""
        with self.telling():
            refused = self.circle.do("open")
            if refused:
                self.say(why(refused.code), "warning")
            else:
                way.to_circle(self, self.circle)

    def action_move(self, key: str) -> None:
        """The cursor moves."""
        self._to(self._cursor.side, moved(self._row, key, len(self._rows(self._cursor.side))))

    def action_side(self) -> None:
        """To the other list."""
        self._cursor = self._cursor._replace(side=1 - self._cursor.side)
        self.redraw()

    def action_in_or_out(self) -> None:
        """The one under the cursor is here or isn't; a step is held today or isn't."""
        if self._cursor.side == 0:
            person = self.view.people[self._row]
            self._do("leave" if person.here else "join", who=person.person)
        elif self.view.steps:
            step = self.view.steps[self._row]
            self._do("switch", step=step.step, on=not step.on)

    def action_guest(self) -> None:
        """Somebody who is here today only."""
        self.app.push_screen(Ask(self.keys, t("A guest for today"), t("a name")), self._join)

    def action_another_question(self) -> None:
        """Another question of the deck."""
        first = next((row.step for row in self.view.steps if row.on), "")
        self._do("other-question", step=first)

    def action_close(self) -> None:
        """Nothing was begun."""
        way.back(self)

    def pick(self, target: str) -> None:
        """A click puts in or out."""
        side, _, row = target.partition("/")
        if side in SIDES:
            self._to(SIDES.index(side), int(row))
            self.action_in_or_out()

    def _join(self, name: str | None) -> None:
        for each in (name or "").split(","):
            if each.strip():
                self._do("join", who=guest(each.strip()))

    def _do(self, verb: str, who: str = "", step: str = "", on: bool = True) -> None:
        refused = self.circle.do(verb, who, step, on)
        if refused:
            self.say(why(refused.code), "warning")
        self._again()

    def _again(self) -> None:
        self.view = self.circle.lobby()
        for side in (0, 1):
            self._to(side, min(self._cursor.rows[side], max(0, len(self._rows(side)) - 1)), self._cursor.side)

    @property
    def _row(self) -> int:
        return self._cursor.rows[self._cursor.side]

    def _to(self, side: int, row: int, chosen: int | None = None) -> None:
        people, steps = self._cursor.rows
        rows = (people, row) if side else (row, steps)
        self._cursor = Cursor(side if chosen is None else chosen, rows)
        self.redraw()

    def _rows(self, side: int) -> tuple[PersonRow, ...] | tuple[StepRow, ...]:
        return self.view.steps if side else self.view.people
