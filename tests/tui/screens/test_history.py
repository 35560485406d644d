"""History: the list, search, filters, the year, and what opens from it; nothing for one person alone is on it."""

from datetime import timedelta
from pathlib import Path

import pytest
from textual import events
from textual.widgets._input import Input

from ritual.actions.leading import prepare
from ritual.actions.mine import ASKED
from ritual.actions.workspace import Workspace
from ritual.model.entry import ANSWER, KUDOS, MARK, WIN, put
from ritual.tui.screens.held import HeldPage
from ritual.tui.screens.history import HistoryPage
from ritual.tui.screens.home import Home
from ritual.tui.screens.kept import EntryPage
from ritual.tui.screens.wall import WallPage
from tests.tui.stand import Stand, a_team, stand
from tests.tui.teams import Clock, by, promise, thank, who, win

SECRET = "quincunx"
OTHER = ("down",) * 8
"""The keys to \"other days\"."""


def shown(at: Stand) -> list[str]:
    """The lines of the list."""
    return [line.plain.strip() for line in at.app.screen.query_one("#body").lines if line.plain.strip()]  # type: ignore[attr-defined]


def held(ws: Workspace, clock: Clock) -> str:
    """A round that was opened and closed; its id."""
    circle = prepare(ws, "standup")
    circle.do("open")
    circle.park("who owns the certificates?")
    clock.go_on(120)
    circle.do("close")
    return circle.session.id


async def test_all_that_was_kept_stands_under_its_days_newest_first(home: Path) -> None:
    ws, around, clock = a_team(home)
    win(ws, "Dai", "search is fast")
    clock.go_on(24 * 3600)
    held(ws, clock)
    promise(ws, "Bo", "pin the base image")
    thank(ws, "Ana", "Bo", "the review", now=True)
    async with stand(ws, around, clock) as at:
        await at.press("l")
        assert shown(at) == [
            "Wednesday 25 November",
            "▸ thanks     Ana  from Bo: the review",
            "promise    Bo  noted by Ana: pin the base image",
            "parked     who owns the certificates?",
            "round      Standup                                                 09:28",
            "Tuesday 24 November",
            "win        Dai  noted by Ana: search is fast",
        ]


async def test_what_is_sealed_unclaimed_or_asked_away_never_appears_not_even_to_its_giver(home: Path) -> None:
    ws, around, clock = a_team(home)
    thank(ws, "Bo", "Ana", f"{SECRET} sealed by me")
    data = {"session": None, "ritual": "standup", "step": "x", "by": ws.me, "words": f"{SECRET} ahead", "kept": True}
    ws.write(put(ws.new_id(), ws.pen(), ANSWER, data))
    gone = win(ws, "Bo", f"{SECRET} asked away")
    ws.write(put(ws.new_id(), by(ws, "Bo"), MARK, {"kind": ASKED, "on": gone}))
    win(ws, "Dai", "search is fast")
    async with stand(ws, around, clock, size=(120, 40)) as at:
        await at.press("l")
        assert SECRET not in at.text()
        await at.press("y")
        assert "1 entry of the team" in at.text()
        await at.press("escape", "slash")
        await at.type(SECRET)
        assert "Nothing like this was kept." in at.text()
        await at.press("escape", "x", "w")
        assert SECRET not in at.text()
        assert "search is fast" in at.text()


async def test_every_key_in_the_line_finds_and_escape_leaves_it(home: Path) -> None:
    ws, around, clock = a_team(home)
    async with stand(ws, around, clock) as at:
        await at.press("l")
        assert "Nothing was kept yet." in at.text()
        thank(ws, "Ana", "Bo", "the review", now=True)
        win(ws, "Dai", "search is fast")
        await at.tick()
        assert "the review" in at.text()
        await at.press("slash")
        await at.type("s")
        assert "the review" not in at.text()
        assert "1 found" in at.lines()[0]
        await at.type("x")
        assert "Nothing like this was kept." in at.text()
        await at.press("backspace", "backspace")
        assert "the review" in at.text()
        await at.press("down", "enter")
        assert at.app.focused is None
        await at.press("slash", "escape")
        assert isinstance(at.app.screen, HistoryPage)
        await at.press("escape")
        assert isinstance(at.app.screen, Home)


async def test_filters_are_chips_set_and_cleared_by_keys_and_mouse(home: Path) -> None:
    ws, around, clock = a_team(home)
    thank(ws, "Ana", "Bo", "the review", now=True)
    thank(ws, "Chris", "Dai", "the cake", now=True)
    win(ws, "Dai", "search is fast")
    async with stand(ws, around, clock) as at:
        await at.press("l", "k", "down", "down", "enter")
        assert " thanks × " in at.lines()[3]
        assert "search is fast" not in at.text()
        assert "2 found" in at.lines()[0]
        await at.press("f", "down", "down", "enter")
        assert "from Bo ×" in at.lines()[3]
        assert "the cake" not in at.text()
        assert "found" not in at.lines()[0]
        await at.press("t", "down", "enter")
        assert "to Ana ×" in at.lines()[3]
        assert "the review" in at.text()
        await at.pilot.click("#chips", offset=(at.lines()[3].index("×"), 0))
        assert "every kind" in at.lines()[3]
        await at.pilot.click("#chips", offset=(at.lines()[3].index("from Bo"), 0))
        await at.press("up", "up", "enter")
        assert "from anyone" in at.lines()[3]
        await at.press("t", "escape", "x")
        assert "to anyone" in at.lines()[3]
        assert "search is fast" in at.text()


@pytest.mark.parametrize(
    ("keys", "words", "chip", "there"),
    [
        (("down",), "", "Tue 24 Nov 2026 ×", False),
        (("down", "down"), "", "Week 48, 2026 ×", False),
        (("down",) * 4, "", "November 2026 ×", True),
        (("down",) * 6, "", "2026 ×", True),
        (OTHER, "17 November", "Tue 17 Nov 2026 ×", True),
        (OTHER, "2026-W47", "Week 47, 2026 ×", True),
        (OTHER, "2026-Q3", "Wed 1 Jul to Wed 30 Sep 2026 ×", False),
        (OTHER, "", "at any time", True),
    ],
)
async def test_days_are_picked_or_said(home: Path, keys: tuple[str, ...], words: str, chip: str, there: bool) -> None:
    ws, around, clock = a_team(home)
    clock.at -= timedelta(days=7)
    win(ws, "Dai", "a week ago")
    clock.at += timedelta(days=7)
    win(ws, "Dai", "just now")
    async with stand(ws, around, clock) as at:
        await at.press("l", "p", *keys, "enter")
        if keys == OTHER:
            await at.type(words)
            await at.press("enter")
        assert chip in at.lines()[3]
        assert ("a week ago" in at.text()) == there


async def test_days_that_are_none_are_refused_in_words_and_dropped_by_escape(home: Path) -> None:
    ws, around, clock = a_team(home)
    async with stand(ws, around, clock) as at:
        await at.press("l", "p", *OTHER, "enter")
        await at.type("someday")
        await at.press("enter")
        assert "“someday” isn't a day or a span." in at.text()
        await at.press("p", *OTHER, "enter", "escape")
        assert "at any time" in at.lines()[3]


async def test_the_year_leads_to_a_day_by_keys_and_by_mouse(home: Path) -> None:
    ws, around, clock = a_team(home)
    clock.at -= timedelta(days=400)
    win(ws, "Dai", "long ago")
    clock.at += timedelta(days=393)
    win(ws, "Dai", "a week ago")
    clock.at += timedelta(days=7)
    for n in range(30):
        win(ws, "Dai", f"today {n}")
    async with stand(ws, around, clock, size=(120, 40)) as at:
        await at.press("l")
        assert "a week ago" not in at.text()
        assert "▴" in at.text()
        await at.press("y", "up")
        assert "Monday 23 November 2026  nothing was kept" in at.text()
        await at.press("down", "left")
        assert "Tuesday 17 November 2026  1 entry of the team" in at.text()
        await at.press("enter")
        assert "▸ win        Dai  noted by Ana: a week ago" in shown(at)
        await at.press("y", "pageup", "left", "left", "left", "left", "left")
        assert "2025" in at.text()
        await at.press("enter")
        assert "▸ win        Dai  noted by Ana: long ago" in shown(at)
        await at.press("home")
        await at.pilot.click("#year", offset=(4 + 4 + 2 * 51, 2))
        assert "▸ win        Dai  noted by Ana: a week ago" in shown(at)
        await at.pilot.click("#year", offset=(1, 0))
        await at.press("y", "pagedown", "y", "y", "escape")
        assert isinstance(at.app.screen, HistoryPage)


async def test_on_a_small_screen_the_year_opens_by_its_key_and_makes_room_again(home: Path) -> None:
    ws, around, clock = a_team(home)
    win(ws, "Dai", "search is fast")
    async with stand(ws, around, clock) as at:
        await at.press("l")
        assert "Mon " not in at.text()
        await at.press("right", "y")
        assert "Mon " in at.text()
        assert "■" in at.text()
        await at.press("escape")
        assert "Mon " not in at.text()
        await at.pilot.resize_terminal(120, 40)
        await at.settle()
        assert "Mon " in at.text()
        await at.pilot.resize_terminal(200, 50)
        await at.settle()
        found = next(line for line in at.lines() if "find words" in line)
        assert found.index("find") == at.lines()[3].index("k every kind")


async def test_the_year_counts_the_whole_team_whatever_is_sought(home: Path) -> None:
    ws, around, clock = a_team(home)
    win(ws, "Dai", "search is fast")
    thank(ws, "Ana", "Bo", "the review", now=True)
    async with stand(ws, around, clock, size=(120, 40)) as at:
        await at.press("l", "f", "down", "down", "enter", "y")
        assert "2 entries of the team" in at.text()
        win(ws, "Dai", "one more")
        await at.tick()
        assert "3 entries of the team" in at.text()


async def test_an_entry_opens_whole_is_copied_and_erased_by_whom_it_is_for_to_say(home: Path) -> None:
    ws, around, clock = a_team(home)
    thank(ws, "Bo", "Chris", "words that go on " * 20, now=True, link="https://example.org/review")
    async with stand(ws, around, clock) as at:
        await at.press("l", "enter")
        assert isinstance(at.app.screen, EntryPage)
        assert "https://example.org/review" in at.text()
        assert at.text().count("words that go on") > 10
        await at.press("c")
        assert "Copied" in at.text()
        assert "https://example.org/review" in at.app.clipboard
        await at.press("down", "end", "e", "escape", "e", "enter")
        assert isinstance(at.app.screen, HistoryPage)
        assert "Nothing was kept yet." in at.text()


async def test_what_another_wrote_about_others_is_not_for_me_to_erase(home: Path) -> None:
    ws, around, clock = a_team(home)
    data = {"to": [who(ws, "Bo")], "by": who(ws, "Dai"), "words": "the cake", "now": True}
    theirs = ws.new_id()
    ws.write(put(theirs, ws.pen()._replace(author=who(ws, "Dai")), KUDOS, data))
    async with stand(ws, around, clock) as at:
        await at.press("l", "enter")
        assert "erase" not in at.text()
        await at.press("e")
        assert isinstance(at.app.screen, EntryPage)
        ws.write(put(ws.new_id(), by(ws, "Bo"), MARK, {"kind": ASKED, "on": theirs}))
        await at.tick()
        assert isinstance(at.app.screen, HistoryPage)
        assert "the cake" not in at.text()


async def test_what_is_about_me_is_asked_away_at_once(home: Path) -> None:
    ws, around, clock = a_team(home)
    data = {"by": who(ws, "Dai"), "with": [ws.me], "words": "our release"}
    ws.write(put(ws.new_id(), ws.pen()._replace(author=who(ws, "Dai")), WIN, data))
    async with stand(ws, around, clock) as at:
        await at.press("l", "enter")
        ws.write(put(ws.new_id(), ws.pen(), WIN, {"by": ws.me, "with": [], "words": "another"}))
        await at.tick()
        assert "our release" in at.text()
        await at.press("e", "enter")
        assert "our release" not in at.text()


async def test_a_round_opens_with_its_steps_and_what_was_kept(home: Path) -> None:
    ws, around, clock = a_team(home)
    held(ws, clock)
    thank(ws, "Ana", "Bo", "the review", now=True)
    async with stand(ws, around, clock) as at:
        await at.press("l", "end", "enter")
        assert isinstance(at.app.screen, HeldPage)
        assert "7 people were there. Ana led." in at.text()
        assert "Check-in" in at.text()
        assert "not kept" in at.text()
        assert "Parked" in at.text()
        await at.press("c")
        assert "who owns the certificates?" in at.app.clipboard
        await at.press("down", "end", "enter")
        assert isinstance(at.app.screen, EntryPage)
        await at.press("e", "enter")
        assert isinstance(at.app.screen, HeldPage)
        assert "Nothing was kept." in at.text()
        await at.press("enter", "escape")
        assert isinstance(at.app.screen, HistoryPage)


async def test_a_round_that_runs_has_nothing_to_look_back_on_yet(home: Path) -> None:
    ws, around, clock = a_team(home)
    circle = prepare(ws, "standup")
    circle.do("open")
    async with stand(ws, around, clock) as at:
        await at.press("escape", "l", "enter")
        assert isinstance(at.app.screen, HistoryPage)
        assert "This round isn't over yet." in at.text()


async def test_a_click_puts_the_cursor_and_the_next_one_opens(home: Path) -> None:
    ws, around, clock = a_team(home)
    for n in range(5):
        win(ws, "Dai", f"thing {n}")
    async with stand(ws, around, clock) as at:
        await at.press("l")
        row = next(y for y, line in enumerate(at.lines()) if "thing 2" in line)
        await at.pilot.click(offset=(20, row))
        assert "▸" in at.lines()[row]
        await at.pilot.click(offset=(20, row))
        assert isinstance(at.app.screen, EntryPage)
        await at.press("escape", "w")
        assert isinstance(at.app.screen, WallPage)


async def test_a_long_list_is_walked_by_keys_and_wheel_and_follows_the_record(home: Path) -> None:
    ws, around, clock = a_team(home)
    for n in range(200):
        win(ws, "Dai", f"thing {n:03}")
    async with stand(ws, around, clock) as at:
        await at.press("l")
        first = shown(at)
        await at.press("pagedown")
        assert first[-1] not in shown(at)
        await at.press("pageup", "down", "up")
        assert shown(at) == first
        await at.press("end")
        assert "thing 000" in shown(at)[-1]
        await at.press("home")
        body = at.app.screen.query_one("#body")
        await at.pilot._post_mouse_events([events.MouseScrollDown], body)
        assert shown(at) != first
        await at.pilot._post_mouse_events([events.MouseScrollUp], body)
        assert "thing 199" in shown(at)[1]
        await at.press("down")
        chosen = next(line for line in shown(at) if line.startswith("▸"))
        win(ws, "Chris", "from another shell")
        await at.tick()
        assert chosen in shown(at)
        assert "from another shell" in at.text()


async def test_typing_while_the_year_is_open_goes_to_the_line(home: Path) -> None:
    ws, around, clock = a_team(home)
    win(ws, "Dai", "search is fast")
    async with stand(ws, around, clock) as at:
        await at.press("l", "y", "slash")
        assert isinstance(at.app.focused, Input)
        await at.type("y")
        assert at.app.screen.query_one(Input).value == "y"
        assert "Mon " not in at.text()


async def test_a_click_on_the_cross_clears_each_filter(home: Path) -> None:
    ws, around, clock = a_team(home)
    win(ws, "Dai", "search is fast")
    async with stand(ws, around, clock, size=(120, 40)) as at:
        await at.press("l", *("k", "down", "down", "down", "enter"), *("f", "down", "enter"))
        await at.press(*("t", "down", "down", "enter"), *("p", "down", "enter"))
        assert "Nothing like this was kept." in at.text()
        for _ in range(4):
            await at.pilot.click("#chips", offset=(at.lines()[3].index("×"), 0))
            await at.settle()
        assert "×" not in at.lines()[3]
        assert "search is fast" in at.text()


async def test_a_line_of_a_round_is_opened_by_a_click(home: Path) -> None:
    ws, around, clock = a_team(home)
    held(ws, clock)
    async with stand(ws, around, clock) as at:
        await at.press("l", "end", "enter")
        row = next(y for y, line in enumerate(at.lines()) if "certificates" in line)
        await at.pilot.click(offset=(20, row))
        assert isinstance(at.app.screen, EntryPage)
        await at.press("escape", "escape")
        assert isinstance(at.app.screen, HistoryPage)


async def test_a_click_into_the_line_and_out_of_it_changes_what_escape_means(home: Path) -> None:
    ws, around, clock = a_team(home)
    win(ws, "Dai", "search is fast")
    async with stand(ws, around, clock) as at:
        await at.press("l")
        await at.pilot.click(Input)
        await at.settle()
        assert "Esc to the list" in at.lines()[-1]
        await at.press("escape")
        assert "Esc back" in at.lines()[-1]
