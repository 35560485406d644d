"""The wall: opened thanks and wins by month, and reading aloud one at a time."""

from datetime import timedelta
from pathlib import Path

from textual import events

from ritual.model.entry import erase
from ritual.tui.screens.aloud import AloudPage
from ritual.tui.screens.home import Home
from ritual.tui.screens.wall import WallPage
from tests.tui.stand import a_team, stand
from tests.tui.teams import promise, thank, win


async def test_opened_thanks_and_wins_hang_there_by_month_and_nothing_else(home: Path) -> None:
    ws, around, clock = a_team(home)
    async with stand(ws, around, clock) as at:
        await at.press("w")
        assert "Nothing hangs here yet." in at.text()
        await at.press("enter", "left", "down", "end")
        assert isinstance(at.app.screen, WallPage)
        clock.at -= timedelta(days=40)
        win(ws, "Dai", "an old win")
        clock.at += timedelta(days=40)
        thank(ws, "Ana", "Bo", "the review", now=True, link="https://example.org/review")
        thank(ws, "Ana", "Bo", "sealed words")
        promise(ws, "Bo", "pin the base image")
        await at.tick()
        assert "November 2026" in at.text()
        assert "“the review”" in at.text()
        assert "For Ana  from Bo" in at.text()
        assert "https://example.org/review" in at.text()
        assert "October 2026" in at.text()
        assert "sealed" not in at.text()
        assert "pin the base" not in at.text()
        await at.press("escape")
        assert isinstance(at.app.screen, Home)


async def test_months_are_turned_by_keys_and_cards_chosen_by_mouse(home: Path) -> None:
    ws, around, clock = a_team(home)
    for n in range(12):
        win(ws, "Dai", f"win {n} of a month")
        clock.at += timedelta(days=10)
    async with stand(ws, around, clock) as at:
        await at.press("w")
        months = [next(line for line in at.lines() if line.strip()[-4:].isdigit())]
        for _ in range(3):
            await at.press("left")
            months.append(next(line for line in at.lines() if line.strip()[-4:].isdigit()))
        assert [month.split()[0] for month in months] == ["March", "February", "January", "December"]
        await at.press("left", "left", "left", "right")
        assert "December" in at.text()
        await at.press("home", "right", "pagedown", "pageup", "down", "up")
        row = next(y for y, line in enumerate(at.lines()) if "win 9 " in line)
        await at.pilot.click(offset=(10, row))
        assert "▌" in at.lines()[row]
        body = at.app.screen.query_one("#body")
        await at.pilot._post_mouse_events([events.MouseScrollDown], body)
        await at.pilot._post_mouse_events([events.MouseScrollUp], body)
        row = next(y for y, line in enumerate(at.lines()) if "▌" in line)
        await at.pilot.click(offset=(10, row))
        assert isinstance(at.app.screen, AloudPage)


async def test_reading_aloud_goes_through_a_month_and_knows_its_ends(home: Path) -> None:
    ws, around, clock = a_team(home)
    clock.at -= timedelta(days=40)
    win(ws, "Dai", "an old win")
    clock.at += timedelta(days=40)
    first = win(ws, "Chris", "search is fast")
    clock.go_on(60)
    thank(ws, "Ana", "Bo", "words that go on " * 20, now=True, link="https://example.org/review")
    async with stand(ws, around, clock) as at:
        await at.press("w", "enter")
        assert "November 2026" in at.lines()[0]
        assert "1 of 2" in at.lines()[0]
        assert "https://example.org/review" in at.text()
        await at.press("left", "space")
        assert "2 of 2" in at.lines()[0]
        assert "win  Chris" in at.text()
        await at.press("enter")
        assert "search is fast" in at.text()
        win(ws, "Wei", "one more")
        await at.tick()
        assert "3 of 3" in at.lines()[0]
        entry = ws.record.entry(first)
        assert entry
        ws.write(erase(ws.new_id(), ws.pen(), entry))
        await at.tick()
        assert "words that go on" in at.text()
        for each in ws.record.log():
            ws.write(erase(ws.new_id(), ws.pen(), each))
        await at.tick()
        assert isinstance(at.app.screen, WallPage)
        assert "Nothing hangs here yet." in at.text()
