"""A round, led in the terminal."""

from pathlib import Path

from tests.tui.screens import a_team, stand
from tests.tui.teams import thank

from ritual.actions.look import overview
from ritual.tui.screens.circle import CirclePage
from ritual.tui.screens.home import Home
from ritual.tui.screens.recap import RecapPage


async def test_enter_alone_leads_a_standup_from_home_to_the_recap_and_home_again(home: Path) -> None:
    ws, around, clock = a_team(home)
    thank(ws, "Ana", "Bo", "the rollback notes saved me an hour")
    async with stand(ws, around, clock) as at:
        await at.press("enter", "enter")
        assert isinstance(at.app.screen, CirclePage)
        assert "1 of 3" in at.lines()[0]
        await at.press(*["enter"] * 7)
        assert "2 of 3" in at.lines()[0]
        assert "the rollback notes" not in at.text()
        await at.press("enter")
        assert "the rollback notes" in at.text()
        await at.press("enter")
        assert "3 of 3" in at.lines()[0]
        await at.press("enter")
        assert isinstance(at.app.screen, RecapPage)
        assert "the rollback notes" in at.app.farewell
        await at.press("enter")
        assert isinstance(at.app.screen, Home)
    assert overview(ws).sessions == 1
