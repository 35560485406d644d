"""Who is in the circle while it runs, and picking one of them."""

from pathlib import Path

from ritual.tui.app import Opening
from ritual.tui.screens.people import PeoplePage
from ritual.tui.screens.recap import RecapPage
from tests.tui.stand import a_team, stand
from tests.tui.teams import thank


async def test_people_come_and_go_by_click_too(home: Path) -> None:
    ws, around, clock = a_team(home)
    async with stand(ws, around, clock, Opening("standup")) as at:
        await at.press("enter", "a", "down", "up")
        row = next(y for y, line in enumerate(at.lines()) if "✓ Dai" in line)
        await at.pilot.click(offset=(8, row))
        assert "· Dai" in at.text()
        assert "not here" in at.text()
        await at.press("space", "g", "escape")
        assert "✓ Dai" in at.text()
        await at.press("g")
        await at.type("Kim")
        await at.press("enter")
        assert "✓ Kim" in at.text()
        await at.press("g")
        await at.type("Kim")
        await at.press("enter")
        assert "Already in the circle." in at.text()


async def test_when_the_last_one_leaves_there_is_the_recap(home: Path) -> None:
    ws, around, clock = a_team(home, "Ana @ana\nBo\n")
    async with stand(ws, around, clock, Opening("standup")) as at:
        await at.press("enter", "a", "space")
        assert isinstance(at.app.screen, PeoplePage)
        await at.press("down", "space", "escape")
        for _ in range(3):
            if not isinstance(at.app.screen, RecapPage):
                await at.press("enter")
        assert isinstance(at.app.screen, RecapPage)


async def test_a_click_picks_the_giver(home: Path) -> None:
    ws, around, clock = a_team(home)
    thank(ws, "Ana", "Bo", "sealed words")
    async with stand(ws, around, clock, Opening("standup")) as at:
        await at.press("enter", "s", "enter", "w")
        row = next(y for y, line in enumerate(at.lines()) if "  Wei" in line and y > 10)
        await at.pilot.click(offset=(8, row))
        assert "Wei thanks" in at.text()
