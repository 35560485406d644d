"""Measures several things in interleaved rounds, so that a busy machine slows all of them alike."""

import argparse
import statistics
import sys
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

Measure = Callable[[], float]


class Goal(NamedTuple):
    """One figure and the most that it may be."""

    name: str
    value: float
    most: float
    unit: str = "x"


def options(about: str, rounds: int) -> argparse.Namespace:
    """What was asked for: `rounds`, and `report` for figures without a verdict."""
    parser = argparse.ArgumentParser(description=about)
    parser.add_argument("--rounds", type=int, default=rounds, help=f"how often each thing is measured ({rounds})")
    parser.add_argument("--report", action="store_true", help="only print: a goal that is missed is no failure")
    return parser.parse_args()


def interleaved(measures: Mapping[str, Measure], rounds: int) -> dict[str, list[float]]:
    """What each measure gave in each round, in seconds; a first round warms up and isn't counted."""
    taken: dict[str, list[float]] = {name: [] for name in measures}
    for round_ in range(rounds + 1):
        for name, measure in measures.items():
            seconds = measure()
            if round_:
                taken[name].append(seconds)
    return taken


def ratio(of: Sequence[float], to: Sequence[float]) -> float:
    """The median of the ratios of each round."""
    return statistics.median(one / other for one, other in zip(of, to, strict=True))


def show(taken: Mapping[str, Sequence[float]], floor: str) -> None:
    """One line a thing: median and least milliseconds, and the ratio to the floor."""
    width = max(len(name) for name in taken)
    say(f"{'':{width}}  median ms  least ms   ratio")
    for name, seconds in taken.items():
        median, least = statistics.median(seconds) * 1e3, min(seconds) * 1e3
        say(f"{name:{width}}  {median:9.1f} {least:9.1f} {ratio(seconds, taken[floor]):7.2f}")


def verdict(goals: Sequence[Goal], *, report: bool) -> int:
    """Says for each goal whether it is met; the exit code is 1 where one is missed and more than a report is asked."""
    for goal in goals:
        met = "met" if goal.value <= goal.most else "MISSED"
        say(f"{goal.name}: {goal.value:.2f} {goal.unit}, at most {goal.most:g}: {met}")
    return int(any(goal.value > goal.most for goal in goals) and not report)


def say(line: str) -> None:
    """One line of the report."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()
