"""The first command that a new user runs: the sample team's standup, stopped in the middle and led to its end."""

import signal

from tests.e2e.pane import Pane, needs_tmux

pytestmark = needs_tmux

DONE = " · done"


def test_the_sample_teams_standup_is_led_killed_resumed_and_brought_to_its_recap(pane: Pane) -> None:
    pane.run("ritual demo")
    home = pane.until("Enter open", "Standup", "This week", "quit")
    assert "thanks" in home
    pane.press("Enter")
    pane.until("Kept:", "Not kept:", "Enter start")
    pane.press("Enter")
    pane.until("1 of", "next")
    before = pane.screen()
    pane.press("Right")
    pane.until_other(before)
    pane.kill(signal.SIGKILL)
    pane.run("stty sane; tput rmcup; ritual demo")
    pane.until("Standup stopped at", "go on")
    pane.press("Enter")
    pane.until("t park")
    pane.onward(DONE)
    pane.until("Thanks", "board")
    pane.press("Enter")
    # Led from Home it goes back there, and what is left of the round stays in the terminal afterwards.
    pane.until("open the round")
    pane.press("q")
    left = pane.done()
    assert "Standup" in left
    assert "Thanks" in left
    assert "board" in left


def test_the_sample_team_plays_by_itself_in_a_pipe_and_in_german(pane: Pane) -> None:
    english, german = pane.shell("demo", "--plain"), pane.shell("--lang", "de", "demo")
    assert english.returncode == german.returncode == 0
    assert "Kept:" in english.stdout
    assert "Bleibt nicht:" in german.stdout
    assert "Kept:" not in german.stdout
    assert english.stderr == german.stderr == ""
