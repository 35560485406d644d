"""`ritual insights`: in every form, for every span, and the choice to count."""

import csv
import json
from datetime import timedelta
from io import StringIO
from pathlib import Path

import pytest

from tests.cli.shells import Typing, alone


def lively(shell: Typing) -> Typing:
    """A team that has held three rounds and logged five wins."""
    for n in range(5):
        shell.give("win", f"win {n}")
    for _ in range(3):
        shell.give("start", "standup", stdin="2\n3\n3\n4\n\n\n")
    return shell


def test_the_last_weeks_as_text_and_as_words(shell: Typing) -> None:
    text = lively(shell).give("insights")
    assert text.startswith("Mon 23 Nov 2026 to Sun 29 Nov 2026\n\nMinutes of a round\n")
    assert "━" in text
    assert "  Fewer than five were kept in this time." in text
    plain = shell.give("insights", "--plain")
    assert "Week 48: 5" in plain
    assert plain.isascii()
    assert shell.give("insights") == text


def test_a_span_is_widened_and_said_back(shell: Typing) -> None:
    ran = lively(shell).run("insights", "today")
    assert ran.err == "“today” is Tue 24 Nov 2026.\n"
    assert ran.lines[0] == "Mon 23 Nov 2026 to Sun 29 Nov 2026"
    assert shell.give("insights", "month") == shell.give("insights", "quarter") == ran.out
    assert shell.run("insights", "whenever").code == 2
    ahead = shell.run("insights", "2027-W10")
    assert (ahead.code, ahead.out) == (1, "")
    assert "Nothing was kept in these days." in ahead.err


def test_every_format_and_its_file(shell: Typing, tmp_path: Path) -> None:
    lively(shell)
    rows = [json.loads(line) for line in shell.give("insights", "--json").splitlines()]
    assert {row["v"] for row in rows} == {1}
    assert shell.give("insights", "--format", "jsonl") == shell.give("insights", "--json")
    written = shell.give("insights", "--csv")
    table = list(csv.reader(StringIO(written)))
    assert written.count("\r\n") == written.count("\n") == len(table)
    assert ["wins", "Week 48", "Wins", "5", "wins"] in table
    assert "| Week 48 | 5 |" in shell.give("insights", "--format", "markdown")
    for name in ("a.md", "a.jsonl", "a.csv", "a.txt"):
        assert str(tmp_path / name) in shell.give("insights", "-o", str(tmp_path / name))
    assert (tmp_path / "a.md").read_text().startswith("# Mon 23 Nov")
    assert (tmp_path / "a.csv").read_text().startswith("chart,")
    ran = shell.run("insights", "--format", "pdf")
    assert (ran.code, "There is: text, markdown, json, csv." in ran.err) == (2, True)


def test_the_pictures_speak_the_teams_language(shell: Typing) -> None:
    assert "Minutes of a round" in lively(shell).give("insights", env={"RITUAL_LANG": "de"})


def test_counting_is_switched_on_and_taken_back(shell: Typing) -> None:
    assert shell.give("insights", "counts") == "Numbers aren't counted.\n"
    ran = shell.run("insights", "counts", "on")
    assert ran.out.startswith("Numbers are counted from the next round on")
    assert "No names, no words." in ran.err
    assert shell.give("insights", "counts") == "Numbers are counted, without names.\n"
    assert "Counted, without names: energy." in shell.give("start", "standup", stdin="2\n\n3\n\n3\n\n4\n\n\n")
    shell.machine.time += timedelta(days=7)
    off = shell.give("insights", "Zählen", "AUS")
    assert off == "From now on no number is counted.\nWhat 1 round counted is erased.\n"
    assert shell.give("insights", "counts", "off") == "From now on no number is counted.\n"
    assert "Counted" not in shell.give("start", "standup", stdin="2\n\n\n\n\n\n")


def test_whoever_answers_ahead_is_told_before_a_number_is_counted(shell: Typing) -> None:
    assert "counts numbers" not in shell.run("checkin", "--mood", "3").err
    shell.give("insights", "counts", "on")
    assert "yours is counted too, without your name" in shell.run("checkin", "--mood", "4").err
    assert "counts numbers" not in shell.run("checkin", "slept well").err


def test_at_a_terminal_it_asks_whether_the_team_agrees(shell: Typing) -> None:
    ran = shell.type("insights", "counts", "on", keys="n\n")
    assert (ran.code, ran.out) == (0, "Nothing was changed.\n")
    assert "Does the whole team want that? [y/N]" in ran.err
    assert shell.type("insights", "counts", "on", keys="y\n").out.startswith("Numbers are counted")


@pytest.mark.parametrize("words", [["maybe"], ["on", "off"]])
def test_anything_else_is_refused(shell: Typing, words: list[str]) -> None:
    ran = shell.run("insights", "counts", *words)
    assert ran.code == 2
    assert "There is: on, off." in ran.err


def test_without_a_team_there_is_nothing_to_see(tmp_path: Path) -> None:
    assert alone(tmp_path).run("insights").code == 2
