"""Whatever other members' machines may send, the screens show what can be shown of it and go on."""

from pathlib import Path
from random import Random

import pytest

from ritual.actions.workspace import open_workspace
from ritual.protocol.cursor import START
from ritual.store.shared import SharedRecord
from tests.cli.test_hostile import Sample
from tests.tui.stand import stand
from tests.tui.teams import Clock, surroundings

WALKS = (
    ("l", "down", "pagedown", "end", "home", "/", "x", "escape", "escape"),
    ("w", "right", "left", "down", "escape"),
    ("i", "down", "escape"),
    ("r", "down", "enter", "escape", "escape"),
    ("enter", "enter", "space", "space", "enter", "enter", "enter", "enter", "enter", "enter"),
)


@pytest.mark.parametrize("seed", [1])
async def test_no_screen_falls_over_what_others_send(seed: int, tmp_path: Path) -> None:
    sample = Sample(tmp_path)
    with SharedRecord.open(sample.path) as record:
        record.share("http://localhost")
        record.take_page([*sample.arrived(Random(seed))], (), START)
    for keys in WALKS:
        clock = Clock()
        around = surroundings(Path(sample.shell.env["RITUAL_HOME"]), clock)
        async with stand(open_workspace(around), around, clock) as screen:
            await screen.press(*keys)
            assert "\x1b" not in screen.text()
