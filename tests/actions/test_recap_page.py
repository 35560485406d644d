"""The page of a recap in the colours of what ships, or what is wrong with that."""

from pathlib import Path

import pytest

from ritual.actions import recap_page
from ritual.actions.recap import of_circle
from ritual.errors import BadFile
from ritual.words import speaking
from tests.actions.teams import begun, done, founded, led, to


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
