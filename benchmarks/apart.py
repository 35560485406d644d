"""A key in one terminal to the redrawn screen in another, 12 people, through a real endpoint on loopback."""

import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from keys import BACK, ENTRIES, HOLD, NEXT, PEOPLE, SPEAKER, TURNS, within
from rounds import Goal, options, say, verdict
from sample import fill, make_team
from started import RITUAL, compiled, environment
from terminal import Terminal

MOST_MS = 150.0


def main() -> int:
    """Measures and judges."""
    asked = options(__doc__ or "", rounds=5)
    compiled()
    with tempfile.TemporaryDirectory(prefix="ritual-benchmark-") as folder, _endpoint(Path(folder)) as address:
        leads, takes_part = (environment(_home(Path(folder), name)) for name in ("leads", "takes-part"))
        make_team(leads, PEOPLE)
        fill(Path(leads["HOME"]), ENTRIES)
        _run(leads, "share", address, "--yes")
        _run(takes_part, "join", "-", given=_run(leads, "invite", "@p01"))
        with Terminal((*RITUAL, "start", "standup"), leads) as one:
            one.until("Enter", "start")
            one.press(NEXT[0])
            one.until(SPEAKER)
            with Terminal((*RITUAL, "join-in"), takes_part) as other:
                other.until(SPEAKER)
                time.sleep(2)
                way = [key for keys in (NEXT, BACK) for n in range(TURNS) for key in (keys[n % 2],)]
                taken = sorted(_crossed(one, other, key) for _ in range(asked.rounds) for key in way)
    middle, most = taken[len(taken) // 2], taken[-1]
    say(f"median {middle:5.1f} ms   95 % {within(taken):5.1f} ms   most {most:5.1f} ms   n {len(taken)}")
    return verdict([Goal("95 % of the keys", within(taken), MOST_MS, "ms")], report=asked.report)


def _crossed(one: Terminal, other: Terminal, key: bytes) -> float:
    time.sleep(HOLD / 2)
    one.quiet(0.02)
    other.quiet(0.02)
    other.forget()
    pressed = one.press(key)
    seen = other.until(SPEAKER)
    one.until(SPEAKER)
    return (seen - pressed) * 1e3


def _home(folder: Path, name: str) -> Path:
    (folder / name).mkdir()
    return folder / name


def _run(env: dict[str, str], *words: str, given: str = "") -> str:
    done = subprocess.run(
        (*RITUAL, *words), env=env, input=given, encoding="utf-8", capture_output=True, cwd=env["HOME"]
    )
    if done.returncode:
        sys.exit(f"{words} failed with {done.returncode}: {done.stderr}")
    return done.stdout


@contextmanager
def _endpoint(folder: Path) -> Iterator[str]:
    words = (*RITUAL, "serve", "--port", "0", "--data", str(folder / "endpoint"))
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, encoding="utf-8") as process:
        assert process.stdout
        found = next((m for line in process.stdout if (m := re.search(r"http://127\.0\.0\.1:\d+", line))), None)
        try:
            yield found.group() if found else sys.exit("The endpoint doesn't say where it listens.")
        finally:
            process.terminate()


if __name__ == "__main__":
    sys.exit(main())
