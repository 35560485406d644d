"""Many courses of bad luck, by seeds, for the model of the protocol, the endpoint's own files, and real records.

Stops at the first seed after which something is wrong, and says how to have it again. With a rule switched off it has
to find such a seed: a rule that nothing misses is none.
"""

import argparse
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from multiprocessing import Pool
from pathlib import Path
from random import Random

import pytest
from rounds import say

# The tests are no package that is installed.
sys.path[:0] = [str(Path(__file__).parents[1] / folder) for folder in (".", "src", "scripts")]

from tests.endpoint import on_disk  # noqa: E402
from tests.endpoint import rules as of_model  # noqa: E402
from tests.endpoint.model import CALM, FEW, STORM  # noqa: E402
from tests.sync import rules as of_records  # noqa: E402
from tests.sync import world as records  # noqa: E402

Course = Callable[[int], list[str]]
Ran = Callable[[range], tuple[int, str]]
TOGETHER = 50
TOLD = 1000
"""After how many seeds it says how far it is, so that it can be continued from there."""
WORLDS: Mapping[str, Mapping[str, object]] = {
    "model": of_model.RULES,
    "disk": on_disk.RULES,
    "records": of_records.RULES,
}
ODDS = {"calm": CALM, "storm": STORM}


def main() -> int:
    """Runs courses until the seeds or the seconds are used up; the exit code is 1 where it didn't end as it has to."""
    asked = _asked()
    worlds = (asked.world,) if asked.world else tuple(WORLDS)
    if not asked.switched_off:
        return max(_soaked(world, asked, "") for world in worlds)
    pairs = [(world, rule) for world in worlds for rule in WORLDS[world] if asked.switched_off in (rule, "all")]
    if not pairs:
        say(f"no such rule; the {' and the '.join(worlds)} know " + ", ".join(r for w in worlds for r in WORLDS[w]))
        return 2
    return max(_soaked(world, asked, rule) for world, rule in pairs)


def _soaked(world: str, asked: argparse.Namespace, off: str) -> int:
    about, words = f"{world}, without {off}" if off else world, _words(world, off, asked.weather)
    end, began, told = asked.first + asked.seeds, time.monotonic(), asked.first
    parts = [range(first, min(end, first + TOGETHER)) for first in range(asked.first, end, TOGETHER)]
    with _workers(asked.jobs) as run:
        for seed, wrong in run(partial(_ran, world, off, asked.weather), parts):
            took = time.monotonic() - began
            if wrong:
                again = f"benchmarks/soak.py {words} --first {seed} --seeds 1"
                say(f"{about}: seed {seed}, in {took:.0f} s: {wrong}. Again: {again}")
                return 0 if off else 1
            done = seed + 1 - asked.first
            ended = f"{about}: {done} seeds from {asked.first} on ended well, {done / took:.0f} a second"
            if took > asked.seconds:
                break
            if seed + 1 < end and seed + 1 - told >= TOLD:
                told = seed + 1
                say(f"{ended}. On from here: {words} --first {told}")
    say(f"{ended}, though the rule was off" if off else ended)
    return int(bool(off))


@contextmanager
def _workers(jobs: int) -> Iterator[Callable[[Ran, list[range]], Iterator[tuple[int, str]]]]:
    """What gives for parts of the seeds in their order what became of them, in so many processes."""
    if jobs == 1:
        yield map
        return
    with Pool(jobs) as pool:
        yield pool.imap


def _ran(world: str, off: str, weather: str, seeds: range) -> tuple[int, str]:
    """Runs the courses of these seeds: the first after which something is wrong and what, or the last and ""."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("ritual.sync.batches.PUSH_EVENTS", FEW)
        course = _course(world, off, weather, patch)
        for seed in seeds:
            if wrong := _run(course, seed):
                return seed, wrong
    return seeds[-1], ""


def _course(world: str, off: str, weather: str, patch: pytest.MonkeyPatch) -> Course:
    if world == "model":
        return of_model.RULES[off](patch) if off else of_model.course(odds=ODDS[weather])
    if world == "disk":
        if off:
            on_disk.RULES[off](patch)
        return lambda seed: on_disk.faults(seed, STORM if off else ODDS[weather])
    if off:
        of_records.RULES[off](patch)
    return lambda seed: records.faults(Random(seed), ODDS[weather])


def _run(course: Course, seed: int) -> str:
    """What is wrong after the course of that seed, "" where nothing is."""
    try:
        return "; ".join(dict.fromkeys(course(seed)))
    except Exception as error:  # noqa: BLE001  whatever breaks is the answer
        return f"{type(error).__name__} {error}".strip()


def _words(world: str, off: str, weather: str) -> str:
    return f"--world {world} --weather {weather}" + (f" --switched-off {off}" if off else "")


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--seeds", type=int, default=20_000, help="how many courses of each world (20000)")
    parser.add_argument("--first", type=int, default=0, help="the first seed (0), to go on where it was stopped")
    parser.add_argument("--seconds", type=float, default=float("inf"), help="end a world after so many")
    parser.add_argument("--jobs", type=int, default=1, help="how many processes share the seeds (1)")
    parser.add_argument("--world", choices=WORLDS, help="only this one")
    parser.add_argument(
        "--weather", choices=ODDS, default="calm", help="in a storm the endpoint is put back very often"
    )
    parser.add_argument("--switched-off", metavar="RULE", default="", help="do without a rule, or each of all in turn")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
