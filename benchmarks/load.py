"""Ten minutes of a busy endpoint: teams that poll and push, live rounds beside them; nothing may grow meanwhile."""

import argparse
import asyncio
import itertools
import sys
import tempfile
import time
from collections.abc import Callable, Coroutine, Iterable
from pathlib import Path
from random import Random
from statistics import median
from typing import NamedTuple

from endpoint import Endpoint
from rounds import Goal, say, verdict
from started import compiled
from traffic import TOGETHER, Notes, Round, Team, Took

PARTS = 5
"""Into so many parts the time is cut; the first only warms up."""
AT_ONCE = 8
KINDS = ("pull", "push", "live", "shown")
SHARES = (0.5, 0.95, 0.99)
STILL = 60
"""How many seconds after the end everything has to be closed, at the latest."""
MIB = 1 << 20


class Look(NamedTuple):
    """What the endpoint holds at a moment: MiB of memory, open files, MiB of write-ahead log, seconds of processor."""

    at: float
    memory: float
    files: int
    log: float
    processor: float


class Load:
    """One endpoint, its teams, and what was seen."""

    def __init__(self, endpoint: Endpoint, folder: Path, asked: argparse.Namespace) -> None:
        self.endpoint, self.folder, self.asked = endpoint, folder, asked
        self.random, self.notes = Random(asked.seed), Notes()
        port = int(endpoint.url.rpartition(":")[2])
        self.teams = [Team(port, self.notes, self.random) for _ in range(asked.teams)]
        self.looks: list[Look] = []
        self.busy: set[asyncio.Task[None]] = set()

    async def run(self) -> None:
        """Makes the teams, and then does it all until the time is over."""
        self.before = self.look()
        began = time.monotonic()
        await _each(self.teams, self._made)
        say(f"{len(self.teams)} teams of {self.asked.devices} devices made in {time.monotonic() - began:.0f} s")
        self.notes.took.clear()
        self.began, self.until = time.monotonic(), time.monotonic() + self.asked.minutes * 60
        rounds = [asyncio.create_task(self._rounds(n)) for n in range(self.asked.rounds)]
        await asyncio.gather(self._sample(), self._joins(), self._polls())
        await asyncio.gather(*self.busy, *rounds)
        while (after := self.look()).files > self.before.files and time.monotonic() < self.until + STILL:
            await asyncio.sleep(0.1)
        self.after = after

    def look(self) -> Look:
        """What the endpoint holds now."""
        process = Path(f"/proc/{self.endpoint.process.pid}")
        log = self.folder / "endpoint.db-wal"
        spent = sum(map(int, (process / "stat").read_text("utf-8").rpartition(")")[2].split()[11:13])) / 100
        files = len([*(process / "fd").iterdir()])
        return Look(
            time.monotonic(), self.endpoint.memory(), files, log.stat().st_size / MIB if log.exists() else 0, spent
        )

    async def _made(self, team: Team) -> None:
        """A team with a past, which everybody has read."""
        await team.found(self.asked.devices)
        first = team.devices[0]
        for past in range(0, self.asked.past, TOGETHER):
            await team.push(first, [first.put() for _ in range(min(TOGETHER, self.asked.past - past))])
        await team.pull(first)
        for device in team.devices:
            device.cursor = first.cursor

    async def _sample(self) -> None:
        while time.monotonic() < self.until:
            self.looks.append(self.look())
            await asyncio.sleep(min(2.0, self.asked.minutes))

    async def _polls(self) -> None:
        """So many syncs a second begin, whether the ones before have ended or not."""
        for n in itertools.count():
            await asyncio.sleep(self.began + n / self.asked.rate - time.monotonic())
            if time.monotonic() > self.until:
                return
            if len(self.busy) > 500:
                self.notes.odd["syncs that didn't begin"] += 1
                continue
            doing = asyncio.create_task(self.random.choice(self.teams).sync())
            self.busy.add(doing)
            doing.add_done_callback(self.busy.discard)

    async def _joins(self) -> None:
        """Somebody joins, reads everything, and leaves again."""
        while time.monotonic() < self.until:
            team = self.random.choice(self.teams)
            new = await team.join()
            await team.pull(new)
            await team.leave(new)
            await asyncio.sleep(1)

    async def _rounds(self, n: int) -> None:
        """One round after the other, each of another team; no two of them are of one team at once."""
        mine = itertools.cycle(self.teams[n :: self.asked.rounds])
        while time.monotonic() < self.until:
            turns = max(2, int(min(30.0, (self.until - time.monotonic()) / self.asked.pause)))
            await Round(next(mine), min(6, self.asked.devices)).run(turns, self.asked.pause)


async def _each(teams: Iterable[Team], work: Callable[[Team], Coroutine[None, None, None]]) -> None:
    """Does it for all, some at once."""
    left = iter(teams)

    async def some() -> None:
        for team in left:
            await work(team)

    await asyncio.gather(*(some() for _ in range(AT_ONCE)))


class Part(NamedTuple):
    """What was seen in one part of the time."""

    seconds: float
    looks: list[Look]
    took: dict[str, list[Took]]

    def most(self, what: str) -> float:
        """The most of one thing that the endpoint held."""
        return max(float(getattr(look, what)) for look in self.looks)

    def usual(self, what: str) -> float:
        """The median of it."""
        return median(float(getattr(look, what)) for look in self.looks)

    def at(self, kind: str, share: float) -> float:
        """The milliseconds within which so great a share of them was done."""
        seconds = sorted(each.seconds for each in self.took.get(kind, [])) or [0.0]
        return seconds[min(len(seconds) - 1, int(len(seconds) * share))] * 1000

    def __str__(self) -> str:
        first, last = self.looks[0], self.looks[-1]
        core = (last.processor - first.processor) / max(0.01, last.at - first.at)
        asked = sum(map(len, self.took.values())) / self.seconds
        held = f"{self.most('memory'):.0f} MiB, {self.most('files'):.0f} files, log {self.most('log'):.1f} MiB"
        times = (f"{kind} " + " ".join(f"{self.at(kind, share):.0f}" for share in SHARES) for kind in KINDS)
        return f"{asked:.0f} a second, {core:.2f} of a core; {held}; ms at 50, 95, 99 %: {', '.join(times)}"


def parted(load: Load) -> list[Part]:
    """The parts of the time, one after the other."""
    long = (load.until - load.began) / PARTS
    parts = [Part(long, [], {}) for _ in range(PARTS)]

    def part(at: float) -> Part:
        return parts[min(PARTS - 1, int((at - load.began) / long))]

    for look in load.looks:
        part(look.at).looks.append(look)
    for kind, every in load.notes.took.items():
        for each in every:
            part(each.at).took.setdefault(kind, []).append(each)
    return parts


def judged(load: Load, parts: list[Part]) -> list[Goal]:
    """What nobody expected, and what grew from the second part to the last."""
    early, late, odd = parts[1], parts[-1], load.notes.odd
    return [
        Goal("answers that nobody expected", sum(odd.values()), 0, ", ".join(f"{n} {what}" for what, n in odd.items())),
        Goal("memory", late.most("memory") / early.most("memory"), 1.1),
        Goal("open files", late.usual("files") / early.usual("files"), 1.2),
        Goal("open files that stay open", load.after.files - load.before.files, 0, "files"),
        Goal("write-ahead log", max(look.log for look in load.looks), 16, "MiB"),
        *(Goal(f"{kind}, 50 %", late.at(kind, 0.5) / max(1.0, early.at(kind, 0.5)), 1.5) for kind in KINDS),
    ]


def main() -> int:
    """Measures and judges."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=10.0)
    parser.add_argument("--teams", type=int, default=400)
    parser.add_argument("--devices", type=int, default=10, help="of each team")
    parser.add_argument("--past", type=int, default=300, help="events of each team before it begins")
    parser.add_argument("--rate", type=float, default=30.0, help="syncs that begin each second")
    parser.add_argument("--rounds", type=int, default=20, help="live rounds at once, of six each")
    parser.add_argument("--pause", type=float, default=4.0, help="seconds of a turn")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--report", action="store_true", help="only print: a goal that is missed is no failure")
    asked = parser.parse_args()
    compiled()
    with tempfile.TemporaryDirectory(prefix="ritual-benchmark-") as folder:
        data = Path(folder) / "data"
        endpoint = Endpoint(data)
        try:
            load = Load(endpoint, data, asked)
            asyncio.run(load.run())
        finally:
            endpoint.end()
    parts = parted(load)
    for n, part in enumerate(parts):
        say(f"part {n + 1}: {part}")
    return verdict(judged(load, parts), report=asked.report)


if __name__ == "__main__":
    sys.exit(main())
