"""Every screen at every size: nothing is wider than the terminal, and nothing ends the program."""

from pathlib import Path

import pytest

from ritual.tui.ink import cells
from tests.tui.stand import a_team, stand
from tests.tui.teams import SEVEN, promise, thank, win

LONG = "\n".join(f"Maximiliane-Wilhelmine{n} von und zu Unterpfaffenhofen-Oberammergau" for n in range(12))
WAY = (
    "l",
    "y",
    "left",
    "enter",
    "enter",
    "escape",
    "escape",
    "w",
    "enter",
    "escape",
    "escape",
    "r",
    "question_mark",
    "escape",
    "escape",
    "ctrl+t",
    "escape",
    "enter",
    "tab",
    "enter",
    "a",
    "escape",
)
ROUND = (
    "ctrl+p",
    "escape",
    "w",
    "escape",
    "3",
    "s",
    "enter",
    "enter",
    "w",
    "escape",
    "enter",
    "t",
    "escape",
    "e",
    "enter",
)


@pytest.mark.parametrize("size", [(80, 24), (60, 20), (120, 40), (200, 60), (30, 8), (10, 3)])
@pytest.mark.parametrize("listed", [SEVEN, LONG])
async def test_every_screen_fits(home: Path, size: tuple[int, int], listed: str) -> None:
    ws, around, clock = a_team(home, listed)
    first, second = (person.name for person in ws.team.members[:2])
    thank(ws, first, second, "words that go on " * 30)
    thank(ws, second, first, "open words " * 30, now=True, link="https://example.org/" + "long/" * 30)
    win(ws, first, "a long win " * 20)
    promise(ws, first, "a long promise " * 20)
    async with stand(ws, around, clock, size=size) as at:
        for key in (*WAY, *ROUND):
            await at.press(key)
            assert all(cells_of(line) <= size[0] for line in at.lines()), key
        assert at.app.farewell


def cells_of(line: str) -> int:
    """How wide a row of the screen is."""
    from ritual.tui.ink import ink

    return cells(ink(line))
