"""The year above the list: how much of each day there is in the team's record, and a way to jump to a day."""

from datetime import date, timedelta

from ritual.model.instant import YEARS
from ritual.model.moments import day_long, today
from ritual.tui.commands import Choose, Close, Kind, Move, Page, ShowAll, Wall, Week
from ritual.tui.ink import BLANK, Block, Line, apart, fit, indented, ink, joined
from ritual.tui.margins import columns
from ritual.tui.screens.sifting import Sifting
from ritual.tui.widgets import year
from ritual.tui.widgets.year import Year
from ritual.words import t, tn

_ROOM = 34
"""Lines of a screen from which on the year is there always, and not only while somebody is in it."""
_ROOM_FOR_LEGEND = 70
_EARLIEST = date(YEARS.start, 1, 1)


class Yearly(Sifting):
    """Has a cursor in the year while somebody is there; counts whole days of the whole team, whatever is sought."""

    _day: date | None = None
    _year = Year(date.min, ())
    _drawn: tuple[object, Block] = (None, [])

    def show_day(self, day: date) -> None:
        """Shows the list from that day on."""
        raise NotImplementedError

    def day_shown(self) -> date:
        """The day that the list's cursor is on."""
        raise NotImplementedError

    @property
    def is_in_year(self) -> bool:
        """Whether the keys move through the year."""
        return self._day is not None

    def on_resize(self) -> None:
        """Another size has another room for the year."""
        self._make_room()

    def can(self, command: Kind) -> bool:
        """Weeks are in the year only, and from there the way is to a day or back to the list."""
        if command is Week:
            return self.is_in_year
        return super().can(command) and not (self.is_in_year and command in (Wall, ShowAll))

    def label(self, command: Kind) -> str:
        """In the year the keys mean what can be done there."""
        there = {Choose: t("go there"), Move: t("day"), Page: t("year"), Close: t("to the list")}
        return there.get(command) or super().label(command) if self.is_in_year else super().label(command)

    def action_search(self) -> None:
        """Into the line, and out of the year."""
        self._day = None
        self._make_room()
        super().action_search()

    def action_year(self) -> None:
        """Into the year, to the day of the list; out of it again."""
        if self.is_in_year:
            self.leave_year()
        else:
            self.set_focus(None)
            self.to_day(self.day_shown())

    def action_week(self, key: str) -> None:
        """A week back or on."""
        if self._day:
            self.to_day(self._day + timedelta(days=-7 if key == "left" else 7))

    def to_day(self, day: date) -> None:
        """Puts the cursor of the year on a day that has been; the year goes with it."""
        self._day = max(_EARLIEST, min(day, self.today))
        self._make_room()
        self.redraw()

    def by_days(self, days: int) -> None:
        """Moves the cursor of the year."""
        if self._day:
            self.to_day(self._day + timedelta(days=days))

    def go_there(self) -> None:
        """From the year to that day in the list."""
        if self._day:
            self.show_day(self._day)
            self.leave_year()

    def clicked(self, x: int, y: int) -> None:
        """Goes to the day that is drawn there."""
        inset, measure = columns(self.app.size.width, self.measure)
        day = year.day_at(self._year, measure, x - inset, y)
        if day and day <= self.today:
            self.show_day(day)
            self.leave_year()

    def leave_year(self) -> None:
        """Back to the list."""
        self._day = None
        self._make_room()
        self.redraw()

    def count(self) -> None:
        """Reads again how much there is of each day."""
        if self._year.counts:
            self._year = self._counted(self._year.first, self._year.weeks)

    @property
    def today(self) -> date:
        """The day it is for the team."""
        return today(self.ws.now(), self.ws.zone)

    def calendar(self, width: int, height: int) -> Block:
        """The year, and below it what points at the week of the list, or says what the day under the cursor has."""
        if height < year.TALL or not self._year.counts:
            return [BLANK]
        inset, measure = columns(width, self.measure)
        now = (self._year, measure, self.today, self._day)
        if self._drawn[0] != now:
            self._drawn = (now, indented(year.drawn(*now), inset))
        below = self._told(measure) if self._day else year.pointer(self._year, measure, self.day_shown())
        return [*self._drawn[1], below.pad_left(inset)]

    def follow(self) -> None:
        """The year goes with the list where nobody is in it."""
        if self._year.counts and not self._year.holds(self.day_shown()) and not self.is_in_year:
            self._place(self.day_shown(), self._year.weeks)
        self.sheet("year").redraw()

    def _told(self, width: int) -> Line:
        day = self._day or self.today
        count = self._year.of(day) if self._year.holds(day) else 0
        kept = tn("{n} entry of the team", "{n} entries of the team", count) if count else t("nothing was kept")
        about = joined(ink(day_long(day, year=True), "title"), ink(f"  {kept}", "muted"))
        return apart(about, year.legend(), width - 1) if width >= _ROOM_FOR_LEGEND else fit(about, width)

    def _make_room(self) -> None:
        sheet, size = self.sheet("year"), self.app.size
        there = size.height >= _ROOM or (self.is_in_year and size.height > 2 * year.TALL)
        # Where it is there only for a while its last line speaks, and stands apart from the list.
        sheet.styles.height = year.TALL + (size.height < _ROOM)
        sheet.display = there
        if there:
            weeks = year.weeks_in(columns(size.width, self.measure)[1])
            day = self._day or self.day_shown()
            if weeks != self._year.weeks or not self._year.holds(day):
                self._place(day, weeks)

    def _place(self, day: date, weeks: int) -> None:
        """Chooses the year that ends today, or one of those before it that holds the day."""
        last = self.today
        while year.first_day(last, weeks) > day:
            last -= timedelta(weeks=max(1, weeks - 1))
        self._year = self._counted(year.first_day(last, weeks), weeks)

    def _counted(self, first: date, weeks: int) -> Year:
        return Year(first, self.past.tally(first, weeks * 7))
