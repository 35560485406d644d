"""Many courses of bad luck, by seeds, for the model of the protocol and for real records that sync by it.

Stops at the first seed after which something is wrong, and says how to have it again. With a rule switched off it has
to find such a seed: a rule that nothing misses is none.
"""

import argparse
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from random import Random

import pytest
from rounds import say

# The tests are no package that is installed.
sys.path[:0] = [str(Path(__file__).parents[1] / folder) for folder in (".", "src", "scripts")]

from tests.endpoint import rules as of_model  # noqa: E402
from tests.endpoint.model import CALM, FEW, STORM  # noqa: E402
from tests.sync import rules as of_records  # noqa: E402
from tests.sync import world as records  # noqa: E402

Course = Callable[[int], list[str]]
WORLDS: Mapping[str, Mapping[str, object]] = {"model": of_model.RULES, "records": of_records.RULES}
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
    about = f"{world}, without {off}" if off else world
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("ritual.sync.engine.PUSH_EVENTS", FEW)
        course = _course(world, off, asked.weather, patch)
        began, done = time.monotonic(), 0
        for seed in range(asked.first, asked.first + asked.seeds):
            wrong = _run(course, seed)
            done += 1
            took = time.monotonic() - began
            if wrong:
                found = f"{about}: seed {seed}, after {done} in {took:.0f} s: {wrong}"
                say(f"{found}. Again: benchmarks/soak.py {_words(world, off, asked.weather)} --first {seed} --seeds 1")
                return 0 if off else 1
            if took > asked.seconds:
                break
    ended = f"{about}: {done} seeds from {asked.first} on ended well, {done / (time.monotonic() - began):.0f} a second"
    say(f"{ended}, though the rule was off" if off else ended)
    return int(bool(off))


def _course(world: str, off: str, weather: str, patch: pytest.MonkeyPatch) -> Course:
    if world == "model":
        return of_model.RULES[off](patch) if off else of_model.course(odds=ODDS[weather])
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
    parser.add_argument("--first", type=int, default=0, help="the first seed (0)")
    parser.add_argument("--seconds", type=float, default=float("inf"), help="end a world after so many")
    parser.add_argument("--world", choices=WORLDS, help="only this one")
    parser.add_argument(
        "--weather", choices=ODDS, default="calm", help="in a storm the endpoint is put back very often"
    )
    parser.add_argument("--switched-off", metavar="RULE", default="", help="do without a rule, or each of all in turn")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
