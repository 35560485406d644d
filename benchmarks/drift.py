"""A thousand kudos in a row, and one more on a record of any size: whether the last costs what the first did."""

import argparse
import statistics
import sys
import tempfile
from functools import partial
from pathlib import Path

from rounds import Goal, interleaved, ratio, say, show, verdict
from sample import fill, make_team, practise
from started import BARE, RITUAL, compiled, cpu_seconds, environment, seconds

MOST_DRIFT, MOST_GROWTH = 1.15, 1.3
FEW = 1_000
WORDS = ("kudos", "@p01", "the rollback notes saved me an hour at two in the morning")
FLOOR = "python -I -c pass"


def drift(many: int) -> Goal:
    """Processor time of the last tenth of many kudos in a row against the first tenth's: waiting for a disk varies."""
    with tempfile.TemporaryDirectory(prefix="ritual-benchmark-") as folder:
        env = environment(Path(folder))
        make_team(env, people=8)
        practise(env)
        pairs = [(cpu_seconds((*RITUAL, *WORDS), env), cpu_seconds(BARE, env)) for _ in range(many)]
        (log,) = Path(folder).glob("data/teams/*/record.db-wal")
        length = log.stat().st_size
    ratios = [kudos / bare for kudos, bare in pairs]
    tenth = max(1, many // 10)
    first, last = statistics.median(ratios[:tenth]), statistics.median(ratios[-tenth:])
    say(
        f"{many:,} in a row: {first:.2f} bare starts at first, {last:.2f} at last; the log is {length // 1024} KiB long"
    )
    return Goal("the last of many in a row against the first", last / first, MOST_DRIFT)


def growth(most: int, rounds: int) -> Goal:
    """One kudos on a record of `most` entries against one on a record of a thousand."""
    with tempfile.TemporaryDirectory(prefix="ritual-benchmark-") as folder:
        measures = {FLOOR: partial(seconds, BARE, environment(Path(folder)))}
        for entries in (FEW, most):
            home = Path(folder, str(entries))
            home.mkdir()
            env = environment(home)
            make_team(env, people=8)
            fill(home, entries)
            practise(env)
            measures[f"kudos at {entries:,} entries"] = partial(seconds, (*RITUAL, *WORDS), env)
        taken = interleaved(measures, rounds)
    show(taken, FLOOR)
    few, many = list(taken)[1:]
    return Goal(f"{many} against {FEW:,}", ratio(taken[many], taken[few]), MOST_GROWTH)


def main() -> int:
    """Measures and judges."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--many", type=int, default=1000, help="how many in a row (1000)")
    parser.add_argument("--entries", type=int, default=100_000, help="the size of the large record (100000)")
    parser.add_argument("--rounds", type=int, default=20, help="how often a kudos is measured on each record (20)")
    parser.add_argument("--report", action="store_true", help="only print: a goal that is missed is no failure")
    asked = parser.parse_args()
    compiled()
    return verdict([drift(asked.many), growth(asked.entries, asked.rounds)], report=asked.report)


if __name__ == "__main__":
    sys.exit(main())
