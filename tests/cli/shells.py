"""A shell to type into: a machine with a team, streams that are text in memory, and what a command left behind."""

import os
import pty
import termios
from collections.abc import Mapping
from io import BytesIO, StringIO
from pathlib import Path
from typing import NamedTuple

from ritual import words
from ritual.cli.main import main
from ritual.cli.shell import Streams
from tests.actions.teams import TUESDAY, Machine

PEOPLE = """\
Ana Ruiz @ana Europe/Madrid lead
Bo Andersen @bo
Chris Vega @chris
Dai Ito @dai
"""


class Ran(NamedTuple):
    """What a command left behind: its exit code and what stands on both streams."""

    code: int
    out: str
    err: str

    @property
    def lines(self) -> list[str]:
        """The lines on stdout."""
        return self.out.splitlines()


class Keys(BytesIO):
    """What is typed at a terminal."""

    def isatty(self) -> bool:
        return True


class Paper(StringIO):
    """What a terminal shows."""

    def isatty(self) -> bool:
        return True


class Screen(StringIO):
    """A terminal of so many columns, and what it shows."""

    def __init__(self, columns: int) -> None:
        super().__init__()
        self._ends = pty.openpty()
        termios.tcsetwinsize(self._ends[1], (24, columns))

    def isatty(self) -> bool:
        return True

    def fileno(self) -> int:
        return self._ends[1]

    def close(self) -> None:
        for end in self._ends:
            os.close(end)
        super().close()


class Typing:
    """One person at one machine."""

    def __init__(self, folder: Path, at: str = TUESDAY) -> None:
        self.machine = Machine(folder, at)
        self.env: dict[str, str] = {}

    def run(self, *argv: str, stdin: str | bytes = b"", env: Mapping[str, str] | None = None) -> Ran:
        """Runs a command whose input and output are no terminal."""
        raw = stdin.encode() if isinstance(stdin, str) else stdin
        return self._run(argv, Streams(BytesIO(raw), StringIO(), StringIO()), env)

    def show(self, columns: int, *argv: str, env: Mapping[str, str] | None = None) -> Ran:
        """Runs a command that prints to a terminal so wide and has nothing to read."""
        with Screen(columns) as screen:
            return self._run(argv, Streams(BytesIO(), screen, StringIO()), env)

    def type(self, *argv: str, keys: str = "", screen: bool = False, env: Mapping[str, str] | None = None) -> Ran:
        """Runs a command at a terminal; `screen` says whether its output goes there too."""
        out = Paper() if screen else StringIO()
        return self._run(argv, Streams(Keys(keys.encode()), out, Paper()), env)

    def give(self, *argv: str, **more: object) -> str:
        """What a command prints that has to work."""
        ran = self.run(*argv, **more)  # type: ignore[arg-type]
        assert ran.code == 0, ran
        return ran.out

    def _run(self, argv: tuple[str, ...], streams: Streams, env: Mapping[str, str] | None) -> Ran:
        words.speak("en")
        around = self.machine.around({**self.env, **(env or {})})
        code = main(argv, around, streams)
        assert isinstance(streams.stdout, StringIO)
        assert isinstance(streams.stderr, StringIO)
        return Ran(code, streams.stdout.getvalue(), streams.stderr.getvalue())


def alone(folder: Path) -> Typing:
    """A machine without a team."""
    return Typing(folder)


def with_team(folder: Path, me: str = "@ana") -> Typing:
    """A machine with a team of four, where Ana sits."""
    shell = Typing(folder)
    given = ("init", "Platform", "--people", "-", *(("--me", me) if me else ()))
    shell.give(*given, stdin=PEOPLE)
    return shell


def entry_id(shell: Typing, *words_: str) -> str:
    """The short id of the newest entry that the log finds."""
    return shell.give("log", *words_).split()[0]
