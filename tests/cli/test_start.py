"""Starting a session from the shell, with and without a team."""

import sys
from types import ModuleType
from typing import Any

import pytest

from ritual.actions.workspace import open_workspace
from ritual.store.putting import ENDPOINT
from tests.cli.shells import Typing


def test_the_ritual_that_is_due_is_led_line_by_line(shell: Typing) -> None:
    ran = shell.run("start", "--absent", "@bo", "--absent", "@chris,", stdin="\n")
    assert (ran.code, ran.err) == (0, "")
    assert ran.lines[0].startswith("Standup, Tuesday 24 November.")
    assert "Bo" not in ran.lines[3]
    assert "Standup" in shell.give("recap")


def test_another_ritual_by_name(shell: Typing) -> None:
    assert shell.give("start", "retro").startswith("Retro,")
    assert shell.run("start", "reto").err.splitlines()[1] == "Did you mean “retro”?"
    assert shell.run("start", "a", "b").code == 2


def test_a_round_without_a_team_keeps_nothing(empty: Typing) -> None:
    ran = empty.run("start", "--with", "Ana, Bo and Chris", stdin="secret\n")
    assert (ran.code, "Nothing of this was kept." in ran.out) == (0, True)
    assert not list(empty.machine.home.rglob("*.db"))
    assert empty.run("start", "--with", " , ").code == 2
    assert empty.run("start", "--with", "Ana, Ana").code == 2
    assert empty.run("start").code == 2


def test_the_people_of_a_round_may_become_a_team(empty: Typing) -> None:
    ran = empty.type("start", "--with", "Ana, Bo", keys="end\ny\nBo\n", env={"RITUAL_PLAIN": "1"})
    assert ran.code == 0
    assert "@bo" in empty.give("members")


def test_at_a_terminal_the_screens_are_shown(shell: Typing, monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[dict[str, Any]] = []
    app = ModuleType("ritual.tui.app")

    def show(_around: object, **asked: object) -> int:
        calls.append(asked)
        return 0

    app.run = show  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "ritual.tui.app", app)
    env = {"TERM": "xterm"}
    assert shell.type(screen=True, env=env).code == 0
    assert shell.type("start", "--absent", "@bo", screen=True, env=env).code == 0
    assert shell.type("start", "retro", "--with", "Ana, Bo", screen=True, env=env).code == 0
    assert [call["ritual"] for call in calls] == ["", "standup", "retro"]
    assert calls[2]["names"] == ("Ana", "Bo")
    assert len(calls[1]["absent"]) == 1
    with open_workspace(shell.machine.around({})).record as record:
        record.set_meta(ENDPOINT, "https://ritual.example.org")
    assert shell.type("join-in", "--for", "@bo, Kim", screen=True, env=env).code == 0
    assert (calls[3]["joins"], calls.pop()["speaks"][1:]) == (True, ("~Kim",))
    for plain in ({"TERM": "dumb"}, {"TERM": "xterm", "RITUAL_PLAIN": "1"}, {}):
        assert "Platform · " in shell.type(screen=True, env=plain).out
    assert "Platform · " in shell.type("--plain", screen=True, env=env).out
    (shell.machine.home / "config").mkdir(exist_ok=True)
    (shell.machine.home / "config" / "config.toml").write_text("plain = true\n")
    assert "Platform · " in shell.type(screen=True, env=env).out
    assert len(calls) == 3


def test_at_a_terminal_without_a_team_the_screens_ask_who_is_there(
    empty: Typing, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls: list[dict[str, Any]] = []
    app = ModuleType("ritual.tui.app")

    def show(_around: object, **asked: object) -> int:
        calls.append(asked)
        return 0

    app.run = show  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "ritual.tui.app", app)
    assert empty.type("start", screen=True, env={"TERM": "xterm"}).code == 0
    assert calls[0]["ritual"] == "standup"
    assert empty.type("join-in", screen=True, env={"TERM": "xterm"}).code == 2
    assert empty.type("start", "--team", "x", screen=True, env={"TERM": "xterm"}).code == 2
