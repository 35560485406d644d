"""Full disks, records that may only be read, several processes at one record: a clear sentence, and nothing lost."""

import os
import resource
import select
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.shells import Ran, Typing, entry_id
from tests.cli.test_apart import until_done
from tests.cli.test_sharing import _no_pauses as _no_pauses
from tests.cli.test_sharing import address as address
from tests.cli.test_sharing import ana as ana
from tests.cli.test_sharing import folder_of, joined, standing, with_team
from tests.endpoint.process import running
from tests.endpoint.running import endpoint
from tests.still import powerless
from tests.sync.bad_network import Proxy, between

MANY, LONG = 12, "words " * 6000


LIMITED = """
import resource, runpy, sys
most = int(sys.argv.pop(1))
resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
runpy.run_module("ritual", run_name="__main__", alter_sys=True)
"""


def process(shell: Typing, *argv: str, most: int = resource.RLIM_INFINITY) -> "subprocess.Popen[str]":
    """The command as a process of its own, at the same home, whose files grow to so many bytes at most."""
    path = os.pathsep.join(each for each in sys.path if each)
    home = {"RITUAL_HOME": str(shell.machine.home), "RITUAL_SYNC": "off", "PYTHONPATH": path}
    command = [sys.executable, "-c", LIMITED, str(most), *argv]
    return subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, **home},
        text=True,
    )


def ended(started: "subprocess.Popen[str]") -> Ran:
    out, err = started.communicate(timeout=60)
    return Ran(started.returncode, out, err)


def test_processes_that_sync_while_the_endpoint_is_killed_lose_and_double_nothing(tmp_path: Path) -> None:
    data = tmp_path / "data"
    with running(data) as there, between(there.url, seed=4, share=0) as (url, proxy):
        ana = with_team(tmp_path / "ana")
        ana.give("share", url, "--yes")
        homes = [ana, joined(ana, tmp_path / "bo", "@bo")]
        for n, shell in enumerate(homes * 2):
            shell.give("win", f"{n}")
        proxy.share = 0.25
        first = [process(shell, "sync") for shell in homes]
        until_some_came(proxy)
        there.kill()
        with running(data, there.port) as again:
            assert {ended(each).code for each in first} <= {0, 4}
            proxy.share = 0
            second = [process(shell, "sync") for shell in homes]
            assert [ended(each).code for each in second] == [0, 0]
            for shell in homes:
                shell.give("sync")
                assert standing(shell)["waiting"] == standing(shell)["sent"] == standing(shell)["refused"] == 0
            again.end()
    said = [sorted(line.rpartition(": ")[2] for line in shell.give("log").splitlines()) for shell in homes]
    assert said == [sorted(map(str, range(4)))] * 2


def until_some_came(proxy: Proxy) -> None:
    """Waits for the first requests of processes that have just begun."""
    already = sum(proxy.did.values())
    while sum(proxy.did.values()) < already + 4:
        select.select([], [], [], 0.01)


def write_much(shell: Typing) -> None:
    for n in range(MANY):
        shell.give("win", f"{n} {LONG}")


def test_a_record_that_may_grow_no_more_takes_the_rest_in_later(ana: Typing, tmp_path: Path) -> None:
    bo = joined(ana, tmp_path / "bo", "@bo")
    write_much(ana)
    ana.give("sync")
    bo.give("win", "written before")
    most = (folder_of(bo) / "record.db").stat().st_size + 100_000
    ran = ended(process(bo, "sync", most=most))
    assert (ran.code, ran.out) == (3, "")
    assert "disk" in ran.err.splitlines()[0]
    assert "Make room" in ran.err
    assert "written before" in bo.give("log")
    assert f"{MANY} new here" in bo.give("sync")
    assert standing(bo)["waiting"] == 0
    ana.give("sync")
    assert "written before" in ana.give("log", "before")


def test_a_record_that_may_only_be_read_says_so(ana: Typing, tmp_path: Path) -> None:
    bo = joined(ana, tmp_path / "bo", "@bo")
    ana.give("win", "to be read")
    ana.give("sync")
    for path in bo.machine.home.rglob("*"):
        path.chmod(0o555 if path.is_dir() else 0o444)
    bo.machine.home.chmod(0o555)
    with powerless(tmp_path):
        ran = bo.run("sync")
    assert (ran.code, ran.out) == (3, "")
    assert "can't be" in ran.err
    for path in (bo.machine.home, *bo.machine.home.rglob("*")):
        path.chmod(0o755)
    assert bo.give("sync") == "0 sent, 1 new here.\n"


def test_several_that_sync_one_record_at_once_double_nothing(ana: Typing, tmp_path: Path) -> None:
    bo = joined(ana, tmp_path / "bo", "@bo")
    write_much(ana)
    bo.give("win", "from Bo")
    bo.give("sync")
    at_once = [process(ana, "sync", *more) for more in ((), (), ("--quietly",))]
    assert [each[::2] for each in map(ended, at_once)] == [(0, "")] * 3
    assert standing(ana)["waiting"] == standing(ana)["sent"] == 0
    assert f"{MANY} new here" in bo.give("sync")
    for shell in (ana, bo):
        rows = shell.give("log", "--oneline", "-n", "all").splitlines()
        assert len(rows) == len({row.split()[0] for row in rows}) == MANY + 1
        assert shell.run("doctor").code == 0


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 2 MiB."""
    place = tmp_path / "small"
    place.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=2m", "none", str(place)], capture_output=True)
    if mounted.returncode:
        pytest.skip("nobody but root may make a small disk")
    try:
        yield place
    finally:
        subprocess.run(["umount", "-l", str(place)], check=True)


def grown(disk: Path) -> None:
    subprocess.run(["mount", "-o", "remount,size=64m", str(disk)], check=True)


def test_a_client_whose_disk_is_full_loses_nothing(ana: Typing, small_disk: Path, tmp_path: Path) -> None:
    bo = joined(ana, small_disk / "bo", "@bo")
    write_much(ana)
    ana.give("sync")
    bo.give("win", "written before")
    with (small_disk / "ballast").open("wb") as ballast:
        ballast.write(bytes(free(small_disk) - 40_000))
    ran = bo.run("sync")
    assert ran.code == 3, ran
    assert "disk" in ran.err.splitlines()[0]
    full = bo.run("win", LONG)
    assert full.code == 3, full
    assert "written before" in bo.give("log")
    grown(small_disk)
    assert f"{MANY} new here" in bo.give("sync")
    assert bo.run("doctor").code == 0


def free(disk: Path) -> int:
    found = os.statvfs(disk)
    return found.f_bavail * found.f_frsize


def test_an_endpoint_whose_disk_is_full_erases_and_takes_the_rest_later(small_disk: Path, tmp_path: Path) -> None:
    with endpoint(small_disk / "data") as address:
        ana = with_team(tmp_path / "ana")
        ana.give("share", address, "--yes")
        bo = joined(ana, tmp_path / "bo", "@bo")
        ana.give("win", "to be erased")
        ana.give("sync")
        assert "erased" in bo.give("sync") + bo.give("log")
        while (ran := ana.run("sync")).code == 0:
            write_much(ana)
        assert ran.code == 4, ran
        assert ran.err.splitlines()[0] == f"ritual: The disk of {address} is full."
        ana.give("erase", entry_id(ana, "erased"))
        assert ana.run("sync").code == 4
        bo.give("sync")
        assert "erased" not in bo.give("log")
        grown(small_disk)
        until_done(ana, "sync")
        assert standing(ana)["waiting"] == standing(ana)["sent"] == 0
        bo.give("sync")
        rows = [len(shell.give("log", "--oneline", "-n", "all").splitlines()) for shell in (ana, bo)]
        assert rows[0] == rows[1] > 0
