"""Reminders: what is due, once a round, at a terminal or through a program, and never about anybody."""

import json
import os
import pty
import stat
from pathlib import Path

import pytest

from ritual.actions.settings import RITUAL, change, ritual_value, rituals_from
from ritual.cli.notifying import signal
from tests.actions.teams import BO, CHRIS, begun, thanked
from tests.cli.shells import Typing
from tests.nasty import NASTY


def titled(shell: Typing, title: str) -> None:
    """Gives the standup another title, as another machine may have written it."""

    ws = shell.machine.open()
    standup = rituals_from(ws.record.settings())["standup"]._replace(title={"en": title})
    ws.write(change(ws.record, ws.pen(), ws.new_id(), RITUAL + "standup", ritual_value(standup)))
    ws.record.close()


def notify(shell: Typing, program: str) -> None:
    config = shell.machine.home / "config"
    config.mkdir(parents=True, exist_ok=True)
    (config / "config.toml").write_text(f"notify = {json.dumps(program)}\n")


def script(folder: Path, body: str) -> Path:
    path = folder / "show"
    path.write_text(f"#!/bin/sh\n{body}\n")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return path


def test_what_is_due_is_said_once_a_round(shell: Typing) -> None:
    assert shell.run("remind") == (0, "Standup in 1 min.\n", "")
    assert shell.run("remind") == (0, "", "")
    assert shell.give("remind", "--again") == "Standup in 1 min.\n"
    shell.machine.later(days=1)
    assert shell.give("remind") == "Standup in 1 min.\n"
    assert len((shell.machine.home / "state/reminded").read_text().splitlines()) == 2
    shell.machine.later(days=5)
    shell.give("remind")
    assert len((shell.machine.home / "state/reminded").read_text().splitlines()) == 1


def test_notes_that_wait_are_counted_and_nobody_is_named(shell: Typing) -> None:
    shell.give("kudos", "@bo", "thank you")
    shell.give("kudos", "@chris", "thank you")
    shell.give("rota", "standup", "--on")
    assert shell.give("remind") == "Standup in 1 min. 2 notes wait in the jar.\n"
    shell.give("members", "away", "@bo")
    assert shell.give("remind", "--again") == "Standup in 1 min. 1 note waits in the jar.\n"


def test_nothing_is_due(shell: Typing) -> None:
    shell.machine.later(minutes=5)
    assert shell.run("remind") == (0, "", "")
    shell.machine.until("2026-11-25T08:00:00Z")
    assert shell.run("remind") == (0, "", "")
    assert shell.give("remind", "--within", "30m") == "Standup in 30 min.\n"
    shell.give("rituals", "leave", "standup")
    shell.give("rituals", "adopt", "retro")
    assert shell.run("remind", "--again", "--within", "1h") == (0, "", "")


def test_a_round_that_is_open_needs_no_reminder(shell: Typing) -> None:
    begun(shell.machine.open())
    assert shell.run("remind") == (0, "", "")


def test_several_rounds_stand_in_their_order(shell: Typing) -> None:
    shell.machine.until("2026-11-26T08:00:00Z")
    assert shell.give("remind", "--within", "6 h").splitlines() == ["Standup in 30 min.", "Weekly in 5 h."]


@pytest.mark.parametrize("within", ["", "soon", "15", "15s", "-5m", "99999m"])
def test_how_soon_is_a_length_of_time(shell: Typing, within: str) -> None:
    ran = shell.run("remind", f"--within={within}")
    assert (ran.code, ran.out) == (2, "")


def test_the_same_as_json(shell: Typing) -> None:
    assert json.loads(shell.give("remind", "--json")) == {
        "v": 1,
        "ritual": "standup",
        "title": "Standup",
        "at": "2026-11-24T08:30:00Z",
        "notes": 0,
        "words": "Standup in 1 min.",
    }


def test_a_terminal_notifies_and_rings_and_a_simple_one_only_shows(shell: Typing) -> None:
    shown = shell.type("remind", screen=True, env={"TERM": "xterm"})
    assert shown.out == "Standup in 1 min.\n\x1b]9;Standup in 1 min.\x07\x07"
    assert shell.type("remind", "--again", screen=True, env={"TERM": "dumb"}).out == "Standup in 1 min.\n"


def test_another_terminal_notifies_and_nothing_is_said_here(shell: Typing) -> None:
    leader, follower = pty.openpty()
    try:
        assert shell.run("remind", "--tty", os.ttyname(follower)) == (0, "", "")
        assert os.read(leader, 100) == signal("Standup in 1 min.").encode()
    finally:
        os.close(leader)
        os.close(follower)


def test_what_is_no_terminal_is_left_alone(shell: Typing, tmp_path: Path) -> None:
    file = tmp_path / "precious"
    file.write_text("as it was")
    ran = shell.run("remind", "--tty", str(file))
    assert (ran.code, ran.out, ran.err.splitlines()[0]) == (2, "", f"ritual: {file} is no terminal.")
    assert file.read_text() == "as it was"
    assert shell.run("remind", "--tty", str(tmp_path / "nowhere")).code == 2
    assert shell.run("remind", "--tty", "a\0b").code == 2
    assert shell.run("remind", "--tty", "/dev/full").code == 2
    assert shell.give("remind") == "Standup in 1 min.\n"


def test_a_terminal_that_takes_nothing_is_told(shell: Typing, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "isatty", lambda handle: True)
    ran = shell.run("remind", "--tty", "/dev/full")
    assert (ran.code, ran.err) == (2, "ritual: /dev/full can't be written: No space left on device.\n")


def test_a_program_gets_the_words_as_one_argument_without_a_shell(shell: Typing, tmp_path: Path) -> None:
    out = tmp_path / "out"
    show = script(tmp_path, f'printf %s~ "$@" > {out}')
    notify(shell, f"{show} -a 'two words'")
    titled(shell, "-- $(touch oops) `x` ; rm")
    assert shell.give("remind") == "-- $(touch oops) `x` ; rm in 1 min.\n"
    assert out.read_text() == "-a~two words~ $(touch oops) `x` ; rm in 1 min.~"
    assert not (shell.machine.cwd / "oops").exists()


@pytest.mark.parametrize("program", ["/nowhere/at-all", "false", "'", "sh -c 'exit 3'"])
def test_a_program_that_fails_is_told_and_the_reminder_comes_again(shell: Typing, program: str) -> None:
    notify(shell, program)
    ran = shell.run("remind")
    assert (ran.code, ran.err.splitlines()[1]) == (2, "`notify` in your settings names it.")
    assert shell.run("remind").out == "Standup in 1 min.\n"


@pytest.mark.parametrize("nasty", NASTY)
def test_nothing_that_others_wrote_steers_a_terminal(shell: Typing, nasty: str) -> None:
    titled(shell, f"4;3;90 {nasty} x".encode("utf-8", "replace").decode())
    said = shell.type("remind", screen=True, env={"TERM": "xterm"}).out
    line, _, told = said.partition("\n")
    assert "\x1b" not in line
    assert told.startswith("\x1b]9;4,3,90")
    assert told.endswith("\x07\x07")
    assert not set("\x1b\x07\x9c\n\r;") & set(told[4:-2])


def test_it_is_german_too(shell: Typing) -> None:
    ws = shell.machine.open()
    thanked(ws, BO, CHRIS, "danke")
    ws.record.close()
    shell.give("kudos", "@bo", "danke")
    assert shell.give("--lang", "de", "remind") == "Standup in 1 min. 1 Zettel wartet im Glas.\n"
