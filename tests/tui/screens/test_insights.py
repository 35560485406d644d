"""The screen of the team's pictures: drawn, scrolled, turned to a year, and following the record."""

from pathlib import Path

from ritual.actions.counting import count
from ritual.actions.demo import demo_surroundings, demo_workspace
from ritual.tui.app import Opening
from ritual.tui.screens.circle import CirclePage
from ritual.tui.screens.insights import InsightsPage
from tests.tui.stand import a_team, stand
from tests.tui.teams import Clock, surroundings, win


async def test_with_little_in_it_the_screen_says_so(home: Path) -> None:
    ws, around, clock = a_team(home)
    async with stand(ws, around, clock) as at:
        await at.press("i")
        assert isinstance(at.app.screen, InsightsPage)
        assert "Fewer than three rounds were held in this time." in at.text()
        assert "This team doesn't count numbers." in at.text()
        assert "━" not in at.text()
        for n in range(5):
            win(ws, "Ana", f"win {n}")
        await at.tick()
        assert "Week 48  ━━" in at.text()
        await at.tick()
        await at.press("escape")
        assert "open the round" in at.text()


async def test_three_months_scroll_and_turn_to_a_year(home: Path) -> None:
    clock = Clock()
    around = surroundings(home, clock)
    ws = demo_workspace(around, fresh=True, lang="en")
    async with stand(ws, demo_surroundings(around), clock) as at:
        await at.press("i")
        assert "Everyone was thanked this month." in at.text()
        assert "2:2" in at.text()
        await at.press("down", "up", "pagedown", "pageup", "end")
        assert "●●" in at.text()
        assert "a year" in at.lines()[-1]
        twelve = at.lines()[0]
        await at.press("tab", "home")
        assert at.lines()[0] != twelve
        assert "12 weeks" in at.lines()[-1]
        await at.press("tab")
        assert at.lines()[0] == twelve


async def test_a_narrow_terminal_is_told_in_words(home: Path) -> None:
    ws, around, clock = a_team(home)
    for n in range(5):
        win(ws, "Ana", f"win {n}")
    async with stand(ws, around, clock, size=(40, 24)) as at:
        await at.press("i", "pagedown")
        assert "Week 48: 5" in at.text()


async def test_before_the_start_and_in_the_round_it_is_said_that_numbers_are_counted(home: Path) -> None:
    ws, around, clock = a_team(home)
    count(ws)
    async with stand(ws, around, clock, Opening("standup")) as at:
        assert "Counted, without names: energy" in " ".join(at.text().split())
        await at.press("enter")
        assert isinstance(at.app.screen, CirclePage)
        assert "not kept, numbers counted" in at.lines()[0]
