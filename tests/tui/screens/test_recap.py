"""The recap on screen."""

from pathlib import Path

from ritual.tui.app import Opening
from ritual.tui.screens.home import Home
from ritual.tui.screens.recap import RecapPage
from tests.tui.stand import Stand, a_team, stand
from tests.tui.teams import thank

STANDUP = Opening("standup")


async def to_recap(at: Stand) -> None:
    """Through the round: a note is read, a line is kept, a topic is parked."""
    await at.press("enter", "s", "enter", "enter", "w")
    await at.type("Bo: the flaky test")
    await at.press("enter", "t")
    await at.type("certificates")
    await at.press("enter", "enter")
    assert isinstance(at.app.screen, RecapPage)


async def test_a_line_can_be_erased_at_once(home: Path) -> None:
    ws, around, clock = a_team(home)
    thank(ws, "Ana", "Bo", "the review")
    async with stand(ws, around, clock, STANDUP) as at:
        await to_recap(at)
        assert "the review" in at.app.farewell
        await at.press("down", "e")
        assert "Erase “the flaky test” for good?" in at.text()
        await at.press("escape", "e", "enter")
        assert "flaky" not in at.text()
        assert "flaky" not in at.app.farewell
        await at.press("e", "enter", "up", "e", "enter")
        assert "Nothing was written down." in at.text()
        await at.press("e", "enter")
    assert at.app.return_value == at.app.farewell
    assert b"flaky" not in b"".join(path.read_bytes() for path in home.rglob("*") if path.is_file())


async def test_it_is_copied_and_saved(home: Path) -> None:
    ws, around, clock = a_team(home)
    thank(ws, "Ana", "Bo", "the review")
    async with stand(ws, around, clock, STANDUP) as at:
        await to_recap(at)
        await at.press("c")
        assert at.app.clipboard == at.app.farewell
        await at.press("s", "enter")
        saved = home / "recap-2026-11-24-standup.md"
        assert "the review" in saved.read_text()
        await at.press("s", "down", "enter")
        assert saved.with_suffix(".html").read_text().startswith("<!doctype html>")
        await at.press("s", "escape", "s", "enter")
        assert "is already there" in at.text()
        row = next(y for y, line in enumerate(at.lines()) if "flaky" in line)
        await at.pilot.click(offset=(20, row))
        assert at.lines()[row].startswith("   ▸")
        await at.press("pagedown", "pageup")


async def test_a_round_without_a_team_can_become_one(home: Path) -> None:
    _, around, clock = a_team(home)
    async with stand(None, around, clock, Opening("standup", ("Ana", "Bo"))) as at:
        await at.press("enter", "enter", "enter", "enter")
        assert "k keep this team" in at.text()
        await at.press("k", "escape", "k")
        await at.type("Search")
        await at.press("enter", "down", "enter")
        assert "“Search” is a team on this machine now." in at.text()
        assert "keep this team" not in at.text()
        assert at.app.ws and at.app.ws.team.person(at.app.ws.me).name == "Bo"
        await at.press("enter")
        assert isinstance(at.app.screen, Home)


async def test_nothing_is_cut_on_a_narrow_terminal(home: Path) -> None:
    ws, around, clock = a_team(home)
    async with stand(ws, around, clock, STANDUP, size=(40, 20)) as at:
        await to_recap(at)
        while at.app.screen.recap.lines:  # type: ignore[attr-defined]
            await at.press("e", "enter")
        assert "It was said, and heard." in " ".join(at.text().split())
