"""The screen before the start: who is here, which steps there are today, and what will be kept."""

from ritual.actions.circle import Circle
from ritual.actions.sentences import why
from ritual.model.lobby import Lobby, PersonRow, StepRow
from ritual.model.moments import about_minutes, day_long, length, local
from ritual.model.team import guest
from ritual.tui import way
from ritual.tui.commands import AnotherQuestion, Kind
from ritual.tui.ink import BLANK, Block, Line, aimed, apart, beside, fit, ink, joined, wrapped
from ritual.tui.keymap import KeysOf
from ritual.tui.screens.ask import Ask
from ritual.tui.screens.page import Page
from ritual.tui.widgets.listing import listing, moved
from ritual.words import t

_SIDES = ("people", "steps")


class Before(Page[None]):
    """Nothing of the session is written before Enter."""

    place = "before"

    def __init__(self, keys: KeysOf, circle: Circle) -> None:
        super().__init__(keys)
        self.circle = circle
        self.view: Lobby = circle.lobby()
        self._seen = circle.ws.record.version()
        self._side = 0
        self._at = [0, 0]

    def tick(self) -> None:
        """Somebody may write ahead, or put a note into the jar."""
        version = self.circle.ws.record.version()
        if version != self._seen:
            self._seen = version
            self._again()

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
        half = width // 2 + (2 if width > 60 else 0)
        head = [*self._think_ahead(width), BLANK]
        room = height - len(head) - 1
        people = [
            self._head(0, t("People")),
            *self._list(0, [self._person(row, half) for row in self.view.people], half - 2, room),
        ]
        steps = [
            self._head(1, t("Steps")),
            *self._list(1, [_step(row, width - half - 2) for row in self.view.steps], width - half, room),
        ]
        right = [*steps, BLANK, *self._keeping(width - half)]
        return [*head, *beside(people, right, half)]

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
        self._at[self._side] = moved(self._at[self._side], key, len(self._rows(self._side)))
        self.redraw()

    def action_side(self) -> None:
        """To the other list."""
        self._side = 1 - self._side
        self.redraw()

    def action_in_or_out(self) -> None:
        """The one under the cursor is here or isn't; a step is held today or isn't."""
        at = self._at[self._side]
        if self._side == 0:
            row = self.view.people[at]
            self._do("leave" if row.here else "join", who=row.person)
        elif self.view.steps:
            step = self.view.steps[at]
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
        if side in _SIDES:
            self._side = _SIDES.index(side)
            self._at[self._side] = int(row)
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
            self._at[side] = min(self._at[side], max(0, len(self._rows(side)) - 1))
        self.redraw()

    def _rows(self, side: int) -> tuple[PersonRow, ...] | tuple[StepRow, ...]:
        return self.view.steps if side else self.view.people

    def _think_ahead(self, width: int) -> Block:
        if not self.view.think_ahead:
            return wrapped(ink(self.view.purpose, "muted"), width, 2)
        label = ink(t("Think ahead") + "  ", "muted")
        return wrapped(joined(label, ink(self.view.think_ahead, "question")), width, 3)

    def _head(self, side: int, title: str) -> Line:
        return ink(f"  {title}", "title" if side == self._side else "muted")

    def _list(self, side: int, rows: list[Line], width: int, room: int) -> Block:
        if side == self._side:
            return listing(rows, self._at[side], width, room, _SIDES[side])
        top = max(0, min(self._at[side] - room // 2, len(rows) - room))
        return [
            aimed(fit(row.pad_left(2), width), f"{_SIDES[side]}/{i}")
            for i, row in list(enumerate(rows))[top : top + room]
        ]

    def _person(self, row: PersonRow, width: int) -> Line:
        box = ink("✓ " if row.here else "· ", "good" if row.here else "absent")
        name = ink(row.name, "text" if row.here else "absent")
        note = ink(f"  {row.note}", "muted") if row.note else BLANK
        return fit(joined(box, fit(name, width - 8), note), width - 4)

    def _keeping(self, width: int) -> Block:
        kept, lost = ", ".join(self.view.keeping.kept), ", ".join(self.view.keeping.lost)
        lines = wrapped(joined(ink(t("Kept:") + " ", "kept"), ink(kept or t("nothing"), "muted")), width - 2)
        more = wrapped(joined(ink(t("Not kept:") + " ", "notkept"), ink(lost, "muted")), width - 2)
        return [line.pad_left(2) for line in (*lines, *more)]


def _step(row: StepRow, width: int) -> Line:
    box = ink("✓ " if row.on else "· ", "good" if row.on else "absent")
    name = joined(box, ink(row.title, "text" if row.on else "absent"), ink(f"  {row.detail}", "muted"))
    return apart(name, ink(length(row.planned) if row.on else "", "clock"), width)
