"""`ritual demo` without a terminal: a whole session of the sample team plays by itself."""

import sys
from pathlib import Path
from types import ModuleType

import pytest

from ritual.actions.leading import prepare
from ritual.actions.surroundings import Surroundings
from ritual.cli.demo_play import Clock, sample_of, typed
from tests.cli.shells import Typing


def test_a_whole_session_plays_and_its_recap_is_printed(empty: Typing) -> None:
    ran = empty.run("demo")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == empty.run("demo", "--plain").out == empty.run("demo", "--fresh").out
    assert "Step 3 of 3: A hand. Kept." in ran.lines
    assert "> 4 the stove is on, nothing burns yet" in ran.lines
    assert "Written ahead: 3 all right, “grey sea, clear head”." in ran.lines
    assert sum(line.startswith("Thanks: ") for line in ran.lines) == 3
    assert "Parked: who owns the staging certificates" in ran.lines
    assert "3 minutes. On to the board." in ran.lines
    assert all(line.isprintable() for line in ran.lines)


def test_it_plays_in_german(empty: Typing) -> None:
    ran = empty.run("demo", "--lang", "de")
    assert ran.code == 0
    assert any("graue See" in line for line in ran.lines)
    assert any(line.startswith("> Chidi: braucht Dai") for line in ran.lines)


@pytest.mark.parametrize("at", ["2026-11-23T08:00:00Z", "2026-11-29T08:00:00Z"])
def test_it_plays_on_any_day(tmp_path: Path, at: str) -> None:
    ran = Typing(tmp_path, at).run("demo")
    assert ran.code == 0
    assert sum(line.startswith("Thanks: ") for line in ran.lines) == 3
    assert "3 minutes. On to the board." in ran.lines


def test_what_was_played_leaves_nothing_behind(empty: Typing) -> None:
    assert "certificates" in empty.give("demo")
    assert empty.give().startswith("There is no team yet.")
    assert not list(empty.machine.home.rglob("*.db"))


def test_at_a_terminal_the_screens_of_the_sample_are_shown(empty: Typing, monkeypatch: pytest.MonkeyPatch) -> None:
    homes: list[str] = []
    app = ModuleType("ritual.tui.app")

    def show(around: Surroundings, **_asked: object) -> int:
        homes.append(around.env["RITUAL_HOME"])
        return 0

    app.run = show  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "ritual.tui.app", app)
    assert empty.type("demo", screen=True, env={"TERM": "xterm"}).code == 0
    assert homes == [str(empty.machine.home / "state" / "demo")]


def test_after_the_end_nothing_is_typed(empty: Typing) -> None:
    clock = Clock(empty.machine.now())
    ws, told = sample_of(empty.machine.around(), clock, "en")
    circle = prepare(ws, "standup")
    assert list(typed(circle, told.play, clock, print)) == []


def test_words_after_it_are_refused(empty: Typing) -> None:
    assert empty.run("demo", "standup").code == 2
