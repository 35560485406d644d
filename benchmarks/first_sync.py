"""The first sync of somebody who joins a team with a year behind it: from start to exit, and how fast its events come.

A team of 50 is made and shared through an endpoint on this machine. Then `ritual join -` runs in an empty home, and its
record is read anew by the same engine in this process: opened, applied and searchable.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

from endpoint import Endpoint
from rounds import Goal, say, verdict
from sample import FREQUENT, fill, make_team
from started import RITUAL, compiled, environment, run

from ritual.actions.syncing import connected
from ritual.files.keys import read_keys
from ritual.store.query import Query
from ritual.store.shared import SharedRecord
from ritual.sync.engine import Engine
from ritual.sync.log import Log
from ritual.sync.sealing import Hand

A_DAY = 300
"""Six entries a day of each of 50 people."""
MOST = 12.0
LEAST = 15_000
"""Events a second that are opened, applied and searchable."""


def joined(home: Path, link: str) -> float:
    """The seconds of a whole `ritual join` in an empty home."""
    began = time.perf_counter()
    done = subprocess.run(
        (*RITUAL, "join", "-"), env=environment(home), input=link, capture_output=True, encoding="utf-8", cwd=home
    )
    took = time.perf_counter() - began
    if done.returncode:
        sys.exit(done.stderr)
    say(f"joined in {took:.1f} s; it said: {', '.join(done.stderr.splitlines())}")
    return took


def read_anew(env: Mapping[str, str], team: str, path: Path) -> tuple[float, float]:
    """Events a second into an empty record, and for each second of this process."""
    keys = read_keys(env, team)
    assert keys
    with SharedRecord.open(str(path)) as record, closing(connected(keys)) as http:
        record.share(keys.endpoint)
        record.make_room()
        hand = Hand(keys.team, keys.member, keys.device)
        engine = Engine(record, Log(http, keys.team), hand, keys.epochs, os.urandom)
        engine.reads_ahead = True
        began, own = time.perf_counter(), time.process_time()
        came = engine.sync().came
        took, used = time.perf_counter() - began, time.process_time() - own
        assert record.log(Query(words=FREQUENT, limit=5))
    return came / took, came / used


def main() -> int:
    """Measures and judges."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--entries", type=int, default=75_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--report", action="store_true", help="only print: a goal that is missed is no failure")
    asked = parser.parse_args()
    compiled()
    with tempfile.TemporaryDirectory(prefix="ritual-benchmark-") as folder:
        first = Path(folder) / "first"
        first.mkdir()
        env = environment(first) | {"RITUAL_SYNC": "off"}
        make_team(env, people=50)
        fill(first, asked.entries, A_DAY)
        endpoint = Endpoint(Path(folder) / "endpoint")
        try:
            run((*RITUAL, "share", endpoint.url, "--yes"), env)
            took, rates = [], []
            for n in range(asked.rounds):
                home = Path(folder) / f"home{n}"
                home.mkdir()
                told = subprocess.run((*RITUAL, "invite", f"@p{n + 1:02}"), env=env, capture_output=True, check=True)
                took.append(joined(home, told.stdout.decode()))
                (team,) = (each.name for each in (home / "data" / "teams").iterdir())
                rates.append(read_anew(environment(home), team, Path(folder) / f"record{n}" / "record.db"))
        finally:
            endpoint.end()
    fastest, leanest = (max(each) for each in zip(*rates, strict=True))
    say(f"at best {fastest:.0f} events a second, {leanest:.0f} for each second of the client's own")
    goals = [Goal(f"first sync of {asked.entries}, at best", min(took), MOST * asked.entries / 75_000, " s")]
    goals.append(Goal("seconds for 15,000 events", LEAST / fastest, 1.0, " s"))
    return verdict(goals, report=asked.report)


if __name__ == "__main__":
    sys.exit(main())
