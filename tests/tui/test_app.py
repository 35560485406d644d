"""The app itself: what it refuses before it takes the terminal, and what it says while it has it."""

from pathlib import Path

import pytest

from ritual.errors import NotFound, StoreTrouble
from ritual.tui.app import Opening, RitualApp, run
from ritual.tui.screens.home import Home
from tests.tui.stand import a_team, stand


def test_an_unknown_ritual_is_refused_in_the_shell(home: Path) -> None:
    ws, around, _ = a_team(home)
    with pytest.raises(NotFound):
        RitualApp(around, ws, Opening("standpu"))
    with pytest.raises(NotFound):
        run(around, ritual="standpu")
    with pytest.raises(NotFound):
        run(around, team="nobody")


async def test_what_goes_wrong_in_an_action_is_said_and_the_screen_stays(home: Path) -> None:
    ws, around, clock = a_team(home)
    async with stand(ws, around, clock) as at:
        ws.record.close()
        await at.press("enter")
        assert isinstance(at.app.screen, Home)
        await at.press("r")
        assert isinstance(at.app.screen, Home)
        assert at.lines()[-3].strip()
        assert at.app.is_running
    with pytest.raises(StoreTrouble):
        ws.record.version()
