"""From start to the whole first frame of Home with 10,000 entries, against the smallest Textual program."""

import sys
import tempfile
from functools import partial
from pathlib import Path

from rounds import Goal, interleaved, options, ratio, show, verdict
from sample import TEAM, fill, make_team
from started import RITUAL, compiled, environment
from terminal import Terminal

MOST = 1.5
ENTRIES = 10_000
PEOPLE = 8
FLOOR, HOME, FRESH = "Textual hello", f"Home, {ENTRIES:,} entries", "Home, an empty record"
WHOLE = (TEAM, "Standup", "8 people", "This week", "open the round", "quit")
"""What stands in all parts of the frame: heading, next ritual, what happened, and the keys."""


def first_frame(command: tuple[str, ...], env: dict[str, str], words: tuple[str, ...]) -> float:
    """Seconds from start until all the words are on the screen."""
    with Terminal(command, env) as terminal:
        return terminal.until(*words) - terminal.begun


def main() -> int:
    """Measures and judges."""
    asked = options(__doc__ or "", rounds=12)
    compiled()
    with tempfile.TemporaryDirectory(prefix="ritual-benchmark-") as folder:
        homes = {name: Path(folder, name) for name in ("full", "fresh")}
        envs = {name: environment(home) for name, home in homes.items()}
        for name, home in homes.items():
            home.mkdir()
            make_team(envs[name], PEOPLE)
        fill(homes["full"], ENTRIES)
        hello = (sys.executable, "-I", str(Path(__file__).with_name("hello.py")))
        taken = interleaved(
            {
                FLOOR: partial(first_frame, hello, envs["fresh"], ("ready",)),
                HOME: partial(first_frame, RITUAL, envs["full"], WHOLE),
                FRESH: partial(first_frame, RITUAL, envs["fresh"], tuple(w for w in WHOLE if w != "This week")),
            },
            asked.rounds,
        )
    show(taken, FLOOR)
    return verdict([Goal("Home against a Textual hello", ratio(taken[HOME], taken[FLOOR]), MOST)], report=asked.report)


if __name__ == "__main__":
    sys.exit(main())
