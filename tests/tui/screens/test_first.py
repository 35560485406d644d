"""The first screen without a team."""

from pathlib import Path

from ritual.tui.screens.before import Before
from ritual.tui.screens.first import First
from tests.tui.stand import stand
from tests.tui.teams import Clock, surroundings


async def test_names_are_enough_to_begin(home: Path) -> None:
    clock = Clock()
    async with stand(None, surroundings(home, clock), clock) as at:
        await at.type("Ana")
        await at.press("enter")
        assert "two people or more" in at.text()
        await at.type(", Bo")
        await at.press("enter")
        assert isinstance(at.app.screen, Before)
        assert "✓ Ana" in at.text()
        await at.press("escape")
        assert isinstance(at.app.screen, First)
        await at.pilot.click("#foot", offset=(3, 0))
        assert isinstance(at.app.screen, Before)
        await at.press("escape", "escape")
    assert at.app.return_value == ""
    assert not home.exists() or not [path for path in home.rglob("*") if path.is_file()]
