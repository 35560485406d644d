"""What is looked for in the record: words as they are typed, and filters that stand as chips above the list."""

from collections.abc import Callable

from textual import on
from textual.widgets._input import Input

from ritual.actions.look_back import KINDS, LookBack, Sought
from ritual.actions.workspace import Workspace
from ritual.model.dates import parse_span
from ritual.model.entry import ACTION, ANSWER, KUDOS, MARK, SESSION, WIN
from ritual.model.moments import today
from ritual.model.team import called as names_of
from ritual.tui.commands import FromWhom, OfKind, Period, ToWhom
from ritual.tui.ink import Block, indented
from ritual.tui.keymap import KeysOf
from ritual.tui.margins import columns
from ritual.tui.screens.ask import Ask
from ritual.tui.screens.page import Page
from ritual.tui.screens.pick import Pick
from ritual.tui.widgets.chips import Chip, called, chips
from ritual.words import mark, t

_KINDS = {
    "": mark("every kind"),
    SESSION: mark("rounds"),
    KUDOS: mark("thanks"),
    WIN: mark("wins"),
    ACTION: mark("promises"),
    ANSWER: mark("answers"),
    MARK: mark("parked"),
}
_DAYS = {
    "": mark("at any time"),
    "today": mark("today"),
    "this week": mark("this week"),
    "last week": mark("last week"),
    "this month": mark("this month"),
    "last month": mark("last month"),
    "this year": mark("this year"),
    "last year": mark("last year"),
    "?": mark("other days …"),
}


class Sifting(Page[None]):
    """Holds what is sought; a subclass shows what is found by `show_found`."""

    def __init__(self, keys: KeysOf, ws: Workspace) -> None:
        super().__init__(keys)
        self.ws = ws
        self.past = LookBack(ws)
        self.sought = Sought()

    def show_found(self) -> None:
        """Shows what is found now that something else is sought."""
        raise NotImplementedError

    @property
    def is_sifted(self) -> bool:
        """Whether anything but everything is sought."""
        return self.sought != Sought()

    def clear(self, command: str) -> None:
        """Lets everything through one filter."""
        if command == OfKind.name:
            self._seek(self.sought._replace(kinds=KINDS))
        elif command == Period.name:
            self._seek(self.sought._replace(days=None))
        elif command == FromWhom.name:
            self._from("")
        elif command == ToWhom.name:
            self._to("")

    def action_search(self) -> None:
        """Into the line."""
        self.query_one(Input).focus()
        self.redraw()

    def action_of_kind(self) -> None:
        """Asks for a kind."""
        rows = [(kind, t(words)) for kind, words in _KINDS.items()]
        at = next((i for i, (kind, _) in enumerate(rows) if self.sought.kinds == (kind,)), 0)
        self.app.push_screen(Pick(self.keys, t("Of which kind?"), rows, at), self._of_kind)

    def action_from_whom(self) -> None:
        """Asks for a person."""
        self._ask_person(t("From whom?"), t("from anyone"), self.sought.by, self._from)

    def action_to_whom(self) -> None:
        """Asks for a person."""
        self._ask_person(t("To whom?"), t("to anyone"), self.sought.to, self._to)

    def action_period(self) -> None:
        """Asks for days."""
        rows = [(words, t(said)) for words, said in _DAYS.items()]
        self.app.push_screen(Pick(self.keys, t("From which days?"), rows), self._from_days)

    def action_show_all(self) -> None:
        """Everything again."""
        self.query_one(Input).value = ""
        self._seek(Sought())

    def on_descendant_focus(self) -> None:
        """The keys mean something else in the line."""
        self.sheet("foot").redraw()

    def on_descendant_blur(self) -> None:
        """And again what they meant before."""
        self.sheet("foot").redraw()

    def chips(self, width: int, _height: int) -> Block:
        """The filters as they are."""
        inset, measure = columns(width, self.measure)
        names, sought = names_of(self.ws.team.people.values()), self.sought
        kind = _KINDS["" if sought.kinds == KINDS else sought.kinds[0]]
        filters = (
            Chip(OfKind, t(kind), sought.kinds != KINDS),
            Chip(FromWhom, t("from {name}", name=names[sought.by]) if sought.by else t("from anyone"), bool(sought.by)),
            Chip(ToWhom, t("to {name}", name=names[sought.to]) if sought.to else t("to anyone"), bool(sought.to)),
            Chip(Period, called(sought.days) if sought.days else t("at any time"), sought.days is not None),
        )
        return indented([chips(filters, self.keys, measure)], inset)

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        self._seek(self.sought._replace(words=event.value.strip()))

    @on(Input.Submitted)
    def _entered(self) -> None:
        self.set_focus(None)
        self.redraw()

    def _seek(self, sought: Sought) -> None:
        if sought != self.sought:
            self.sought = sought
            with self.telling():
                self.show_found()
            self.redraw()

    def _of_kind(self, kind: str | None) -> None:
        if kind is not None:
            self._seek(self.sought._replace(kinds=(kind,) if kind else KINDS))

    def _ask_person(self, question: str, anyone: str, now: str, chosen: Callable[[str | None], None]) -> None:
        people = sorted(names_of(self.ws.team.people.values()).items(), key=lambda each: each[1].casefold())
        rows = [("", anyone), *people]
        at = next((i for i, (person, _) in enumerate(rows) if person == now), 0)
        self.app.push_screen(Pick(self.keys, question, rows, at), chosen)

    def _from(self, person: str | None) -> None:
        if person is not None:
            self._seek(self.sought._replace(by=person))

    def _to(self, person: str | None) -> None:
        if person is not None:
            self._seek(self.sought._replace(to=person))

    def _from_days(self, words: str | None) -> None:
        if words == "?":
            self.app.push_screen(
                Ask(self.keys, t("From which days?"), t("last friday, 3w, March 2026")), self._in_words
            )
        elif words is not None:
            self._in_words(words)

    def _in_words(self, words: str | None) -> None:
        if words is None:
            return
        days = parse_span(words, today(self.ws.now(), self.ws.zone))
        if words.strip() and days is None:
            self.say(t("“{words}” isn't a day or a span.", words=words), "warning")
        else:
            self._seek(self.sought._replace(days=days))
