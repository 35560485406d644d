"""The first screen: what is next, who is there, and what went well this week. Nothing on it is for one person alone."""

from dataclasses import replace
from typing import TYPE_CHECKING

from ritual.actions.look import Overview, going_on, overview
from ritual.actions.sentences import stopped
from ritual.actions.workspace import Workspace
from ritual.model.moments import about_minutes, clock, day, day_long, local, today, within
from ritual.tui import way
from ritual.tui.commands import Kind, Open
from ritual.tui.ink import BLANK, Block, Line, apart, filled, fit, ink, joined, settled, wrapped
from ritual.tui.keymap import KeysOf
from ritual.tui.screens.page import Page
from ritual.tui.widgets.keys import written
from ritual.tui.widgets.lines import told
from ritual.words import listed, t, tn

if TYPE_CHECKING:
    from ritual.actions.going_on import GoingOn

_LABEL = 9


class Home(Page[None]):
    """Today at a glance; it follows the record, so thanks from another shell appear by themselves."""

    place = "home"

    def __init__(self, keys: KeysOf, ws: Workspace) -> None:
        super().__init__(keys)
        self.ws = ws
        self._seen = ws.record.version()
        self._minute = ws.now().minute
        self.view: Overview = overview(ws)

    def on_mount(self) -> None:
        """A round that was never closed comes first."""
        super().on_mount()
        if self.ritual.opening.joins:
            self._join()
        elif self.view.stopped:
            way.to_stopped(self, self.ws, self.view.stopped)
        elif self.ritual.problems:
            self.complain(self.ritual.problems[0])

    def tick(self) -> None:
        """Reads again when somebody has written, and when the minute has changed."""
        version, minute = self.ws.record.version(), self.ws.now().minute
        if (version, minute) != (self._seen, self._minute):
            self._seen, self._minute = version, minute
            self.ritual.tend()
            self.view = overview(self.ws)
            self.redraw()
            if self.ritual.opening.joins and self.view.going_on:
                self._join()
        elif self.view.going_on and (now := going_on(self.ws)) != self.view.going_on:
            self.view = replace(self.view, going_on=now)
            self.redraw()

    def standing(self) -> Line:
        """How a shared team stands."""
        return self.ritual.standing()

    def can(self, command: Kind) -> bool:
        """There may be nothing to open."""
        view = self.view
        return command is not Open or bool(view.next or view.stopped or view.going_on)

    def label(self, command: Kind) -> str:
        """A round that was left, or that goes on, comes before the next one."""
        waits = self.view.stopped or self.view.going_on
        return self._opens() if command is Open and waits else super().label(command)

    def heading(self, width: int) -> Line:
        """The team and the day."""
        now = local(self.view.now, self.ws.zone)
        return apart(ink(self.view.team, "title"), ink(f"{day_long(now.date())}  {now:%H:%M}", "clock"), width)

    def content(self, width: int, height: int) -> Block:
        """What is next, then what happened."""
        lines = [*self._next(width), *self._week(width, height), *self._waiting(width)]
        return settled(lines, height)

    def action_open(self) -> None:
        """The round that was left, else the screen before the start of what is due."""
        self.view = overview(self.ws)
        if self.view.stopped:
            way.to_stopped(self, self.ws, self.view.stopped)
        elif self.view.going_on:
            self._join()
        elif self.view.next:
            way.to_before(self, self.ws, self.view.next.name)

    def action_rituals(self) -> None:
        """All rituals."""
        from ritual.tui.screens.rituals import RitualsPage

        self.app.push_screen(RitualsPage(self.keys, self.ws))

    def action_look_back(self) -> None:
        """All that was kept."""
        way.to_history(self, self.ws)

    def action_wall(self) -> None:
        """Thanks and wins to read again."""
        way.to_wall(self, self.ws)

    def action_insights(self) -> None:
        """The team's pictures."""
        from ritual.tui.screens.insights import InsightsPage

        self.app.push_screen(InsightsPage(self.keys, self.ws))

    def action_quit(self) -> None:
        """Out."""
        self.app.exit(self.ritual.farewell)

    def _join(self) -> None:
        """Into the round that goes on, as soon as there is one."""
        on, opening = self.view.going_on, self.ritual.opening
        if on is None:
            self.say(t("No round is going on yet. As soon as somebody opens one, you are in it."))
            return
        self.ritual.opening = opening._replace(joins=False)
        with self.telling():
            way.to_join(self, self.ws, on.id, opening.speaks)

    def _next(self, width: int) -> Block:
        coming, left, on = self.view.next, self.view.stopped, self.view.going_on
        if on and not left:
            now = ink(t("now"), "speaking")
            return [apart(ink(on.title, "title"), now, width), ink(_who_is_in(on), "muted"), BLANK, self._entry()]
        if left:
            return [*wrapped(ink(stopped(left, self.ws.zone), "title"), width), BLANK, self._entry()]
        if coming is None:
            return wrapped(ink(t("This team has no ritual yet. The list of rituals has some to begin with.")), width)
        when = ink(f"{self._when()} · {about_minutes(coming.planned)}", "muted")
        return [
            apart(ink(coming.title, "title"), when, width),
            *wrapped(ink(self._people(), "muted"), width, 2),
            BLANK,
            self._entry(),
        ]

    def _entry(self) -> Line:
        return joined(ink("▸ ", "accent"), ink(written(Open, self.keys), "key"), ink("  " + self._opens()))

    def _opens(self) -> str:
        left = self.view.stopped
        if left is None:
            return t("join the round") if self.view.going_on else t("open the round")
        return t("go on") if left.is_fresh else t("close it")

    def _when(self) -> str:
        coming = self.view.next
        if coming is None or coming.at is None:
            return t("whenever you like")
        at, then = clock(coming.at, self.ws.zone), today(coming.at, self.ws.zone)
        if then == today(self.view.now, self.ws.zone):
            return t("{time}, {soon}", time=at, soon=within((coming.at - self.view.now).total_seconds()))
        return t("{day}, {time}", day=day(then), time=at)

    def _people(self) -> str:
        said = [tn("{n} person.", "{n} people.", self.view.heads)]
        if self.view.ahead:
            said.append(
                t("{names} wrote ahead.", names=listed(self.view.ahead))
                if len(self.view.ahead) < 4
                else tn("{n} wrote ahead.", "{n} wrote ahead.", len(self.view.ahead))
            )
        if self.view.leader:
            said.append(t("{name} leads.", name=self.view.leader))
        return " ".join(said)

    def _week(self, width: int, height: int) -> Block:
        every = [line for section in self.view.week for line in section.lines]
        rows = sorted(every, key=lambda line: line.at)[-max(height - 11, 3) :]
        if not rows:
            return []
        lines = []
        for kept in rows:
            label, words = told(kept)
            lines.append(fit(joined(filled(label, _LABEL), words), width))
        return [BLANK, BLANK, ink(t("This week"), "muted"), *lines]

    def _waiting(self, width: int) -> Block:
        if not self.view.notes:
            return []
        words = tn("{n} note in the jar.", "{n} notes in the jar.", self.view.notes)
        return [BLANK, fit(ink(words, "praise"), width)]


def _who_is_in(on: "GoingOn") -> str:
    """Who leads a round that goes on, and how many are in it."""
    leads = t("{name} leads.", name=on.leader)
    return f"{leads} {tn('{n} here.', '{n} here.', on.here)}" if on.here else leads
