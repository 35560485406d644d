"""The first screen."""

from datetime import timedelta
from pathlib import Path

from ritual.tui.screens.before import Before
from ritual.tui.screens.history import HistoryPage
from ritual.tui.screens.home import Home
from ritual.tui.screens.rituals import RitualsPage
from ritual.tui.screens.wall import WallPage
from tests.tui.stand import a_team, stand
from tests.tui.teams import thank, win

HOME = """\
 Platform                                            Tuesday 24 November  09:28



   Standup                                      09:30, in 2 min · about 3 min
   7 people. Ana leads.

   ▸ Enter  open the round


   This week
   thanks   Ana  from Bo: the review that caught the race
   win      Ana  search no longer times out

   1 note in the jar.








 Enter open   r rituals   l look back   w wall   i insights   ? help   q quit"""


async def test_home_says_what_is_next_and_what_went_well(home: Path) -> None:
    ws, around, clock = a_team(home)
    thank(ws, "Ana", "Bo", "the review that caught the race", now=True)
    thank(ws, "Chris", "Wei", "sealed words")
    win(ws, "Ana", "search no longer times out")
    async with stand(ws, around, clock) as at:
        assert at.text() == HOME


async def test_thanks_from_another_shell_appear_by_themselves(home: Path) -> None:
    ws, around, clock = a_team(home)
    async with stand(ws, around, clock) as at:
        thank(ws, "Ana", "Bo", "the review", now=True)
        await at.tick()
        assert "from Bo: the review" in at.text()


async def test_the_minutes_go_on(home: Path) -> None:
    ws, around, clock = a_team(home)
    async with stand(ws, around, clock) as at:
        clock.at += timedelta(minutes=1)
        await at.tick()
        assert "in 1 min" in at.text()
        clock.at += timedelta(hours=20)
        await at.tick()
        assert "Standup" in at.text()


async def test_its_keys_and_clicks_lead_to_the_other_screens_and_back(home: Path) -> None:
    ws, around, clock = a_team(home)
    async with stand(ws, around, clock) as at:
        for key, screen in (("enter", Before), ("r", RitualsPage), ("l", HistoryPage), ("w", WallPage)):
            await at.press(key)
            assert isinstance(at.app.screen, screen)
            await at.press("escape")
            assert isinstance(at.app.screen, Home)
        await at.pilot.click("#foot", offset=(18, 0))
        assert isinstance(at.app.screen, RitualsPage)
        await at.press("escape", "q")
    assert at.app.return_value == ""


async def test_a_wrong_wish_in_the_config_is_told(home: Path) -> None:
    ws, around, clock = a_team(home)
    (home / "config").mkdir(exist_ok=True)
    (home / "config" / "config.toml").write_text('[keys]\nnxt = "j"\n')
    async with stand(ws, around, clock) as at:
        assert "keys.nxt: There is no such command." in at.text()
        await at.press("up")
        assert "keys.nxt" not in at.text()


async def test_a_key_of_ones_own_works_and_shows(home: Path) -> None:
    ws, around, clock = a_team(home)
    (home / "config").mkdir(exist_ok=True)
    (home / "config" / "config.toml").write_text('[keys]\nrituals = "f4"\n')
    async with stand(ws, around, clock) as at:
        assert "F4 rituals" in at.text()
        await at.press("r")
        assert isinstance(at.app.screen, Home)
        await at.press("f4")
        assert isinstance(at.app.screen, RitualsPage)
