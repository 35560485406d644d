"""The same round line by line, from a script: no screens, the same record, and in German as well."""

import json
from pathlib import Path

import pytest

from tests.e2e.pane import Pane, needs_tmux

pytestmark = needs_tmux

SPOKEN = "the heron on the roof"
NOTE = "the rollback notes saved me an hour"
WIN = "search is quick again"
SCRIPT = "\n".join([SPOKEN, "pass", *[""] * 20])


@pytest.mark.parametrize("lang", ["en", "de"])
def test_a_weekly_is_led_by_a_script(team: Pane, lang: str) -> None:
    team.shell("kudos", "@chris", NOTE)
    team.shell("win", WIN)
    led = team.shell("--lang", lang, "start", "weekly", "--plain", "--absent", "@bo", given=SCRIPT)
    assert led.returncode == 0, led.stderr
    assert NOTE in led.stdout
    log = [json.loads(line) for line in team.shell("log", "--json").stdout.splitlines()]
    assert {entry["words"] for entry in log} == {NOTE, WIN, None}
    assert [entry["ritual"] for entry in log if entry["kind"] == "session"] == ["weekly"]
    recap = team.shell("recap", "last", "--format", "markdown").stdout
    assert f"- **Chris, from Ana**: {NOTE}" in recap
    assert f"- **Ana**: {WIN}" in recap
    assert not any(SPOKEN.encode() in path.read_bytes() for path in files(team))


def files(pane: Pane) -> list[Path]:
    """Every file that ritual has written."""
    return [path for path in pane.home.rglob("*") if path.is_file()]


def test_a_round_without_a_team_needs_nothing_and_keeps_nothing(pane: Pane) -> None:
    led = pane.shell("start", "standup", "--plain", "--with", "Ana, Bo, Chris", given="\n" * 12)
    assert led.returncode == 0, led.stderr
    assert "Ana, Bo and Chris" in led.stdout
    assert files(pane) == []


def test_the_end_of_the_script_ends_the_round_and_keeps_what_it_has(daily: Pane) -> None:
    led = daily.shell("start", "daily", "--plain", given="3" + "\n" * 6 + "steady\n")
    assert led.returncode == 0, led.stderr
    assert "Ana: steady" in daily.shell("recap", "last").stdout
    assert "Daily" not in daily.shell().stdout


def test_a_german_team_is_spoken_to_in_german(pane: Pane) -> None:
    people, german = "Ana @ana lead\nBo @bo\n", "de_DE.UTF-8"
    made = pane.shell("init", "Werkstatt", "--me", "@ana", "--people", "-", given=people, LANG=german)
    assert made.returncode == 0, made.stderr
    led = pane.shell("start", "weekly", "--plain", given="\n" * 20, LANG=german)
    assert led.returncode == 0, led.stderr
    for words in ("Wochenrunde", "Bleibt nicht:", "Ana ist dran", "Weiter zum Board"):
        assert words in led.stdout
    # In the circle the team's language is spoken, whoever's shell it is.
    pane.run("ritual start weekly")
    pane.until("Ankommen", "Bleibt nicht:", "Enter anfangen")
    pane.press("Enter")
    pane.until("▶ Ana", "weiter", "parken")
    pane.onward(" · zu Ende")
    pane.until("Weiter zum Board")
    pane.press("Enter")
    assert "Wochenrunde" in pane.done()
