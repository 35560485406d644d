"""10,000 connections that say nothing: who is too many is told so at once, and who is in is served as before."""

import argparse
import asyncio
import resource
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from endpoint import Device, Endpoint, devices
from rounds import Goal, say, verdict

MOST_MIB = 64.0
AT_ONCE = 250


async def measured(endpoint: Endpoint, count: int) -> list[Goal]:
    """Opens the connections and asks in between; gives what is judged."""
    async with devices(endpoint.url, 1) as (device,):
        quiet = median([await _asked(device) for _ in range(100)])
        before, idle, beside = endpoint.memory(), [], [quiet]
        for _ in range(count // AT_ONCE):
            idle += [await asyncio.open_connection("127.0.0.1", device.port) for _ in range(AT_ONCE)]
            beside += [await _asked(device) for _ in range(5)]
        grown = endpoint.memory() - before
        refused = sum(await asyncio.gather(*(_is_refused(reader) for reader, _ in idle)))
        began = time.perf_counter()
        await asyncio.gather(*(reader.read() for reader, _ in idle))
        say(f"{count} connections: {refused} refused with a 503, {count - refused} kept; {grown:.1f} MiB more")
        say(f"the last of them was closed {time.perf_counter() - began:.0f} s after the last was opened")
        say(f"a pull beside them {median(beside) * 1e3:.1f} ms, before {quiet * 1e3:.1f} ms")
        for _, writer in idle:
            writer.close()
        return [Goal("memory", grown, MOST_MIB, "MiB"), Goal("a pull", median(beside) / quiet, 2.0)]


async def _asked(device: Device) -> float:
    began = time.perf_counter()
    await device.ask("GET", f"/v1/teams/{device.team}/events")
    return time.perf_counter() - began


async def _is_refused(reader: asyncio.StreamReader) -> bool:
    try:
        return b"503" in await asyncio.wait_for(reader.read(12), 2)
    except TimeoutError:
        return False


def main() -> int:
    """Measures and judges."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--connections", type=int, default=10_000)
    parser.add_argument("--report", action="store_true", help="only print: a goal that is missed is no failure")
    asked = parser.parse_args()
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    with tempfile.TemporaryDirectory(prefix="ritual-benchmark-") as folder:
        endpoint = Endpoint(Path(folder))
        try:
            return verdict(asyncio.run(measured(endpoint, asked.connections)), report=asked.report)
        finally:
            endpoint.end()


if __name__ == "__main__":
    sys.exit(main())
