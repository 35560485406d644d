"""Help, palette, rituals and themes."""

from pathlib import Path

from ritual.files.config import read_config
from ritual.model.entry import ANSWER, put
from ritual.tui.app import Opening
from ritual.tui.screens.before import Before
from ritual.tui.screens.circle import CirclePage
from ritual.tui.screens.help import HelpPage
from ritual.tui.screens.home import Home
from tests.tui.stand import a_team, stand
from tests.tui.teams import who


async def test_help_lists_every_key_with_the_hosts_line(home: Path) -> None:
    ws, around, clock = a_team(home)
    async with stand(ws, around, clock, Opening("standup")) as at:
        await at.press("enter", "f1")
        assert isinstance(at.app.screen, HelpPage)
        assert "A number is enough." in at.text()
        assert "more lines" in at.text()
        await at.press("down", "up", "end")
        assert "Find anything by its name." in at.text()
        await at.press("home", "escape", "question_mark", "escape")
        assert isinstance(at.app.screen, CirclePage)


async def test_the_palette_finds_commands_by_name_and_does_them(home: Path) -> None:
    ws, around, clock = a_team(home)
    async with stand(ws, around, clock, Opening("standup")) as at:
        await at.press("enter", "ctrl+p")
        await at.type("zzzz")
        assert "Nothing is called that." in at.text()
        await at.press("enter", "escape", "ctrl+p")
        await at.type("skip")
        await at.press("enter")
        assert "A hand" in at.lines()[0]
        await at.press("ctrl+p", "down", "up")
        row = next(y for y, line in enumerate(at.lines()) if "Skip this step" in line)
        await at.pilot.click(offset=(20, row))
        assert not isinstance(at.app.screen, CirclePage)


async def test_rituals_open_by_enter_and_by_click(home: Path) -> None:
    ws, around, clock = a_team(home)
    async with stand(ws, around, clock) as at:
        await at.press("r", "down", "enter")
        assert isinstance(at.app.screen, Before)
        assert "Weekly" in at.lines()[0]
        await at.press("escape", "end", "home")
        row = next(y for y, line in enumerate(at.lines()) if "Retro" in line)
        await at.pilot.click(offset=(10, row))
        assert "Retro" in at.lines()[0]


async def test_themes_are_worn_at_once_and_kept_by_enter(home: Path) -> None:
    ws, around, clock = a_team(home)
    async with stand(ws, around, clock) as at:
        await at.press("ctrl+t", "up")
        assert at.app.theme == "harbour"
        await at.press("escape")
        assert at.app.theme == "hearth"
        await at.press("ctrl+t", "down", "enter")
        assert at.app.theme == "morning"
        assert isinstance(at.app.screen, Home)
    assert read_config(around.env)[0].theme == "morning"


async def test_a_theme_file_is_worn_as_it_is_written_and_its_faults_are_told(home: Path) -> None:
    folder = home / ".ritual" / "themes"
    folder.mkdir(parents=True)
    mine = folder / "aaa.toml"
    mine.write_text('title = "Mine"\nparent = "hearth"\n[colours]\naccent = "#ff8800"\n')
    ws, around, clock = a_team(home)
    async with stand(ws, around, clock) as at:
        await at.press("ctrl+t", "home")
        row = next(y for y, line in enumerate(at.lines()) if "Mine" in line)
        await at.pilot.click(offset=(8, row))
        assert at.app.theme == "aaa"
        assert at.app.palette.colours["accent"] == "#ff8800"
        mine.write_text('title = "Mine"\nparent = "hearth"\n[colours]\naccent = "#88ff00"\nbanana = "#ffffff"\n')
        await at.tick()
        assert at.app.palette.colours["accent"] == "#88ff00"
        assert "banana" in at.text()


async def test_wishes_for_whoever_leads_are_shown_only_on_purpose(home: Path) -> None:
    ws, around, clock = a_team(home)
    wish = {"words": "go easy on me", "tell": True}
    data = {"session": None, "ritual": "standup", "step": "energy", "by": who(ws, "Bo"), "words": "", "wish": wish}
    ws.write(put(ws.new_id(), ws.pen(), ANSWER, data))
    async with stand(ws, around, clock, Opening("standup")) as at:
        await at.press("question_mark")
        assert "1 wish for whoever leads: v" in at.text()
        assert "go easy" not in at.text()
        await at.press("v")
        assert "Bo  go easy on me" in at.text()
        await at.press("escape", "enter", "question_mark", "v")
        assert "Bo  go easy on me" in at.text()
