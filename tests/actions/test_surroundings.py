"""The outside as a value."""

import os
import uuid
from datetime import UTC, timedelta
from pathlib import Path

import pytest

from ritual.actions.machine import fresh_id, machine_zone
from ritual.actions.surroundings import outside


def test_the_surroundings_of_this_process() -> None:
    around = outside()
    assert (around.env, around.cwd) == (os.environ, Path.cwd())
    assert around.now().tzinfo is UTC
    assert abs(outside().now() - around.now()) < timedelta(minutes=1)
    assert around.monotonic() <= around.monotonic()


def test_fresh_ids_are_random_uuids_and_all_different() -> None:
    ids = [fresh_id() for _ in range(1000)]
    assert len(set(ids)) == 1000
    for each in ids:
        found = uuid.UUID(each)
        assert (found.version, found.variant, str(found)) == (4, uuid.RFC_4122, each)


@pytest.mark.parametrize(
    ("tz", "target", "zone"),
    [
        ("Europe/Madrid", "", "Europe/Madrid"),
        (":Europe/Madrid", "", "Europe/Madrid"),
        ("", "/usr/share/zoneinfo/Asia/Tokyo", "Asia/Tokyo"),
        (":/etc/localtime", "../usr/share/zoneinfo/Asia/Tokyo", "Asia/Tokyo"),
        ("", "/somewhere/else", ""),
        ("", "", ""),
    ],
)
def test_the_zone_of_the_machine(tmp_path: Path, tz: str, target: str, zone: str) -> None:
    clock = tmp_path / "localtime"
    if target:
        clock.symlink_to(target)
    assert machine_zone({"TZ": tz} if tz else {}, clock) == zone


def test_a_folder_that_was_removed_is_called_what_the_shell_calls_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    monkeypatch.setenv("PWD", str(gone))
    gone.rmdir()
    assert outside().cwd == gone
