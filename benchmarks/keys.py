"""A key in the circle to the redrawn screen, with 12 people, in a pseudo-terminal."""

import sys
import tempfile
import time
from pathlib import Path

from rounds import Goal, options, say, verdict
from sample import fill, make_team
from started import RITUAL, compiled, environment
from terminal import Terminal

MOST_MS = 33.0
PEOPLE = 12
ENTRIES = 10_000
HOLD = 0.35
"""Seconds before the same key comes again: within 0.3 it counts as held down, and does nothing."""
NEXT, BACK = (b"\r", b" "), (b"\x1b[D", b"\x1b[5~")
"""Enter and Space, ← and PgUp: of the two that do the same, each waits while the other is pressed."""
TURNS = 6
"""How many turns on, and then back, one round goes."""
SPEAKER = "▶"
"""Stands before whoever speaks; written again only where somebody else does."""


def main() -> int:
    """Measures and judges."""
    asked = options(__doc__ or "", rounds=10)
    compiled()
    with tempfile.TemporaryDirectory(prefix="ritual-benchmark-") as folder:
        home = Path(folder)
        env = environment(home)
        make_team(env, PEOPLE)
        fill(home, ENTRIES)
        with Terminal((*RITUAL, "start", "standup"), env) as terminal:
            terminal.until("Enter", "start")
            terminal.press(NEXT[0])
            terminal.until(SPEAKER)
            time.sleep(HOLD)
            way = [key for keys in (NEXT, BACK) for n in range(TURNS) for key in (keys[n % 2],)]
            taken = [_pressed(terminal, key) for _ in range(asked.rounds) for key in way]
    for name, keys in (("next", NEXT), ("back", BACK)):
        _show(name, sorted(seconds for seconds, key in zip(taken, way * asked.rounds, strict=True) if key in keys))
    return verdict([Goal("95 % of the keys", within(sorted(taken)), MOST_MS, "ms")], report=asked.report)


def _show(name: str, sample: list[float]) -> None:
    middle, most = sample[len(sample) // 2], sample[-1]
    say(f"{name}   median {middle:5.1f} ms   95 % {within(sample):5.1f} ms   most {most:5.1f} ms   n {len(sample)}")


def _pressed(terminal: Terminal, key: bytes) -> float:
    time.sleep(HOLD / 2)
    terminal.quiet(0.02)
    pressed = terminal.press(key)
    return (terminal.until(SPEAKER) - pressed) * 1e3


def within(sample: list[float]) -> float:
    """What 95 % of a sorted sample don't exceed."""
    return sample[max(0, -(-len(sample) * 95 // 100) - 1)]


if __name__ == "__main__":
    sys.exit(main())
