"""A terminal for each test, ended after it, and a team of five that works in it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.pane import Pane

PEOPLE = """\
Ana Ruiz @ana Europe/Madrid lead
Bo Chen @bo Europe/Berlin
Chris Ode @chris
Dai Ito @dai
Ines Gil @ines
"""


@pytest.fixture
def pane(tmp_path: Path) -> Iterator[Pane]:
    """A terminal on a machine that has never seen ritual."""
    pane = Pane(tmp_path, tmp_path / "home")
    yield pane
    pane.close()


@pytest.fixture
def team(pane: Pane) -> Pane:
    """The terminal of Ana, whose team is on this machine."""
    made = pane.shell("init", "Platform", "--me", "@ana", "--people", "-", given=PEOPLE)
    assert made.returncode == 0, made.stderr
    return pane


DAILY = """
title = { en = "Daily", de = "Täglich" }
purpose = { en = "A round for any weekday.", de = "Eine Runde für jeden Wochentag." }
[[step]]
id = "energy"
kind = "checkin"
scale = "energy"
order = "fixed"
keep = "nothing"
seconds = 12
title = { en = "Check-in", de = "Check-in" }
prompt = { en = "Energy, 1 to 5.", de = "Energie, 1 bis 5." }
[[step]]
id = "word"
kind = "question"
order = "fixed"
keep = "record"
seconds = 12
title = { en = "Today", de = "Heute" }
prompt = { en = "One word for today?", de = "Ein Wort für heute?" }
"""


@pytest.fixture
def daily(team: Pane) -> Pane:
    """The team's terminal in a folder with a ritual that is the same on every weekday and calls everybody by name."""
    rituals = team.folder / ".ritual" / "rituals"
    rituals.mkdir(parents=True)
    (rituals / "daily.toml").write_text(DAILY, "utf-8")
    return team
