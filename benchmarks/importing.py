"""`ritual import` of 100,000 rows of CSV, the export of what landed, and that taken in on an empty machine."""

import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from rounds import Goal, options, say, verdict
from sample import LOGGED, THANKED, make_team
from started import RITUAL, compiled, environment, seconds

ROWS = 100_000
MOST_SECONDS = 20.0


def main() -> int:
    """Measures and judges; each round begins with a new team."""
    asked = options(__doc__ or "", rounds=1)
    compiled()
    with tempfile.TemporaryDirectory(prefix="ritual-benchmark-") as folder:
        rounds = [_round(Path(folder)) for _ in range(asked.rounds)]
    for name, taken in zip(
        ("CSV in", "export", "export in, empty machine", "backup"), zip(*rounds, strict=True), strict=True
    ):
        say(f"{name:<26} {min(taken):6.1f} s {ROWS / min(taken):9.0f} entries a second")
    return verdict([Goal("100,000 rows of CSV", min(r[0] for r in rounds), MOST_SECONDS, "s")], report=asked.report)


def _round(folder: Path) -> tuple[float, ...]:
    home, empty = folder / "home", folder / "empty"
    for each in (home, empty):
        shutil.rmtree(each, ignore_errors=True)
        each.mkdir()
    make_team(environment(home), people=8)
    csv, jsonl, backup = (str(folder / name) for name in ("rows.csv", "export.jsonl", "backup.db"))
    Path(csv).write_text("".join(_rows()), encoding="utf-8")
    runs = (
        (home, ("import", csv)),
        (home, ("export", "-o", jsonl)),
        (empty, ("import", jsonl, "--me", "@p00")),
        (home, ("backup", backup, "--force")),
    )
    return tuple(seconds((*RITUAL, *words), environment(at)) for at, words in runs)


def _rows() -> Iterator[str]:
    yield "kind,author,at,text,to\n"
    for n in range(ROWS):
        at = f"20{15 + n % 11}-{n % 12 + 1:02}-{n % 28 + 1:02} {n % 24:02}:{n % 60:02}"
        giver, receiver = n % 8, (n + 3) % 8
        if n % 2:
            yield f'win,@p0{giver},{at},"{LOGGED.format(n=n, rare="")}",\n'
        else:
            yield f'kudos,@p0{giver},{at},"{THANKED.format(n=n, rare="")}",@p0{receiver}\n'


if __name__ == "__main__":
    sys.exit(main())
