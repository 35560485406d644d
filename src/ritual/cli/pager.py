"""Long output at a terminal: handed to a pager as it comes, so that it can be read from its beginning at once."""

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, TextIO

from ritual.cli.shell import Shell

if TYPE_CHECKING:
    from subprocess import Popen

USUAL = "less"
LESS = "FRX"
"""What less is told where nobody has: end where one screen holds all, show colours, leave what was shown."""
_COLUMNS, _ROWS = 80, 24


def pager_for(shell: Shell) -> tuple[str, ...]:
    """The command that pages, () where nothing is paged: in a pipe, on a dumb terminal, where plain is wanted."""
    env = shell.around.env
    if not shell.out.stdout.isatty() or shell.plain or env.get("TERM", "") in ("", "dumb"):
        return ()
    from shlex import split  # only who looks at a terminal pays for it
    from shutil import which

    try:
        command = split(env.get("RITUAL_PAGER", env.get("PAGER", USUAL)))
    except ValueError:
        return ()
    found = command not in ([], ["cat"]) and which(command[0], path=env.get("PATH"))
    return tuple(command) if found else ()


def size(shell: Shell) -> tuple[int, int]:
    """Columns and rows of the terminal."""
    try:
        columns, rows = os.get_terminal_size(shell.out.stdout.fileno())
    except (OSError, ValueError):
        columns, rows = _COLUMNS, _ROWS
    env = shell.around.env
    return _told(env, "COLUMNS") or columns or _COLUMNS, _told(env, "LINES") or rows or _ROWS


@contextmanager
def paged(shell: Shell, command: Sequence[str]) -> Iterator[None]:
    """While it lasts, what is more than one screen goes to the pager; whoever leaves that early has read enough."""
    if not command:
        yield
        return
    out, screen = shell.out, shell.out.stdout
    pages = _Pages(screen, command, shell.around.env, size(shell))
    out.stdout = pages  # type: ignore[assignment]
    try:
        with suppress(BrokenPipeError):
            yield
            out.flush()
    finally:
        out.stdout = screen
        if pages.close():
            out.is_gone = False


class _Pages:
    """Stands in for a terminal: holds lines back until they are more than it shows, then starts the pager."""

    def __init__(
        self, screen: TextIO, command: Sequence[str], env: Mapping[str, str], columns_rows: tuple[int, int]
    ) -> None:
        self._screen = screen
        self._command = command
        self._env = env
        self._columns, self._rows = columns_rows
        self._held: list[str] = []
        self._height = 1
        self._pager: Popen[str] | None = None
        self._interrupt: object = None

    def isatty(self) -> bool:
        """What is painted for the terminal is painted for its pager."""
        return True

    def write(self, text: str) -> int:
        """Shows the text, or holds it back as long as all of it may fit."""
        if self._pager is None:
            self._held.append(text)
            self._height += sum(-(-max(1, len(line)) // self._columns) for line in text.splitlines())
            if self._height > self._rows:
                self._start()
        else:
            self._into(self._pager, text)
        return len(text)

    def flush(self) -> None:
        """Nothing waits: what is held back is shown at the end."""

    def close(self) -> bool:
        """Shows what was held back, or waits until the pager is left; whether there was one."""
        if self._pager is None:
            self._screen.write("".join(self._held))
            self._screen.flush()
            return False
        import signal

        with suppress(BrokenPipeError):
            if self._pager.stdin:
                self._pager.stdin.close()
        self._pager.wait()
        with suppress(ValueError):
            signal.signal(signal.SIGINT, self._interrupt)  # type: ignore[arg-type]
        return True

    def _start(self) -> None:
        import signal
        from subprocess import PIPE, Popen

        self._screen.flush()
        env = {"LESS": LESS, "LV": "-c", **self._env}
        self._pager = Popen(self._command, stdin=PIPE, env=env, encoding="utf-8", errors="replace")
        # ctrl+c is the pager's key while it is open, and leaving it puts the terminal in order.
        with suppress(ValueError):
            self._interrupt = signal.signal(signal.SIGINT, signal.SIG_IGN)
        self._into(self._pager, "".join(self._held))

    def _into(self, pager: "Popen[str]", text: str) -> None:
        if pager.stdin:
            pager.stdin.write(text)
            pager.stdin.flush()


def _told(env: Mapping[str, str], name: str) -> int:
    value = env.get(name, "")
    return int(value[:5]) if value.isascii() and value.isdigit() else 0
