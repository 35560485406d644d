"""The screen before the start."""

from pathlib import Path

from ritual.actions.people import person
from ritual.actions.rota import begin
from ritual.actions.settings import rituals_from
from ritual.tui.app import Opening
from ritual.tui.screens.before import Before
from ritual.tui.screens.circle import CirclePage
from ritual.tui.screens.home import Home
from tests.tui.stand import a_team, stand
from tests.tui.teams import thank


async def test_space_puts_people_and_steps_in_or_out(home: Path) -> None:
    ws, around, clock = a_team(home)
    thank(ws, "Ana", "Bo", "the review")
    async with stand(ws, around, clock) as at:
        await at.press("enter", "down", "space")
        assert "· Bo" in at.text()
        assert "6 × 12 s" in at.text()
        await at.press("tab", "down", "space")
        assert "· Jar" in at.text()
        await at.press("space", "left", "down", "space")
        assert "· Chris" in at.text()
        assert "✓ Jar" in at.text()


async def test_a_guest_joins_and_the_jar_stays_shut(home: Path) -> None:
    ws, around, clock = a_team(home)
    thank(ws, "Ana", "Bo", "the review")
    async with stand(ws, around, clock) as at:
        await at.press("enter", "g")
        await at.type("Kim, Lou")
        await at.press("enter")
        assert "✓ Kim    guest" in at.text()
        assert "✓ Lou    guest" in at.text()
        assert "✓ Jar" not in at.text()
        await at.press("g", "escape", "g", "enter")
        assert isinstance(at.app.screen, Before)


async def test_with_little_room_nothing_is_said_by_half(home: Path) -> None:
    ws, around, clock = a_team(home)
    async with stand(ws, around, clock, Opening("weekly")) as at:
        assert "✓ Ana    opens: lead goes first" in at.text()
        assert "✓ One change  all together" in at.text()
    async with stand(ws, around, clock, Opening("weekly"), (56, 20)) as at:
        people, steps = at.text().split("People")[1], at.text().split("Steps")[1]
        assert "✓ Ana    opens  " in people
        assert "…" not in people
        assert "✓ Opening             3:30" in steps


async def test_nothing_begins_without_anybody(home: Path) -> None:
    ws, around, clock = a_team(home, "Ana @ana\nBo\n")
    async with stand(ws, around, clock) as at:
        await at.press("enter", "space", "down", "space", "enter")
        assert "Nobody is in the circle." in at.text()
        await at.press("escape")
        assert isinstance(at.app.screen, Home)


async def test_a_note_that_comes_meanwhile_is_counted(home: Path) -> None:
    ws, around, clock = a_team(home)
    async with stand(ws, around, clock) as at:
        await at.press("enter")
        assert "Jar" not in at.text()
        thank(ws, "Ana", "Bo", "the review")
        await at.tick()
        assert "1 note" in at.text()


async def test_clicks_put_in_and_out_too(home: Path) -> None:
    ws, around, clock = a_team(home)
    async with stand(ws, around, clock) as at:
        await at.press("enter")
        row = next(y for y, line in enumerate(at.lines()) if "Chris" in line)
        await at.pilot.click(offset=(8, row))
        assert "· Chris" in at.text()
        await at.pilot.click(offset=(60, 12))
        await at.pilot.click("#foot", offset=(3, 0))
        assert isinstance(at.app.screen, CirclePage)


async def test_another_question_of_the_deck_can_be_had(home: Path) -> None:
    ws, around, clock = a_team(home)
    async with stand(ws, around, clock) as at:
        await at.press("r", "down", "enter")
        before = at.lines()[2]
        await at.press("n")
        assert at.lines()[2] != before


async def test_who_is_asked_to_lead_stands_on_home_and_before_the_start(home: Path) -> None:
    ws, around, clock = a_team(home)
    begin(ws, rituals_from(ws.record.settings())["standup"], [person(ws.team, "bo")])
    async with stand(ws, around, clock) as at:
        assert "Bo leads." in at.text()
        await at.press("enter")
        assert "Bo leads." in at.text()
