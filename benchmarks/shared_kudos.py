"""`ritual kudos @p01 WORDS` on a shared team, with the sync that it starts, against the same on a team that isn't.

The sync goes on in a process of its own; before anything else is measured it has ended. What starting it costs is told
apart: the same kudos with RITUAL_SYNC=off.
"""

import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

from endpoint import Endpoint
from kudos import WORDS
from rounds import Goal, interleaved, options, ratio, show, verdict
from sample import make_team, practise
from started import RITUAL, compiled, environment, run, seconds

MOST = 1.1
LOCAL, UNSENT, SHARED = "on a local team", "on a shared team, without a sync", "on a shared team"
COMMAND = (*RITUAL, *WORDS)


def sent(env: Mapping[str, str]) -> float:
    """The seconds of a kudos that starts a sync, which has ended when this returns."""
    took = seconds(COMMAND, env)
    run((*RITUAL, "sync"), env)
    return took


def main() -> int:
    """Measures and judges."""
    asked = options(__doc__ or "", rounds=20)
    compiled()
    with tempfile.TemporaryDirectory(prefix="ritual-benchmark-") as folder:
        endpoint = Endpoint(Path(folder) / "endpoint")
        try:
            envs = []
            for name in ("local", "shared"):
                (Path(folder) / name).mkdir()
                envs.append(environment(Path(folder) / name))
                make_team(envs[-1], people=8)
            local, shared = envs
            run((*RITUAL, "share", endpoint.url, "--yes"), shared)
            off = shared | {"RITUAL_SYNC": "off"}
            for env in (local, off):
                practise(env)
            measures = {
                LOCAL: lambda: seconds(COMMAND, local),
                UNSENT: lambda: seconds(COMMAND, off),
                SHARED: lambda: sent(shared),
            }
            taken = interleaved(measures, asked.rounds)
        finally:
            endpoint.end()
    show(taken, LOCAL)
    return verdict([Goal(f"{SHARED} against {LOCAL}", ratio(taken[SHARED], taken[LOCAL]), MOST)], report=asked.report)


if __name__ == "__main__":
    sys.exit(main())
