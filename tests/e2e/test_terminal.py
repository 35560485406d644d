"""What ritual does to a terminal, and that it gives it back as it was, however it ends."""

import re
import shutil
import signal
from functools import partial

import pytest

from tests.e2e.pane import Pane, colours, needs_tmux

pytestmark = needs_tmux

RUNNING = "▶ Ana"


def led(daily: Pane) -> Pane:
    """The circle, with the first person's turn."""
    daily.run("ritual start daily")
    daily.until("Kept:", "start")
    daily.press("Enter")
    daily.until(RUNNING, "next")
    return daily


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGHUP, "C-c"], ids=str)
def test_the_terminal_is_as_before_when_ritual_is_told_to_end(daily: Pane, how: signal.Signals | str) -> None:
    before = daily.state()
    assert before["alternate_on"] == "0"
    led(daily)
    assert daily.state()["alternate_on"] == "1"
    if isinstance(how, signal.Signals):
        daily.kill(how)
    else:
        daily.press(how)
    daily.done()
    assert daily.state() == before
    # The round waits: what was begun is offered again.
    assert "Daily stopped at Ana" in daily.shell().stdout


def test_a_round_that_was_killed_goes_on_where_it_stopped(daily: Pane) -> None:
    led(daily)
    daily.press("3")
    daily.press("Enter")
    daily.until("▶ Bo")
    daily.kill(signal.SIGKILL)
    daily.run("stty sane; tput rmcup; ritual")
    assert "Daily stopped at Bo" in daily.until("stopped", "go on", "close it", "delete it")
    daily.press("Enter")
    assert "✓ Ana" in daily.until("▶ Bo")
    daily.press("Space")
    daily.until("▶ Chris")
    daily.press("C-c")
    daily.done()
    assert daily.shell("doctor").returncode == 0


def test_the_round_follows_the_size_of_the_terminal(daily: Pane) -> None:
    led(daily)
    for columns, rows in ((60, 20), (200, 60), (80, 24)):
        daily.resize(columns, rows)
        daily.until_true(partial(fills, daily, columns, rows), f"{columns} × {rows}")
        assert "Ana" in daily.screen()
    daily.press("Enter")
    daily.until("▶ Bo")


def fills(pane: Pane, columns: int, rows: int) -> bool:
    """Whether the keys stand in the last line and nothing reaches over the edge."""
    lines = pane.screen().rstrip("\n").split("\n")
    return len(lines) == rows and "help" in lines[-1] and all(len(line) <= columns for line in lines)


def test_no_colour_means_no_colour_and_says_the_same(team: Pane) -> None:
    team.shell("win", "search is quick again")
    team.run("NO_COLOR=1 ritual")
    plain = team.until("search is quick", "quit")
    assert colours(team.screen(escapes=True)) == set()
    team.press("q")
    team.done()
    team.run("ritual")
    assert without_the_time(team.until("search is quick", "quit")) == without_the_time(plain)
    assert colours(team.screen(escapes=True))


def without_the_time(screen: str) -> list[str]:
    """The lines of a screen, but for those with a time of the day, which goes on while two screens are drawn."""
    return [line.rstrip() for line in screen.splitlines() if not re.search(r"\d\d:\d\d", line)]


@pytest.mark.parametrize("line", ["TERM=dumb ritual", "ritual | cat", "RITUAL_PLAIN=1 ritual"])
def test_where_no_screens_can_be_shown_today_is_printed(team: Pane, line: str) -> None:
    team.run(line)
    said = team.done()
    assert "5 people." in said
    assert "Standup at" in said
    assert team.state()["alternate_on"] == "0"


def test_two_terminals_on_one_record_follow_each_other(daily: Pane) -> None:
    """Who leads from another terminal of the same machine moves the round; the first one sees it."""
    led(daily)
    other = Pane(daily.folder / "other", daily.home)
    try:
        other.run("ritual")
        other.until("stopped at Ana")
        other.press("Enter")
        other.until("▶ Ana")
        other.press("Space")
        other.until("▶ Bo")
        daily.until("▶ Bo")
        daily.press("Right")
        daily.until("▶ Chris")
        other.until("▶ Chris")
    finally:
        other.close()


def at_the_end(team: Pane) -> bool:
    """Whether less shows the end; where it doesn't, it is asked to."""
    if "(END)" in team.screen():
        return True
    team.press("G")
    return False


@pytest.mark.skipif(shutil.which("less") is None, reason="less is not installed: apt-get install less")
@pytest.mark.parametrize("keys", [["q"], ["C-c", "q"], ["G", "C-c", "q"]], ids=" ".join)
def test_a_long_log_is_paged_and_leaves_the_terminal_as_it_was(team: Pane, keys: list[str]) -> None:
    for number in range(4):
        assert team.shell("win", f"win number {number}", "many words " * 30).returncode == 0
    before = team.state()
    team.run("ritual log")
    team.until_true(lambda: team.screen().rstrip().endswith("\n:"), "the prompt of less")
    for key in keys[:-1]:
        team.press(key)
    # What is typed right behind ctrl+c may be thrown away by less: it listens again once it shows the end.
    team.until_true(lambda: at_the_end(team), "the end of the log")
    team.press(keys[-1])
    team.done()
    assert team.state() == before
    team.run("ritual log; echo code $?")
    team.until_true(lambda: team.screen().rstrip().endswith("\n:"), "the prompt of less")
    team.press("q")
    assert "code 0" in team.done()
