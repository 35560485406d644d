"""Long output at a terminal: handed to a pager as it comes, so that it can be read from its beginning at once."""

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress

from ritual.cli.shell import Shell
from ritual.hints import IO, TextIO

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
    finally:
        out.stdout = screen
        if pages.is_open:
            pages.close()
            out.is_gone = False
        else:
            out.ready("".join(pages.held))


class _Pages:
    """Stands in for a terminal: holds text back until it is more than one screen, then starts the pager."""

    def __init__(
        self, screen: TextIO, command: Sequence[str], env: Mapping[str, str], columns_rows: tuple[int, int]
    ) -> None:
        self.held: list[str] = []
        self._screen = screen
        self._command = command
        self._env = env
        self._columns, self._left = columns_rows
        self._into: IO[str] | None = None
        self._left_pager: Callable[[], object] = tuple
        self._interrupt: object = None

    @property
    def is_open(self) -> bool:
        """Whether the pager was started."""
        return self._into is not None

    def write(self, text: str) -> int:
        """Takes text for the screen."""
        self.held.append(text)
        if not self.is_open:
            self._left -= sum(-(-max(1, len(line)) // self._columns) for line in text.splitlines())
            if self._left < 1:
                self._start()
        self.flush()
        return len(text)

    def fileno(self) -> int:
        """The terminal's, for whoever asks how wide it is."""
        return self._screen.fileno()

    def flush(self) -> None:
        """Hands what is held to the pager; before it is started that waits until all is known to fit."""
        if self._into is not None:
            self._into.write("".join(self.held))
            self._into.flush()
            self.held = []

    def close(self) -> None:
        """Waits until the pager is left."""
        import signal

        self._left_pager()
        with suppress(ValueError, TypeError):
            signal.signal(signal.SIGINT, self._interrupt)  # type: ignore[arg-type]

    def _start(self) -> None:
        import signal
        from subprocess import PIPE, Popen

        self._screen.flush()
        env = {"LESS": LESS, "LV": "-c", **self._env}
        pager = Popen(self._command, stdin=PIPE, env=env, encoding="utf-8", errors="replace")
        self._into, self._left_pager = pager.stdin, pager.communicate
        # ctrl+c is the pager's key while it is open, and leaving it puts the terminal in order.
        with suppress(ValueError):
            self._interrupt = signal.signal(signal.SIGINT, signal.SIG_IGN)


def _told(env: Mapping[str, str], name: str) -> int:
    value = env.get(name, "")
    return int(value[:5]) if value.isascii() and value.isdigit() else 0
