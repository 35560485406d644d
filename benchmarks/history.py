"""History at 100,000 entries: its first frame, a move of the cursor, a page, a key in the search, and memory."""

import statistics
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import NamedTuple

from rounds import Goal, options, ratio, say, verdict
from sample import fill, make_team
from started import RITUAL, compiled, environment
from terminal import Terminal

FEW, MANY = 100, 100_000
PEOPLE = 8
DOWN, UP, PAGE_DOWN, PAGE_UP, END, HOME, ESCAPE = (
    *(b"\x1b[B", b"\x1b[A", b"\x1b[6~", b"\x1b[5~", b"\x1b[F", b"\x1b[H"),
    b"\x1b",
)
TYPED = "search no longer 12"
"""Words that are in half of all entries, and a number that is in few."""
SETTLED = 0.03
"""Seconds without writing after which a frame was the last."""


class Moves:
    """Seconds and bytes of each key that was pressed."""

    def __init__(self) -> None:
        self.seconds: list[float] = []
        self.bytes: list[int] = []

    def press(self, terminal: Terminal, key: bytes) -> None:
        """Presses a key, and waits until the last of what it draws has been written."""
        terminal.quiet(SETTLED)
        pressed = terminal.press(key)
        self.seconds.append(terminal.drawn(SETTLED) - pressed)
        self.bytes.append(terminal.written)


class Walk(NamedTuple):
    """What was pressed in History: the cursor by a line, by a page, to either end, and a search."""

    moves: Moves
    pages: Moves
    jumps: Moves
    typed: Moves


def main() -> int:
    """Measures and judges."""
    asked = options(__doc__ or "", rounds=5)
    compiled()
    with tempfile.TemporaryDirectory(prefix="ritual-benchmark-") as folder:
        homes = {many: Path(folder, str(many)) for many in (FEW, MANY)}
        for many, home in homes.items():
            home.mkdir()
            make_team(environment(home), PEOPLE)
            fill(home, many)
        opened = {many: [] for many in homes}  # type: dict[int, list[float]]
        memory = {many: [] for many in homes}  # type: dict[int, list[float]]
        walk = Walk(Moves(), Moves(), Moves(), Moves())
        for _ in range(asked.rounds):
            for many, home in homes.items():
                with at_home(home) as terminal:
                    opened[many].append(_opened(terminal))
                    terminal.quiet(0.2)
                    if many == MANY:
                        _walked(terminal, walk)
                    memory[many].append(terminal.memory())
    return verdict(_told(opened, memory, walk), report=asked.report)


@contextmanager
def at_home(home: Path) -> Iterator[Terminal]:
    """The program with Home on the screen."""
    with ExitStack() as stack:
        terminal = stack.enter_context(Terminal(RITUAL, environment(home)))
        terminal.until("This week", "quit")
        terminal.quiet(0.2)
        yield terminal


def _opened(terminal: Terminal) -> float:
    pressed = terminal.press(b"l")
    return terminal.until("History", "every kind", "Mon", "Ana", "Esc") - pressed


def _walked(terminal: Terminal, walk: Walk) -> None:
    for key in (DOWN,) * 60 + (UP,) * 20:
        walk.moves.press(terminal, key)
    for key in (PAGE_DOWN,) * 12 + (PAGE_UP,) * 6 + (END,) + (PAGE_UP,) * 6 + (HOME,):
        (walk.jumps if key in (END, HOME) else walk.pages).press(terminal, key)
    Moves().press(terminal, b"/")
    for letter in TYPED:
        walk.typed.press(terminal, letter.encode())


def _told(opened: dict[int, list[float]], memory: dict[int, list[float]], walk: Walk) -> list[Goal]:
    for many in opened:
        frame, held = statistics.median(opened[many]) * 1e3, statistics.median(memory[many])
        say(f"{many:,} entries: first frame {frame:.1f} ms, least {min(opened[many]) * 1e3:.1f} ms, {held:.0f} MiB")
    for name, keys in zip(("cursor moves", "pages", "to either end", "keys in the search"), walk, strict=True):
        say(
            f"{name}: median {statistics.median(keys.seconds) * 1e3:.1f} ms, 95 % {_within(keys.seconds) * 1e3:.1f} ms,"
            f" most {max(keys.seconds) * 1e3:.1f} ms; {statistics.mean(keys.bytes):.0f} bytes on average,"
            f" 95 % {_within(keys.bytes):.0f}; n {len(keys.seconds)}"
        )
    return [
        Goal("first frame at 100,000 entries against 100", ratio(opened[MANY], opened[FEW]), 1.3),
        Goal("memory at 100,000 entries against 100", ratio(memory[MANY], memory[FEW]), 1.3),
        Goal("95 % of cursor moves", _within(walk.moves.seconds) * 1e3, 16, "ms"),
        Goal("bytes of 95 % of cursor moves", _within(walk.moves.bytes), 1024, "bytes"),
        Goal("95 % of pages", _within(walk.pages.seconds) * 1e3, 33, "ms"),
        Goal("95 % of keys in the search", _within(walk.typed.seconds) * 1e3, 50, "ms"),
    ]


def _within(sample: list[float] | list[int]) -> float:
    """What 95 % of a sample don't exceed."""
    return sorted(sample)[max(0, -(-len(sample) * 95 // 100) - 1)]


if __name__ == "__main__":
    sys.exit(main())
