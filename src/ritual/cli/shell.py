"""The shell that a command runs in: its streams, what it was started with, and the records it has opened."""

from collections.abc import Callable

from ritual.actions.surroundings import Surroundings
from ritual.cli.output import Output
from ritual.files.config import Config
from ritual.hints import TYPE_CHECKING, BinaryIO, NamedTuple, TextIO
from ritual.store.putting import ENDPOINT

if TYPE_CHECKING:
    from typing import Protocol, TypeVar

    class _Closing(Protocol):
        has_written: bool

        def meta(self, key: str) -> str | None: ...
        def close(self) -> None: ...
        def leave(self) -> None: ...

    class _Named(Protocol):
        @property
        def id(self) -> str: ...

    class _Opened(Protocol):
        @property
        def record(self) -> _Closing: ...
        @property
        def team(self) -> _Named: ...

    Team = TypeVar("Team", bound=_Opened)


class Streams(NamedTuple):
    """Where words come in, as bytes, and where they go out."""

    stdin: BinaryIO
    stdout: TextIO
    stderr: TextIO


class Shell:
    """Everything around one command.

    `team` is the name asked for, `plain` whether screens are unwanted, `config` what this person has set,
    `is_quick` whether the command writes something small, `is_process` whether the process ends with it, `is_silent`
    whether it says nothing of what goes wrong, `is_reading` whether a line of stdin is waited for, maybe in a thread.
    """

    def __init__(self, around: Surroundings, streams: Streams, team: str = "", plain: bool = False) -> None:
        self.around = around
        self.stdin = streams.stdin
        self.out = Output(streams.stdout, streams.stderr)
        self.team = team
        self.plain = plain
        self.config = Config()
        self.is_quick = False
        self.is_process = False
        self.is_silent = False
        self.is_reading = False
        self._opened: list[_Opened] = []

    def open(self, opener: "Callable[[Surroundings, str], Team]") -> "Team":
        """The team meant, its record closed again at the end of the command."""
        opened = opener(self.around, self.team)
        self._opened.append(opened)
        return opened

    def close(self) -> None:
        """Closes what was opened; what was written to a shared team goes out in a process of its own."""
        while self._opened:
            opened = self._opened.pop()
            record = opened.record
            shared = opened.team.id if self.is_process and record.has_written and record.meta(ENDPOINT) else ""
            record.leave() if self.ends_at_once else record.close()
            if shared:
                from ritual.actions.later import sync_later  # a team that isn't shared does without it

                sync_later(self.around.env, shared)

    @property
    def ends_at_once(self) -> bool:
        """Whether nothing needs to be put in order for a life after the command, or nothing can be: Python breaks down
        where it ends while a thread waits for a line."""
        return self.is_process and (self.is_quick or self.is_reading)

    @property
    def can_ask(self) -> bool:
        """Whether somebody sits at a terminal and can answer a question."""
        return self.stdin.isatty() and self.out.stderr.isatty()

    @property
    def has_screen(self) -> bool:
        """Whether there is a terminal that can show screens, and nobody asked for plain lines."""
        can = self.stdin.isatty() and self.out.stdout.isatty()
        return can and not self.plain and self.around.env.get("TERM", "") not in ("", "dumb")
