"""The page of a recap in the colours of what ships, or what is wrong with that."""

import re
from html import unescape
from pathlib import Path

import pytest

from ritual.actions import recap_page
from ritual.actions.demo import demo_workspace
from ritual.actions.recap import of_circle, of_period
from ritual.errors import BadFile
from ritual.words import speaking
from tests.actions.teams import Machine, begun, done, founded, led, to


def test_a_round_becomes_a_page_in_both_themes(tmp_path: Path) -> None:
    _, ws = founded(tmp_path)
    circle = to(begun(ws), "hand")
    done(circle.say("Bo: the flaky <test>"))
    led(circle, "close")
    with speaking("de"):
        told = recap_page.page(ws, of_circle(circle))
    assert '<html lang="de">' in told
    assert "the flaky &lt;test&gt;" in told
    assert "--background:#fbf7f0;" in told
    assert "--background:#1f1814;" in told


def test_a_theme_that_ships_and_is_gone_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _, ws = founded(tmp_path)
    monkeypatch.setattr(recap_page, "LIGHT", "gone")
    with pytest.raises(BadFile, match="gone"):
        recap_page.page(ws, of_circle(led(begun(ws), "close")))


def titles(told: str) -> list[str]:
    return [unescape(each) for each in re.findall(r"<h3[^>]*>(.*?)</h3>", told)]


def test_a_period_has_the_pictures_of_its_weeks_but_what_it_draws_itself(tmp_path: Path) -> None:
    ws = demo_workspace(Machine(tmp_path).around(), fresh=True, lang="en")
    month = titles(recap_page.page(ws, of_period(ws, "", "2026-10-31T23:00:00Z", "2026-11-30T23:00:00Z")))
    weeks = "Mon 26 Oct 2026 to Sun 29 Nov 2026"
    assert {f"{name}, {weeks}" for name in ("Minutes of a round", "Thanks", "Wins")} < set(month)
    quarter = titles(recap_page.page(ws, of_period(ws, "", "2026-09-30T22:00:00Z", "2026-12-31T23:00:00Z")))
    assert quarter[:2] == ["Wins by month", "Thanks by month"]
    assert [each for each in quarter if each.startswith(("Wins,", "Thanks,"))] == []
    assert "Minutes of a round, Mon 28 Sep 2026 to Sun 29 Nov 2026" in quarter


@pytest.mark.parametrize(
    ("since", "until"),
    [
        ("2026-11-23T23:00:00Z", "2026-11-24T23:00:00Z"),  # a day
        ("2025-09-30T22:00:00Z", "2025-12-31T23:00:00Z"),  # before the team began
        ("2026-11-15T23:00:00Z", "2026-11-29T23:00:00Z"),  # too little in it
    ],
)
def test_what_has_too_little_has_no_pictures(tmp_path: Path, since: str, until: str) -> None:
    _, ws = founded(tmp_path)
    led(begun(ws), "close")
    assert titles(recap_page.page(ws, of_period(ws, "", since, until))) == []
