"""How `ritual log`, a search and an append keep their speed as a record grows from a thousand entries to a million."""

import argparse
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from grown import PEERS, Peer
from rounds import Goal, interleaved, ratio, say, show, verdict
from sample import A_DAY, FREQUENT, RARE, fill, make_team
from started import BARE, RITUAL, compiled, environment, peak, seconds

FLAT, FASTER, MEMORY = 1.3, {"jrnl": 100.0, "task": 30.0}, 40.0
SIZES = "1000,10000,100000,1000000"
PEERS_AT = 100_000
LOG = ("log", "-n", "20")
LOOKS = {"log -n 20": LOG, "rare word": ("log", RARE), "frequent word": ("log", FREQUENT)}
APPEND = ("win", "search no longer times out under load, today")
FLOOR = "python -I -c pass"


def main() -> int:
    """Measures and judges."""
    asked = _asked()
    sizes = sorted({int(size) for size in asked.sizes.split(",")})
    compiled()
    with _kept(asked.stores) as stores:
        homes = {size: _store(stores, size, asked.a_day) for size in sizes}
        measures = {FLOOR: partial(seconds, BARE, environment(stores))}
        for size, home in homes.items():
            for name, words in (*LOOKS.items(), ("append", APPEND)):
                measures[_named(name, size)] = partial(seconds, (*RITUAL, *words), environment(home))
        peers = {name: PEERS[name](stores / name, PEERS_AT) for name in asked.peers.split(",") if name}
        for name, peer in peers.items():
            measures[_named(f"{name}: last 20", PEERS_AT)] = partial(seconds, peer.look, peer.env)
        taken = interleaved(measures, asked.rounds)
        show(taken, FLOOR)
        largest = homes[sizes[-1]]
        memory = {name: peak((*RITUAL, *words), environment(largest)) for name, words in LOOKS.items()}
    for name, mebibytes in memory.items():
        say(f"{_named(name, sizes[-1])}: {mebibytes:.0f} MiB at its peak")
    return verdict(_goals(taken, sizes, memory, peers), report=asked.report)


def _goals(
    taken: Mapping[str, list[float]], sizes: list[int], memory: Mapping[str, float], peers: Mapping[str, Peer]
) -> list[Goal]:
    first, last = sizes[0], sizes[-1]
    goals = [
        Goal(
            f"{name}, {last:,} entries against {first:,}",
            ratio(taken[_named(name, last)], taken[_named(name, first)]),
            FLAT,
        )
        for name in (*LOOKS, "append")
    ]
    goals.append(Goal(f"memory at {last:,} entries", max(memory.values()), MEMORY, "MiB"))
    for name in peers:
        if PEERS_AT in sizes:
            share = ratio(taken[_named("log -n 20", PEERS_AT)], taken[_named(f"{name}: last 20", PEERS_AT)])
            goals.append(
                Goal(f"log -n 20 as a share of {name}'s at {PEERS_AT:,}", share * 100, 100 / FASTER[name], "%")
            )
    return goals


def _named(name: str, size: int) -> str:
    return f"{name}, {size:,}"


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=10, help="how often each thing is measured (10)")
    parser.add_argument("--report", action="store_true", help="only print: a goal that is missed is no failure")
    parser.add_argument("--sizes", default=SIZES, help=f"numbers of entries ({SIZES}); a million takes minutes to make")
    parser.add_argument("--a-day", type=int, default=A_DAY, help=f"entries of one day ({A_DAY}); 550 is a large team")
    parser.add_argument("--stores", type=Path, help="a folder that keeps the records for the next time")
    parser.add_argument("--peers", default="", help="other programs beside it, at 100,000 entries: jrnl,task")
    return parser.parse_args()


@contextmanager
def _kept(folder: Path | None) -> Iterator[Path]:
    if folder:
        folder.mkdir(parents=True, exist_ok=True)
        yield folder.resolve()
        return
    with tempfile.TemporaryDirectory(prefix="ritual-benchmark-") as passing:
        yield Path(passing)


def _store(stores: Path, size: int, a_day: int) -> Path:
    """The home of a team with so many entries, made where it isn't there yet."""
    home = stores / f"{size}-{a_day}"
    if not home.exists():
        begun = time.perf_counter()
        making = stores / f"{size}-{a_day}.{os.getpid()}"
        making.mkdir()
        make_team(environment(making), people=12)
        fill(making, size, a_day)
        shutil.move(making, home)
        say(f"{size:,} entries made in {time.perf_counter() - begun:.0f} s")
    return home


if __name__ == "__main__":
    sys.exit(main())
