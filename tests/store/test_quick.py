"""A record in passing: what it sees is what the whole record sees, and leaving it costs what it must."""

import os
from pathlib import Path

import pytest

from ritual.store import putting, quick
from ritual.store.record import Record
from tests.store.making import started

APPEND = """
import os, sys
from ritual.store.quick import look
path, many = sys.argv[1], int(sys.argv[2])
for n in range(many):
    child = os.fork()
    if not child:
        seen = look(path, writing=True)
        data = '{"by":"a","with":[],"words":"number %d"}' % n
        body = '{"v":1,"kind":"win","at":"2026-11-24T08:00:00Z","tz":"","data":%s}' % data
        done = seen.put(f"{n * 2654435761 % 2**32:08x}-0000-4000-8000-000000000000", "a", "d", body)
        seen.leave()
        os._exit(0 if done else 1)
    assert os.waitpid(child, 0)[1] == 0
    print(os.stat(path + "-wal").st_size if os.path.exists(path + "-wal") else 0)
"""
"""Puts wins into a record, each in a process of its own that ends at once, and prints how long its log is then."""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """An empty record."""
    with Record.open(str(tmp_path / "record.db")):
        return tmp_path / "record.db"


def test_what_stands_is_the_same_for_both(path: Path) -> None:
    with Record.open(str(path)) as record:
        record.set_meta("me", "ana")
        seen = quick.look(str(path))
        assert seen
        assert (seen.stand, seen.meta, seen.is_owed) == (record.stand(), {"me": "ana"}, False)
        seen.close()


def test_there_is_nothing_to_see_without_a_record(tmp_path: Path) -> None:
    assert quick.look(str(tmp_path / "record.db")) is None
    assert not list(tmp_path.iterdir())


def test_no_look_grows_with_the_record(path: Path) -> None:
    seen = quick.look(str(path))
    assert seen
    asked: list[str] = []
    seen._db.set_trace_callback(asked.append)
    seen.waiting()
    seen.waiting_for(["ana", "bo"])
    seen.given("ana", 3)
    seen.is_asked_away()
    seen.openings("2026-11-24T08:00:00Z")
    seen._db.set_trace_callback(None)
    assert len(asked) == 5
    for statement in (*asked, putting.STAND):
        plan = " / ".join(row[3] for row in seen._db.execute(f"EXPLAIN QUERY PLAN {statement}"))
        assert "SCAN entry" not in plan
        # Settings are few; of every other kind there may be a million.
        assert "entry_kind (kind=?)" not in plan or "kind = 'setting'" in statement, plan
    seen.close()


def test_leaving_closes_only_a_long_log(path: Path) -> None:
    seen = quick.look(str(path), writing=True)
    assert seen
    assert seen.put("x", "a", "d", "{}")
    wal = Path(f"{path}-wal")
    assert 0 < wal.stat().st_size < putting.LONG_WAL
    seen.leave()
    assert seen.waiting() == 0
    os.truncate(wal, putting.LONG_WAL + 1)
    seen.leave()
    assert not wal.exists()


def test_a_thousand_in_a_row_leave_a_short_log_and_a_whole_record(path: Path) -> None:
    running = started(APPEND, str(path), "1000")
    lengths = [int(line) for line in running.communicate(timeout=100)[0].split()]
    assert (running.returncode, len(lengths)) == (0, 1000)
    assert max(lengths) < putting.LONG_WAL * 1.3
    assert lengths.count(0) > 10
    with Record.open(str(path)) as record:
        assert record.check() == []
        assert len(record.entries("win")) == 1000
