"""A round that was never closed."""

from datetime import timedelta
from pathlib import Path

from ritual.actions.leading import prepare
from ritual.actions.look import overview
from ritual.actions.workspace import Workspace
from ritual.tui.app import Opening
from ritual.tui.screens.circle import CirclePage
from ritual.tui.screens.home import Home
from ritual.tui.screens.recap import RecapPage
from ritual.tui.screens.resume import Resume
from tests.tui.stand import a_team, stand
from tests.tui.teams import Clock


def left_open(ws: Workspace, clock: Clock, minutes: float, pause: bool = False) -> str:
    """A standup that stopped at its second turn so long ago; the name of whoever had it."""
    circle = prepare(ws, "standup")
    circle.do("open")
    clock.go_on(12)
    circle.do("next")
    if pause:
        circle.do("pause")
    clock.at += timedelta(minutes=minutes)
    scene = circle.scene()
    assert scene
    return scene.speaker


async def test_a_fresh_one_goes_on_where_it_stopped_and_the_pause_does_not_count(home: Path) -> None:
    ws, around, clock = a_team(home)
    speaker = left_open(ws, clock, 2)
    async with stand(ws, around, clock) as at:
        assert f"Standup stopped at {speaker}, 2 minutes ago." in at.text()
        await at.press("enter")
        assert isinstance(at.app.screen, CirclePage)
        assert f"▶ {speaker}" in at.text()
        assert "0:12 of 1:24" in at.text()


async def test_a_paused_one_runs_again(home: Path) -> None:
    ws, around, clock = a_team(home)
    left_open(ws, clock, 2, pause=True)
    async with stand(ws, around, clock) as at:
        await at.press("enter", "enter")
        page = at.app.screen
        assert isinstance(page, CirclePage)
        assert page.circle.stage.place.turn == 2


async def test_an_old_one_is_closed_with_what_was_kept(home: Path) -> None:
    ws, around, clock = a_team(home)
    left_open(ws, clock, 3 * 24 * 60)
    async with stand(ws, around, clock) as at:
        assert "was never closed." in at.text()
        assert "Enter close it" in at.lines()[-1]
        await at.press("enter")
        assert isinstance(at.app.screen, RecapPage)
        await at.press("enter")
        assert isinstance(at.app.screen, Home)
    assert overview(ws).stopped is None


async def test_it_can_be_deleted_or_left_for_later(home: Path) -> None:
    ws, around, clock = a_team(home)
    left_open(ws, clock, 2)
    async with stand(ws, around, clock) as at:
        await at.press("d", "escape")
        assert isinstance(at.app.screen, Resume)
        await at.press("escape")
        assert isinstance(at.app.screen, Home)
    async with stand(ws, around, clock) as at:
        await at.press("d", "enter")
        assert isinstance(at.app.screen, Home)
    assert overview(ws).stopped is None


async def test_a_round_begun_from_the_shell_asks_about_the_old_one_first(home: Path) -> None:
    ws, around, clock = a_team(home)
    left_open(ws, clock, 3 * 24 * 60)
    async with stand(ws, around, clock, Opening("standup")) as at:
        assert isinstance(at.app.screen, Resume)
        await at.press("enter")
        assert isinstance(at.app.screen, RecapPage)
        await at.press("enter")
        assert "open the round" in at.text()
        await at.press("enter")
        assert "Think ahead" in at.text()
    assert overview(ws).stopped is None


async def test_a_round_that_was_left_comes_first_on_home_until_it_is_decided(home: Path) -> None:
    ws, around, clock = a_team(home)
    async with stand(ws, around, clock) as at:
        await at.press("enter", "enter", "enter", "q", "enter")
        assert isinstance(at.app.screen, Home)
        await at.tick()
        assert "Standup stopped at " in at.text()
        assert "▸ Enter  go on" in at.text()
        assert at.lines()[-1].startswith(" Enter go on   r rituals")
        await at.press("enter")
        assert isinstance(at.app.screen, Resume)
        await at.press("escape", "enter", "enter")
        assert isinstance(at.app.screen, CirclePage)
        await at.press("q", "enter")
        clock.at += timedelta(days=1, minutes=1)
        await at.tick()
        assert "▸ Enter  close it" in at.text()
        await at.press("enter", "c", "enter")
        await at.tick()
        assert "▸ Enter  open the round" in at.text()


async def test_no_other_round_is_opened_over_one_that_stopped(home: Path) -> None:
    ws, around, clock = a_team(home)
    left_open(ws, clock, 2)
    async with stand(ws, around, clock) as at:
        await at.press("escape", "r", "enter")
        assert isinstance(at.app.screen, Resume)
