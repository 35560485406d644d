"""The first sync of somebody who joins a team with a year behind it: from start to exit, and how fast its events come.

A team of 50 is made and shared through an endpoint on this machine. Then `ritual join -` runs in an empty home, and its
record is read anew by the same engine in this process: opened, applied and searchable. At last one starts over.
"""

import argparse
import os
import sqlite3
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
from started import RITUAL, compiled, environment, peak, run

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
MEMORY = 200.0


def measured(home: Path, *words: str, given: str = "") -> tuple[float, float]:
    """The seconds of a whole command, and the most memory that it held, in MiB."""
    began = time.perf_counter()
    held = peak((*RITUAL, *words), environment(home), given)
    return time.perf_counter() - began, held


def resynced(home: Path) -> tuple[float, float]:
    """The same of a sync that starts over, as after an endpoint or a record was put back from an older copy."""
    (path,) = home.glob("data/teams/*/record.db")
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("DELETE FROM meta WHERE key = 'sync.cursor'")
    return measured(home, "sync")


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
            joins, rates = [], []
            for n in range(asked.rounds):
                home = Path(folder) / f"home{n}"
                home.mkdir()
                told = subprocess.run((*RITUAL, "invite", f"@p{n + 1:02}"), env=env, capture_output=True, check=True)
                joins.append(measured(home, "join", "-", given=told.stdout.decode()))
                (team,) = (each.name for each in (home / "data" / "teams").iterdir())
                rates.append(read_anew(environment(home), team, Path(folder) / f"record{n}" / "record.db"))
            again, held_again = resynced(home)
        finally:
            endpoint.end()
    took, held = min(each for each, _ in joins), max(each for _, each in joins)
    fastest, leanest = (max(each) for each in zip(*rates, strict=True))
    say(f"at best {fastest:.0f} events a second, {leanest:.0f} for each second of the client's own")
    say(f"started over in {again:.1f} s")
    goals = [Goal(f"first sync of {asked.entries}, at best", took, MOST * asked.entries / 75_000, " s")]
    goals.append(Goal("seconds for 15,000 events", LEAST / fastest, 1.0, " s"))
    goals.append(Goal("most memory held by a first sync", held, MEMORY, " MiB"))
    goals.append(Goal("most memory held by starting over", held_again, MEMORY, " MiB"))
    return verdict(goals, report=asked.report)


if __name__ == "__main__":
    sys.exit(main())
