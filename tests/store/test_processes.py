"""Several processes on one record, and processes that die."""

import itertools
import os
import signal
import subprocess
from pathlib import Path

from ritual.store.record import Record
from tests.store.making import kudos, started

WRITER = """
import itertools, sys
from ritual.store.record import Record
from tests.store.making import kudos
path, name, many = sys.argv[1], sys.argv[2], int(sys.argv[3])
with Record.open(path) as record:
    for n in itertools.islice(itertools.count(), many or None):
        record.append([kudos(f"{name}-{n}", f"words{n} of {name}", n % 600)])
        print(f"{name}-{n}", flush=True)
"""


def writer(path: Path, name: str, many: int) -> subprocess.Popen[str]:
    """A process that appends, and prints each id once it is kept; for ever if `many` is 0."""
    return started(WRITER, str(path), name, str(many))


def test_processes_that_open_and_write_a_new_record_at_once_lose_nothing(tmp_path: Path) -> None:
    path = tmp_path / "team" / "record.db"
    running = [writer(path, name, 20) for name in ("one", "two", "three")]
    printed = {line for each in running for line in each.communicate(timeout=60)[0].split()}
    assert [each.returncode for each in running] == [0, 0, 0]
    with Record.open(str(path)) as record:
        assert {each.id for each in record.entries("kudos")} == printed
        assert len(printed) == 60
        assert record.check() == []


def test_an_open_record_sees_at_once_what_another_process_wrote(tmp_path: Path) -> None:
    path = tmp_path / "record.db"
    with Record.open(str(path)) as screen:
        before = screen.version()
        other = writer(path, "shell", 1)
        assert other.stdout is not None
        printed = other.stdout.readline().strip()
        assert screen.version() != before
        assert screen.entry(printed)
        other.communicate(timeout=60)
        screen.append([kudos("mine", "and I can still write")])


def test_a_killed_process_loses_nothing_that_it_acknowledged(tmp_path: Path) -> None:
    path = tmp_path / "record.db"
    acknowledged: list[str] = []
    for turn, lines in enumerate((1, 7, 23)):
        process = writer(path, f"turn{turn}", 0)
        assert process.stdout is not None
        acknowledged += [line.strip() for line in itertools.islice(process.stdout, lines)]
        os.kill(process.pid, signal.SIGKILL)
        acknowledged += process.stdout.read().split()
        process.wait(timeout=60)
        process.stdout.close()
    with Record.open(str(path)) as record:
        kept = {each.id for each in record.entries("kudos")}
        assert kept >= set(acknowledged)
        assert len(kept) <= len(acknowledged) + 3
        assert record.check() == []
