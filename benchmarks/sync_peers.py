"""Pushing to and pulling from the endpoint and other servers of small records, side by side on one disk.

`--install DIR` installs the others, in pinned versions, and ends; `--peers DIR` uses them. Every server gets the same
body in each record. A pull is of all that a server holds by then, 10,000 at most, from zero and over the wire.
"""

import argparse
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from statistics import median

from endpoint import Done, Endpoint, filled, ours, pulled, pushed, told
from rounds import Goal, ratio, say, verdict
from started import compiled
from sync_servers import Peer, install, started

MINE = "ritual"
GOALS = {
    (8, 100): {"pouchdb-server": 3.0, "Kinto": 50.0},
    (32, 1): {"Kinto": 20.0},
}
PULL_GOALS = {"Kinto": 2.0}
MOST = 10_000


def pushes(peers: Mapping[str, Peer], rounds: int, seconds: float) -> list[Goal]:
    """Every server is pushed to in turns; what is wanted of the ratios."""
    goals = []
    for (clients, count), wanted in GOALS.items():
        done: dict[str, list[Done]] = {name: [] for name in peers}
        for _ in range(rounds):
            for name, peer in peers.items():
                done[name].append(pushed(peer, clients, count, seconds))
        say(f"{clients} clients push {count}:")
        for name, each in done.items():
            say(f"  {name}: {told(sorted(each, key=lambda one: one.rate)[len(each) // 2])}")
        rates = {name: [one.rate for one in each] for name, each in done.items()}
        goals += compared(rates, wanted, f"{clients} clients push {count}")
    return goals


def pulls(peers: Mapping[str, Peer], rounds: int) -> list[Goal]:
    """Every server is pulled from in turns; what is wanted of the ratios."""
    filled(peers[MINE], MOST)
    rates = {name: [pulled(peer, MOST) for _ in range(rounds)] for name, peer in peers.items()}
    say("pull:")
    for name, each in rates.items():
        say(f"  {name}: {median(each):.0f} a second")
    return compared(rates, PULL_GOALS, "pull")


def compared(rates: Mapping[str, list[float]], wanted: Mapping[str, float], what: str) -> list[Goal]:
    """How many times as fast this is; what counts is the other's part, so that less is better as everywhere."""
    every = {name: ratio(each, rates[MINE]) for name, each in rates.items() if name != MINE}
    for name, part in every.items():
        say(f"  {1 / part:.1f} times {name}" if part else f"  {name} kept nothing")
    return [Goal(f"{what}: {name}", every[name], 1 / times) for name, times in wanted.items() if name in every]


def main() -> int:
    """Measures and judges."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--install", type=Path, metavar="DIR", help="install the peers there")
    parser.add_argument("--peers", type=Path, metavar="DIR", help="where they are")
    parser.add_argument("--rounds", type=int, default=3, help="how often each thing is measured (3)")
    parser.add_argument("--seconds", type=float, default=3.0, help="for how long (3)")
    parser.add_argument("--report", action="store_true", help="only print: a goal that is missed is no failure")
    asked = parser.parse_args()
    if asked.install:
        return install(asked.install)
    if not asked.peers:
        parser.error("--peers DIR says where the peers are; --install DIR installs them")
    compiled()
    with tempfile.TemporaryDirectory(prefix="ritual-benchmark-") as folder:
        endpoint = Endpoint(Path(folder) / "ritual")
        try:
            with started(asked.peers.resolve(), Path(folder)) as others:
                peers = {MINE: ours(endpoint.url), **others}
                say("; ".join((f"Python {sys.version.split()[0]}", *(peer.version for peer in peers.values()))))
                goals = pushes(peers, asked.rounds, asked.seconds) + pulls(peers, asked.rounds)
        finally:
            endpoint.end()
    return verdict(goals, report=asked.report)


if __name__ == "__main__":
    sys.exit(main())
