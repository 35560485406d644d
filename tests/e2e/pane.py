"""A real terminal for tests: a tmux pane with a shell in it, keys that are pressed, and what the screen then shows."""

import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from itertools import cycle
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[2] / "src"
PATIENCE = 30.0
"""Seconds after which what was waited for won't come any more."""
_LOOK = 0.02
_HOLD = 0.32
"""Seconds between two presses of one key that a person makes; within 0.3 it is a key held down."""
_PROMPT = "ready> "

needs_tmux = pytest.mark.skipif(shutil.which("tmux") is None, reason="tmux is not installed: apt-get install tmux")


class Pane:
    """A shell at a terminal of 80 × 24 in which `ritual` is the command of this checkout."""

    def __init__(self, folder: Path, home: Path, **more: str) -> None:
        self.folder = folder
        self.home = home
        self._pressed: dict[str, float] = {}
        # By a short way of its own: the path of a socket may not be long.
        self._sockets = tempfile.TemporaryDirectory(prefix="pane-", dir="/tmp")
        self._pid = folder / "pid"
        self.env = _environment(folder, home, self._pid) | more
        settings = [part for name, value in self.env.items() for part in ("-e", f"{name}={value}")]
        shell = ["env", "-i", *(f"{name}={value}" for name, value in self.env.items()), "sh"]
        self._tmux(
            "-f",
            os.devnull,
            "new-session",
            "-d",
            "-x",
            "80",
            "-y",
            "24",
            "-c",
            str(folder),
            *settings,
            shlex.join(shell),
        )
        self.until(_PROMPT.strip())

    def close(self) -> None:
        """Ends the shell and whatever runs in it."""
        self._tmux("kill-server")
        self._sockets.cleanup()

    def run(self, line: str) -> None:
        """Types a line into the shell, on a clean screen."""
        self.type(f"clear; {line}\n")

    def done(self) -> str:
        """Waits until the shell is back; gives the screen and everything that has scrolled away."""
        self.until_true(lambda: self.screen().rstrip().endswith(_PROMPT.strip()), f"the prompt {_PROMPT!r}")
        return self._tmux("capture-pane", "-p", "-S", "-")

    def type(self, text: str) -> None:
        """Types text as it stands."""
        self._tmux("send-keys", "-l", text)

    def press(self, key: str) -> None:
        """Presses a key by tmux's name for it: Enter, Space, Left, C-c … Not so fast that it counts as held down."""
        time.sleep(max(0.0, self._pressed.get(key, 0.0) + _HOLD - time.monotonic()))
        self._tmux("send-keys", key)
        self._pressed[key] = time.monotonic()

    def resize(self, columns: int, rows: int) -> None:
        """Makes the terminal larger or smaller."""
        self._tmux("resize-window", "-x", str(columns), "-y", str(rows))

    def screen(self, *, escapes: bool = False) -> str:
        """What is on the screen now, with colours and styles as escape sequences if they are asked for."""
        return self._tmux("capture-pane", "-p", *(["-e"] if escapes else []))

    def until(self, *words: str) -> str:
        """Waits until all the words are on the screen, and gives it."""
        self.until_true(lambda: all(word in self.screen() for word in words), f"the words {words}")
        return self.screen()

    def until_gone(self, *words: str) -> str:
        """Waits until none of the words is on the screen, and gives it."""
        self.until_true(lambda: not any(word in self.screen() for word in words), f"no word of {words}")
        return self.screen()

    def until_other(self, before: str) -> None:
        """Waits until the screen shows something else."""
        self.until_true(lambda: self.screen() != before, "another screen")

    def onward(self, until: str) -> None:
        """Next, and next, and nothing else, until the word is on the screen; by two keys in turn, to be quick.

        The clock may draw before a key is heard, so that one is pressed too many: these do nothing in a recap.
        """
        for key in cycle(("Right", "Space")):
            seen = self.screen()
            if until in seen:
                return
            self.press(key)
            self.until_other(seen)

    def until_true(self, is_so: Callable[[], bool], what: str) -> None:
        """Waits until something is so; fails with the screen when it takes too long."""
        end = time.monotonic() + PATIENCE
        while not is_so():
            assert time.monotonic() < end, f"Waited in vain for {what}; there is:\n{self.screen()}"
            time.sleep(_LOOK)

    def kill(self, how: signal.Signals) -> None:
        """Sends a signal to the ritual that was started last."""
        os.kill(int(self._pid.read_text("utf-8")), how)

    def state(self) -> dict[str, str]:
        """What a program may leave behind in a terminal: its modes, and how its keys are read."""
        flags = ("alternate_on", "cursor_flag", "mouse_any_flag", "keypad_flag", "insert_flag", "origin_flag")
        modes = self._tmux("display-message", "-p", " ".join(f"{flag}=#{{{flag}}}" for flag in flags)).split()
        terminal = self._tmux("display-message", "-p", "#{pane_tty}").strip()
        with Path(terminal).open("rb") as tty:
            keys = subprocess.run(["stty", "-g"], stdin=tty, stdout=subprocess.PIPE, check=True).stdout.decode()
        return dict(mode.split("=") for mode in modes) | {"stty": keys.strip()}

    def shell(self, *arguments: str, given: str = "", **more: str) -> subprocess.CompletedProcess[str]:
        """Runs ritual from a second shell, without a terminal."""
        return subprocess.run(
            [str(self.folder / "bin" / "ritual"), *arguments],
            input=given,
            capture_output=True,
            encoding="utf-8",
            cwd=self.folder,
            env=self.env | more,
            timeout=30,
        )

    def _tmux(self, *arguments: str) -> str:
        command = ["tmux", "-u", "-S", f"{self._sockets.name}/socket", *arguments]
        return subprocess.run(command, check=True, stdout=subprocess.PIPE, encoding="utf-8", env=self.env).stdout


def colours(escaped: str) -> set[str]:
    """The parameters of all escape sequences that set a colour."""
    parameters = {code for codes in re.findall("\x1b\\[([0-9;:]*)m", escaped) for code in re.split("[;:]", codes)}
    return {code for code in parameters if re.fullmatch("[349][0-8]|10[0-7]", code)}


def _environment(folder: Path, home: Path, pid: Path) -> dict[str, str]:
    program = f"import sys; sys.path.insert(0, {str(SOURCE)!r}); sys.argv[0] = 'ritual'; "
    program += "from ritual.cli.main import main; sys.exit(main())"
    command = folder / "bin" / "ritual"
    command.parent.mkdir(parents=True)
    # The shell becomes the program, so that its process id is the one written down.
    start = f'echo $$ > {shlex.quote(str(pid))}\nexec {shlex.join([sys.executable, "-I", "-c", program])} "$@"\n'
    command.write_text(f"#!/bin/sh\n{start}", "utf-8")
    command.chmod(0o755)
    return {
        "HOME": str(folder),
        "LANG": "C.UTF-8",
        "PATH": f"{command.parent}{os.pathsep}{os.environ['PATH']}",
        "PS1": _PROMPT,
        "RITUAL_HOME": str(home),
        "TERM": "screen-256color",
        "TZ": "Europe/Madrid",
    }
