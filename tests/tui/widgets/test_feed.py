"""A feed shows what the whole list says, wherever it is scrolled and whatever comes, changes or goes meanwhile."""

from collections.abc import Callable
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from ritual.actions.look_back import Row
from ritual.model.recap import Line as Kept
from ritual.store.window import Place
from ritual.tui.ink import Block, ink
from ritual.tui.widgets.feed import Feed, Looks, Source

DAY = date(2026, 11, 24)
STEPS = ("down", "up", "pagedown", "pageup", "home", "end", "roll", "unroll", "go", "write", "erase", "resize", "ahead")


class Shelf:
    """A list that rows come from, as a record would give them."""

    def __init__(self, many: int) -> None:
        self.rows = [self.row(n) for n in range(many)]
        self.next = many
        self.read = 0

    def row(self, n: int) -> Row:
        """Three rows a day; every fourth has two lines."""
        when = DAY + timedelta(days=n // 3)
        return Row((f"{when}", f"{n:06}"), when, Kept(f"{n}", "win", f"{when}", "", "", "words" * (n % 4 == 0)), "")

    def older(self, before: Place | None, limit: int) -> list[Row]:
        """Newest first."""
        self.read += 1
        found = [row for row in reversed(self.rows) if before is None or row.place < before]
        return found[:limit]

    def newer(self, after: Place, limit: int) -> list[Row]:
        """Of what is newer, the nearest."""
        self.read += 1
        return [row for row in self.rows if row.place > after][:limit][::-1]

    def write(self) -> None:
        """One more."""
        self.rows.append(self.row(self.next))
        self.next += 1


def looks() -> Looks:
    """A row in one line or two, under its day."""

    def drawn(row: Row, width: int, chosen: bool) -> Block:
        return [ink(f"{'>' if chosen else ' '}{row.line.id}"), *([ink("  more")] if row.line.words else [])]

    def above(before: Row | None, row: Row) -> Block:
        return [] if before and before.day == row.day else [ink(f"-- {row.day}")]

    return Looks(drawn, above)


def a_feed(many: int) -> tuple[Shelf, Feed]:
    """So many rows, the newest of them shown."""
    shelf = Shelf(many)
    feed = Feed(Source(shelf.older, shelf.newer), looks())
    feed.start()
    return shelf, feed


def stepped(shelf: Shelf, feed: Feed, step: str, size: list[int]) -> None:
    """One key, one turn of the wheel, or something that somebody else does."""
    if step == "write":
        shelf.write()
        feed.again()
    elif step == "erase" and feed.row:
        shelf.rows.remove(feed.row)
        feed.again()
    elif step == "resize":
        size.append(5 + (size[-1] + 7) % 20)
    elif step == "go":
        feed.go((f"{DAY + timedelta(days=len(shelf.rows) // 6)}", "~"))
    elif step in BY:
        BY[step](feed)


BY: dict[str, Callable[[Feed], None]] = {
    "down": lambda feed: feed.move(1),
    "up": lambda feed: feed.move(-1),
    "pagedown": lambda feed: feed.page(1),
    "pageup": lambda feed: feed.page(-1),
    "home": Feed.start,
    "end": Feed.end,
    "roll": lambda feed: feed.roll(2),
    "unroll": lambda feed: feed.roll(-2),
    "ahead": Feed.ahead,
}


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 200), st.lists(st.sampled_from(STEPS), max_size=40))
def test_whatever_is_done_the_screen_is_a_part_of_the_list_with_the_cursor_in_it(many: int, steps: list[str]) -> None:
    shelf, feed = a_feed(many)
    size = [12]
    for step in ("home", *steps):
        stepped(shelf, feed, step, size)
        lines = [line.plain for line in feed.lines(20, size[-1])]
        whole = [row.line.id for row in reversed(shelf.rows)]
        shown = [line[1:] for line in lines if line[:1] in " >" and line != "  more"]
        assert len(lines) <= size[-1]
        assert not whole or shown
        assert not shown or shown == whole[whole.index(shown[0]) :][: len(shown)]
        assert [row.line.id for row in feed.rows] == [] or feed.rows[0].line.id in whole
        assert sum(line.startswith(">") for line in lines) == bool(whole)
        # A screen is left half empty only where there is no more.
        assert len(lines) > size[-1] - 4 or len(shown) == len(whole)


def test_keys_walk_the_whole_list_both_ways_and_few_rows_are_held() -> None:
    shelf, feed = a_feed(2000)
    seen = []
    for _ in range(2000):
        feed.lines(20, 12)
        seen.append(feed.row)
        feed.move(1)
    assert seen == shelf.rows[::-1]
    assert len(feed.rows) < 500
    assert shelf.read < 200
    for _ in range(2000):
        feed.move(-1)
        feed.lines(20, 12)
    assert feed.row == shelf.rows[-1]
    assert len(feed.rows) < 500


def test_pages_show_every_row_and_lead_back() -> None:
    shelf, feed = a_feed(300)
    seen: list[str] = []
    while True:
        seen += [line.plain[1:] for line in feed.lines(20, 12) if line.plain[:1] in " >" and line.plain != "  more"]
        before = feed.row
        feed.page(1)
        if feed.row == before:
            break
    assert set(seen) == {row.line.id for row in shelf.rows}
    feed.page(-1)
    feed.lines(20, 12)
    assert feed.row != before
    feed.end()
    assert feed.lines(20, 12)[-1].plain == "  more"
    assert feed.row == shelf.rows[0]


def test_what_is_written_meanwhile_comes_on_top_and_the_cursor_stays_on_its_row() -> None:
    shelf, feed = a_feed(50)
    feed.lines(20, 12)
    feed.move(1)
    stays = feed.row
    shelf.write()
    feed.again()
    assert shelf.rows[-1].line.id in feed.lines(20, 12)[1].plain
    assert feed.row == stays
    assert feed.put(shelf.rows[-1].line.id)
    assert not feed.put(shelf.rows[-1].line.id)


def test_an_empty_list_is_nothing_until_something_comes() -> None:
    shelf, feed = a_feed(0)
    feed.move(1)
    feed.end()
    assert feed.lines(20, 12) == []
    assert feed.row is None
    assert feed.is_whole
    shelf.write()
    feed.again()
    assert feed.row == shelf.rows[0]


def test_a_page_that_was_got_ready_reads_and_draws_nothing() -> None:
    drawn: list[str] = []

    def row(of: Row, width: int, chosen: bool) -> Block:
        drawn.append(of.line.id)
        return plain.row(of, width, chosen)

    plain = looks()
    shelf = Shelf(500)
    feed = Feed(Source(shelf.older, shelf.newer), Looks(row, plain.above))
    feed.go((f"{DAY + timedelta(days=80)}", ""))
    for by in (1, 1, 1, -1, -1, -1):
        feed.lines(20, 12)
        feed.page(by)
        feed.lines(20, 12)
        feed.ahead()
        read = shelf.read
        drawn.clear()
        feed.page(by)
        shown = feed.lines(20, 12)
        assert shelf.read == read
        assert set(drawn) == {feed.row.line.id} if feed.row else not shown
