"""The lines of docs/prompt.md in the real shells: they show the piece, and run nothing of what stands in it."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

PAGE = (Path(__file__).parents[2] / "docs" / "prompt.md").read_text("utf-8")
PIECES = ("standup in 4 min · 3 in the jar", "", "%n \\w $(touch ran) `touch ran` %F{red} #(touch ran) in 4 min")
SHOW = {
    "bash": ("--norc", "-c", "PS1='> '; {snippet}\nprintf '%s' \"${{PS1@P}}\""),
    "zsh": ("-f", "-c", "PROMPT='> '; {snippet}\nritual_piece; print -nP -- \"$PROMPT\""),
    "fish": ("--no-config", "-c", "{snippet}\nfish_right_prompt"),
}


def snippet(shell: str) -> str:
    found = re.search(rf"^```{shell}\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
    assert found
    return found[1]


@pytest.fixture
def path(tmp_path: Path) -> str:
    """A PATH with a `ritual` that says what the environment tells it to."""
    program = tmp_path / "ritual"
    program.write_text('#!/bin/sh\n[ -z "$PIECE" ] || printf "%s\\n" "$PIECE"\n')
    program.chmod(0o755)
    return f"{tmp_path}:{os.environ['PATH']}"


@pytest.mark.parametrize("piece", PIECES)
@pytest.mark.parametrize("shell", SHOW)
def test_the_piece_is_shown_and_never_run(shell: str, piece: str, path: str, tmp_path: Path) -> None:
    if not shutil.which(shell):
        pytest.skip(f"there is no {shell} here")
    *options, program = SHOW[shell]
    env = {"PATH": path, "PIECE": piece, "HOME": str(tmp_path), "LANG": "C.UTF-8"}
    done = subprocess.run(
        [shell, *options, program.format(snippet=snippet(shell))],
        env=env,
        cwd=tmp_path,
        capture_output=True,
        timeout=60,
    )
    assert (done.returncode, done.stderr) == (0, b"")
    rest = "" if shell == "fish" else "> "
    separator = "" if shell == "fish" else " "
    assert done.stdout.decode().rstrip("\n") == (f"{piece}{separator}{rest}" if piece else rest)
    assert [each.name for each in tmp_path.iterdir() if each.name == "ran"] == []


def test_tmux_shows_the_piece_and_runs_nothing_in_it(path: str, tmp_path: Path) -> None:
    if not shutil.which("tmux"):
        pytest.skip("there is no tmux here")
    settings = tmp_path / "tmux.conf"
    settings.write_text(snippet("tmux"), "utf-8")
    env = {"PATH": path, "PIECE": "#(touch ran) standup now", "HOME": str(tmp_path), "LANG": "C.UTF-8", "TERM": "xterm"}
    env["TMUX_TMPDIR"] = str(tmp_path)

    def tmux(*words: str) -> str:
        done = subprocess.run(
            ["tmux", "-L", "ritual-prompt", *words], env=env, cwd=tmp_path, capture_output=True, timeout=60, check=True
        )
        return done.stdout.decode()

    tmux("-f", str(settings), "new-session", "-d", "sh")
    try:
        said = tmux("show-options", "-gv", "status-left").rpartition("#(")[2]
        assert "ritual prompt" in said
        command = said.rpartition(")")[0].replace("##", "#")
        shown = subprocess.run(
            ["sh", "-c", command], env=env, cwd=tmp_path, capture_output=True, timeout=60, check=True
        )
        assert shown.stdout == b"(touch ran) standup now\n"
    finally:
        tmux("kill-server")
    assert not (tmp_path / "ran").exists()
