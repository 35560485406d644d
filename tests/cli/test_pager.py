"""The pager: what is longer than the screen goes through it, and whoever leaves it early has read enough."""

import signal
from io import StringIO
from pathlib import Path

import pytest

from ritual.cli.output import Output
from ritual.cli.pager import LESS, paged, pager_for, size
from ritual.cli.shell import Shell, Streams
from tests.cli.shells import Keys, Paper, Typing

TERMINAL = {"TERM": "xterm", "LINES": "5", "COLUMNS": "100"}


def at(shell: Typing, **env: str) -> Shell:
    """A shell at a terminal."""
    return Shell(shell.machine.around(env), Streams(Keys(), Paper(), Paper()))


def pager(folder: Path, script: str) -> str:
    """A program that pages."""
    path = folder / "pages"
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    return str(path)


def wins(shell: Typing, count: int) -> None:
    for number in range(count):
        shell.give("win", f"win {number}")


def test_what_fits_is_printed_and_what_does_not_is_paged(shell: Typing, tmp_path: Path) -> None:
    seen = tmp_path / "seen"
    env = {
        **TERMINAL,
        "RITUAL_PAGER": pager(tmp_path, f'cat > {seen}; echo "$LESS" >> {seen}'),
        "PATH": "/bin:/usr/bin",
    }
    wins(shell, 4)
    assert len(shell.type("log", screen=True, env=env).lines) == 4
    assert not seen.exists()
    wins(shell, 1)
    ran = shell.type("log", screen=True, env=env)
    assert (ran.code, ran.out, ran.err) == (0, "", "")
    assert len(seen.read_text().splitlines()) == 6
    assert seen.read_text().endswith(f"{LESS}\n")
    assert len(shell.type("log", "--no-pager", screen=True, env=env).lines) == 5
    assert len(shell.type("log", "--plain", screen=True, env=env).lines) == 5


def test_a_pager_that_is_left_early_ends_it_quietly(
    shell: Typing, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ritual.actions.log.PAGE", 1)
    env = {**TERMINAL, "PAGER": pager(tmp_path, "exec <&-; exit 0")}
    wins(shell, 12)
    before = signal.getsignal(signal.SIGINT)
    for form in ((), ("--json",), ("--csv",)):
        ran = shell.type("log", *form, screen=True, env=env)
        assert (ran.code, ran.out, ran.err) == (0, "", "")
    assert signal.getsignal(signal.SIGINT) is before


@pytest.mark.parametrize(
    "env",
    [
        {"TERM": "dumb"},
        {},
        {"TERM": "xterm", "RITUAL_PAGER": "", "PAGER": "less"},
        {"TERM": "xterm", "PAGER": "cat"},
        {"TERM": "xterm", "PAGER": "no-such-pager -x"},
        {"TERM": "xterm", "PAGER": "'half"},
    ],
)
def test_nothing_is_paged(shell: Typing, env: dict[str, str]) -> None:
    assert pager_for(at(shell, **env)) == ()


def test_the_pager_of_ritual_goes_before_that_of_everything(shell: Typing) -> None:
    assert pager_for(at(shell, TERM="xterm", RITUAL_PAGER="sh -c", PAGER="true", PATH="/bin")) == ("sh", "-c")


def test_the_size_of_a_terminal(shell: Typing) -> None:
    assert size(at(shell)) == (80, 24)
    assert size(at(shell, COLUMNS="60", LINES="0")) == (60, 24)


def test_interrupted_before_anything_is_paged(shell: Typing) -> None:
    here = at(shell, **TERMINAL)
    out: Output = here.out
    with pytest.raises(KeyboardInterrupt), paged(here, ("cat",)):
        out.data("one")
        out.talk("beside it")
        raise KeyboardInterrupt
    assert isinstance(out.stdout, StringIO)
    assert out.stdout.getvalue() == "one\n"
