"""One line to write, and its draft."""

from pathlib import Path

from textual.events import Paste

from ritual.files.drafts import draft
from ritual.files.places import drafts_dir
from ritual.tui.app import Opening
from ritual.tui.screens.ask import Ask
from tests.tui.stand import a_team, stand


async def test_what_is_not_sent_is_kept_as_a_draft_and_offered_again(home: Path) -> None:
    ws, around, clock = a_team(home)
    async with stand(ws, around, clock, Opening("standup")) as at:
        await at.press("enter", "t")
        await at.type("certificates")
        await at.pilot.pause(0.7)
        (file,) = drafts_dir(around.env).iterdir()
        assert draft(around.env, file.stem).strip() == "certificates"
        at.app.pop_screen()
        await at.press("t")
        assert "› certificates" in at.text()
        await at.press("enter")
        assert not list(drafts_dir(around.env).iterdir())
        await at.press("t")
        assert "certificates" not in at.text()
        await at.type("x")
        await at.pilot.click("#foot", offset=(3, 0))
        assert not isinstance(at.app.screen, Ask)
        await at.press("w")
        await at.type("y")
        await at.pilot.pause(0.7)
        await at.press("escape")
        assert not list(drafts_dir(around.env).iterdir())


async def test_a_draft_that_cant_be_kept_is_told_and_nothing_typed_is_lost(home: Path) -> None:
    ws, around, clock = a_team(home)
    async with stand(ws, around, clock, Opening("standup")) as at:
        await at.press("enter", "t")
        (home / "state").mkdir(exist_ok=True)
        (home / "state" / "drafts").write_text("in the way")
        await at.type("words")
        await at.pilot.pause(0.7)
        assert "can't be" in at.text()
        assert "› words" in at.text()


async def test_what_is_pasted_comes_on_one_line_and_cleaned(home: Path) -> None:
    ws, around, clock = a_team(home)
    async with stand(ws, around, clock, Opening("standup")) as at:
        await at.press("enter", "t")
        at.app.post_message(Paste("two\nlines \x1b]52;c;cm0=\x07here"))
        await at.settle()
        assert "› two lines here" in at.text()
