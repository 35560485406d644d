"""What is erased, or not kept, is gone from every machine and from the endpoint's files, and doesn't come back."""

import sqlite3
import time
from contextlib import closing
from pathlib import Path

import pytest

from tests.cli.shells import entry_id
from tests.cli.test_sharing import folder_of, joined, with_team
from tests.endpoint.running import endpoint
from tests.store.making import holds

SECRET = "quincunx"


@pytest.fixture(autouse=True)
def _no_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("time.sleep", lambda _seconds: None)


def newest_body(data: Path) -> bytes:
    """The sealed bytes of the newest event that the endpoint keeps."""
    with closing(sqlite3.connect(data / "endpoint.db")) as db:
        (body,) = db.execute("SELECT body FROM event ORDER BY n DESC LIMIT 1").fetchone()
    return bytes(body)


def is_gone_within_a_minute(data: Path, body: bytes) -> bool:
    """Whether no file of the endpoint has these bytes any more."""
    until = time.monotonic() + 60
    while any(body in path.read_bytes() for path in data.iterdir()):
        if time.monotonic() > until:
            return False
    return True


def test_what_is_erased_is_gone_from_every_machine_and_stays_so(tmp_path: Path) -> None:
    with endpoint(tmp_path / "data") as address:
        ana = with_team(tmp_path / "ana")
        ana.give("share", address, "--yes")
        bo = joined(ana, tmp_path / "bo", "@bo")
        bo.give("win", f"the {SECRET}")
        bo.give("sync")
        body = newest_body(tmp_path / "data")
        ana.give("sync")
        assert SECRET in ana.give("log")
        ana.give("backup", str(tmp_path / "backup.db"))
        bo.give("erase", entry_id(bo, SECRET))
        bo.give("sync")
        ana.give("sync")
        assert not holds(folder_of(ana), SECRET)
        assert not holds(folder_of(bo), SECRET)
        ana.give("restore", str(tmp_path / "backup.db"), "--yes")
        ana.give("sync")
        bo.give("sync")
        assert SECRET not in ana.give("log") + bo.give("log")
        assert SECRET.encode() not in (folder_of(ana) / "record.db").read_bytes()
        assert is_gone_within_a_minute(tmp_path / "data", body)


def test_answers_of_a_check_in_are_gone_everywhere_after_it_was_closed(tmp_path: Path) -> None:
    with endpoint(tmp_path / "data") as address:
        ana = with_team(tmp_path / "ana")
        ana.give("share", address, "--yes")
        bo = joined(ana, tmp_path / "bo", "@bo")
        bo.give("checkin", "3", f"the {SECRET}")
        bo.give("sync")
        ana.give("sync")
        assert holds(folder_of(ana), SECRET)
        ana.give("start", "standup", "--plain", stdin="\n" * 60)
        for shell in (ana, bo, ana):
            shell.give("sync")
        assert not holds(folder_of(ana), SECRET)
        assert not holds(folder_of(bo), SECRET)
