"""Three people at three terminals, through a real endpoint: one round, and nothing stays of what isn't kept."""

import signal
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.e2e.conftest import DAILY
from tests.e2e.pane import Pane, needs_tmux
from tests.endpoint.running import endpoint

pytestmark = needs_tmux
UNSAID = "unheard-of-words"


class Apart:
    """The endpoint's folder, and a terminal each."""

    def __init__(self, data: Path, ana: Pane, bo: Pane, chris: Pane) -> None:
        self.data = data
        self.ana, self.bo, self.chris = ana, bo, chris

    def files_with(self, words: str) -> list[Path]:
        """Every file of the endpoint or of anybody's that holds the words."""
        folders = [self.data, *(pane.home for pane in (self.ana, self.bo, self.chris))]
        files = (path for folder in folders for path in folder.rglob("*") if path.is_file())
        return [path for path in files if words.encode() in path.read_bytes()]


def person(folder: Path, handle: str) -> Pane:
    (folder / handle).mkdir(parents=True)
    rituals = folder / handle / ".ritual" / "rituals"
    rituals.mkdir(parents=True)
    (rituals / "daily.toml").write_text(DAILY, "utf-8")
    return Pane(folder / handle, folder / handle / "home")


@pytest.fixture
def apart(tmp_path: Path) -> Iterator[Apart]:
    with ExitStack() as stack:
        address = stack.enter_context(endpoint(tmp_path / "endpoint"))
        panes = []
        for handle in ("ana", "bo", "chris"):
            panes.append(person(tmp_path, handle))
            stack.callback(panes[-1].close)
        ana = panes[0]
        people = "Ana Ruiz @ana\nBo Chen @bo\nChris Ode @chris\n"
        assert ana.shell("init", "Platform", "--me", "@ana", "--people", "-", given=people).returncode == 0
        shared = ana.shell("share", address, "--yes")
        assert shared.returncode == 0, shared.stderr
        for pane, handle in zip(panes[1:], ("@bo", "@chris"), strict=True):
            link = ana.shell("invite", handle).stdout
            joined = pane.shell("join", "-", given=link)
            assert joined.returncode == 0, joined.stderr
        yield Apart(tmp_path / "endpoint", *panes)


def test_one_round_at_three_terminals(apart: Apart) -> None:
    ana, bo, chris = apart.ana, apart.bo, apart.chris
    bo.run("ritual")
    bo.until("open the round", "live")
    ana.run("ritual start daily")
    ana.until("Kept:", "start")
    ana.press("Enter")
    ana.until("▶ Ana", "live")
    bo.until("Ana Ruiz leads.", "join the round")
    bo.press("Enter")
    bo.until("▶ Ana")
    chris.run("ritual join-in --plain")
    chris.until("You are in Daily. Ana Ruiz leads.", "Ana has the turn. Then Bo.")
    ana.press("Enter")
    bo.until("It is your turn.")
    chris.until("Bo has the turn. Then Chris.")
    bo.press("w")
    bo.until("You say")
    bo.type(UNSAID)
    bo.press("Enter")
    ana.until(f"“{UNSAID}”")
    chris.until(f"“{UNSAID}”")
    bo.press("Space")
    ana.until("▶ Chris")
    bo.until("✓ Bo")
    chris.until("It is your turn.")
    chris.type(f"4 {UNSAID}\n\n")
    ana.until("2 of 2", "▶ Ana")
    chris.type("steady\n")
    chris.until("Kept: “steady”.")
    ana.press("e")
    ana.until("End the round here?")
    ana.press("Enter")
    for pane in (ana, bo, chris):
        pane.until("Today", "steady")
    ana.press("Enter")
    ana.done()
    bo.press("Enter")
    bo.until("open the round")
    bo.press("q")
    bo.done()
    assert "Fatal" not in chris.done()
    for pane in (ana, bo, chris):
        assert pane.shell("sync").returncode == 0
        assert pane.shell("sync").returncode == 0
        assert "Everything written here is settled there." in pane.shell("status").stdout
    assert apart.files_with(UNSAID) == []
    assert "steady" in bo.shell("log").stdout


def test_who_leads_is_killed_and_comes_back_as_the_leader(apart: Apart) -> None:
    ana, bo = apart.ana, apart.bo
    ana.run("ritual start daily --plain")
    ana.until("Ana has the turn. Then Bo.")
    bo.run("ritual join-in")
    bo.until("▶ Ana", "Ana Ruiz leads.")
    ana.kill(signal.SIGKILL)
    ana.done()
    ana.run("stty sane; ritual start --plain")
    ana.until("Daily stopped at Ana")
    ana.press("Enter")
    ana.until("Ana has the turn.")
    ana.press("Enter")
    bo.until("It is your turn.", "live")
    bo.press("Enter")
    ana.until("Chris has the turn, the last one.")
