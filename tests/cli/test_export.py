"""An export holds all that I may see of the record, and nothing that wasn't meant to stay."""

import json
import os
from pathlib import Path
from typing import Any

import pytest

from ritual.cli.export import Checksum
from ritual.errors import StoreTrouble
from ritual.files.writing import write_lines
from tests.actions.teams import ANA, BO, begun, founded, led, thanked, wrote_ahead
from tests.cli.shells import Typing, entry_id
from tests.cli.test_mine import other_wrote


def rows(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


def test_a_head_an_event_a_line_and_an_end(shell: Typing) -> None:
    shell.give("win", "one")
    shell.give("win", "two")
    shell.give("erase", entry_id(shell, "one"))
    ran = shell.run("export")
    head, *events, end = rows(ran.out)
    ws = shell.machine.open()
    assert head == {
        "v": 1,
        "type": "export",
        "team": ws.team.id,
        "name": "Platform",
        "me": ws.me,
        "at": "2026-11-24T08:29:00Z",
    }
    ws.record.close()
    assert end == {"v": 1, "type": "end", "entries": len(events) - 1, "erased": 1}
    assert {row["type"] for row in events} == {"event", "erased"}
    assert [row["body"]["data"]["words"] for row in events if row.get("body", {}).get("kind") == "win"] == ["two"]
    assert set(next(row for row in events if row["type"] == "erased")) == {"v", "type", "id", "ref", "rev"}
    assert ran.err == f"{end['entries']} lines of entries and settings.\n1 id of what was erased.\n"


def test_what_is_sealed_or_not_kept_stays_out(tmp_path: Path) -> None:
    machine, ws = founded(tmp_path)
    shell = Typing(tmp_path)
    shell.machine = machine
    thanked(ws, BO, "dai", "a note of Bo")
    thanked(ws, ANA, "dai", "a note of mine")
    wrote_ahead(ws, BO, "tired")
    wrote_ahead(ws, ANA, "so am I")
    circle = begun(ws)
    ran = shell.run("export")
    assert "a note of mine" in ran.out
    assert not {"a note of Bo", "tired", "so am I", circle.session.id} & set(ran.out.replace('"', "\n").split("\n"))
    assert "Left out, but in every backup: 1 note of others that is still sealed." in ran.err
    assert "Left out: what belongs to a round and isn't kept after it." in ran.err
    led(circle, "close")
    ran = shell.run("export")
    assert {row["body"]["kind"] for row in rows(ran.out) if row["type"] == "event"} >= {"session", "stage", "kudos"}
    assert "isn't kept after it" not in ran.err
    ws.record.close()


def test_what_somebody_wants_erased_stays_out(shell: Typing) -> None:
    other_wrote(shell, "about Ana", about=True)
    shell.give("erase", entry_id(shell))
    assert "about Ana" not in shell.give("export")


def test_a_file_is_there_whole_for_its_owner_alone(shell: Typing) -> None:
    shell.give("win", "one")
    path = shell.machine.cwd / "x.jsonl"
    assert shell.give("export", "-o", "x.jsonl") == "The export is in x.jsonl.\n"
    assert path.read_text() == shell.give("export", "-o", "-")
    assert path.stat().st_mode & 0o777 == 0o600
    assert shell.run("export", "x").code == 2
    assert shell.run("export", "-o", "/proc/x").code == 3


def test_a_file_that_reads_otherwise_than_it_was_written_does_not_count(tmp_path: Path) -> None:
    written = Checksum(iter([{"v": 1}]))

    def lines() -> Any:
        yield from written.lines()
        yield "and something else"

    with pytest.raises(StoreTrouble, match="gave back something else"):
        write_lines(tmp_path / "x", lines(), check=written.check)
    assert os.listdir(tmp_path) == []  # noqa: PTH208  names only
