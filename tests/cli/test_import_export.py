"""An export taken in again: on a new machine nothing is lost, on one that has the team nothing is harmed."""

import json
import signal
import subprocess
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ritual.actions.import_export import Exported
from ritual.actions.taking_in import Run
from ritual.files.incoming import Problems, piped
from ritual.model.carried import DEEPEST, Unreadable, as_row, from_row
from ritual.model.entry import ANSWER, KINDS, KUDOS, MARK, SETTING, STAGE, WIN, Entry, erase, put, replace
from ritual.model.event import Event, Pen
from ritual.store.record import Record
from tests.actions.teams import begun as begun_round
from tests.actions.teams import founded, led
from tests.cli.shells import Ran, Typing, alone, entry_id, with_team
from tests.cli.test_mine import other_wrote
from tests.cli.test_process import command, ran, surroundings

ME, OTHER = "00000000-0000-4000-8000-00000000000a", "00000000-0000-4000-8000-00000000000b"
TEAM = "7ea70000-0000-4000-8000-000000000000"


def uuid(n: int) -> str:
    return f"{n:08x}-0000-4000-8000-000000000000"


def lines(*rows: object) -> bytes:
    return b"".join((row if isinstance(row, bytes) else json.dumps(row).encode()) + b"\n" for row in rows)


def whole(events: list[Event]) -> bytes:
    head = {"v": 1, "type": "export", "team": TEAM, "name": "Sun"}
    end = {"v": 1, "type": "end", "entries": len(events), "erased": 0}
    return lines(head, *(as_row(event) for event in events), end)


def taken(record: Record, raw: bytes, me: str = ME) -> Exported:
    import io

    problems = Problems("x")
    source = Exported(record, me, piped(io.BytesIO(raw), "x"), problems)
    Run(source, lambda _: None, keep_going=True).take_in(record)
    return source


def folds(record: Record) -> dict[str, list[Entry]]:
    return {kind: record.entries(kind) for kind in KINDS}


@st.composite
def histories(draw: st.DrawFn) -> list[Event]:
    """Entries of every kind with hostile words, some replaced, some erased."""
    text = st.text(st.characters(exclude_categories=["Cs", "Cc", "Cf"]), max_size=30)
    events: list[Event] = []
    for n in range(draw(st.integers(0, 12))):
        pen = Pen(draw(st.sampled_from([ME, OTHER])), "laptop", f"2026-11-{n + 1:02}T09:00:00Z", "Europe/Madrid")
        kind = draw(st.sampled_from(KINDS))
        data: dict[str, object] = {"by": ME, "words": draw(text), "deep": {"a": [draw(text), 1, None, True, 0.5]}}
        more: dict[str, dict[str, object]] = {
            ANSWER: {"kept": True},
            STAGE: {"state": "closed", "session": uuid(n)},
            SETTING: {"key": f"own/{n}", "value": draw(text)},
            MARK: {"kind": "opened", "on": uuid(0)},
        }
        data |= more.get(kind, {})
        first = put(uuid(n), pen, kind, data)
        entry = Entry(first.id, kind, pen.at, pen.tz, 0, pen.author, pen.device, data)
        events.append(first)
        if draw(st.booleans()):
            events.append(replace(uuid(100 + n), pen, entry, {**data, "words": draw(text)}))
        if draw(st.integers(0, 3)) == 0:
            events.append(erase(uuid(200 + n), pen, entry._replace(rev=1)))
    return events


@settings(max_examples=60, deadline=None)
@given(histories(), st.randoms(use_true_random=False))
def test_there_and_back_nothing_is_lost(events: list[Event], lots: Any) -> None:
    with Record.open(":memory:") as here, Record.open(":memory:") as there:
        here.apply(events)
        rows = [as_row(event) for event in here.events()]
        lots.shuffle(rows)
        end = {"v": 1, "type": "end", "entries": len(rows), "erased": 0}
        source = taken(there, lines({"v": 1, "type": "export", "team": TEAM}, *rows, end))
        assert (source.problems.first, source.left) == ([], 0)
        assert folds(there) == folds(here)
        assert sorted(there.events()) == sorted(here.events())
        assert there.check() == []


def at_home(tmp_path: Path) -> Typing:
    """A machine with a whole round behind it."""
    machine, ws = founded(tmp_path)
    shell = Typing(tmp_path)
    shell.machine = machine
    shell.give("kudos", "@bo", "sealed for Bo")
    shell.give("win", "one", "--with", "@dai")
    shell.give("win", "two")
    shell.give("edit", entry_id(shell, "two"), "three")
    shell.give("win", "gone")
    shell.give("erase", entry_id(shell, "gone"))
    circle = begun_round(ws)
    circle.park("who owns it?")
    led(circle, "close")
    ws.record.close()
    return shell


def test_a_new_machine_has_it_all(tmp_path: Path) -> None:
    shell = at_home(tmp_path / "old")
    other = alone(tmp_path / "new")
    other.machine.drawn = 90_000
    shell.give("export", "-o", "x.jsonl")
    file = str(shell.machine.cwd / "x.jsonl")
    ran_ = other.run("import", file)
    assert (ran_.code, ran_.err.splitlines()[0]) == (1, "ritual: The team “Platform” isn't on this machine.")
    assert other.give("import", file, "--me", "@ana", "--dry-run").endswith("would land.\n")
    assert other.run("import", file, "--me", "@nobody").code == 2
    assert other.run("import", file, "--me", "@ana", "--team", "Moon").code == 1
    assert list(other.machine.home.rglob("record.db*")) == []
    assert other.give("import", file, "--me", "@ana").startswith("“Platform” is on this machine now.\n")
    for look in (("log", "--json", "-n", "99"), ("recap",), ("members", "--json"), ("rituals",), ("doctor",), ()):
        assert other.give(*look) == shell.give(*look), look
    (path,) = other.machine.home.rglob("record.db")
    assert path.stat().st_mode & 0o777 == 0o600
    assert b"gone" not in other.machine.bytes()
    assert other.give("import", file) == "Nothing new; all of it was here already.\n"
    assert other.give("win", "from here") == "Win of Ana: “from here”\n"


def test_real_processes_there_and_back(tmp_path: Path) -> None:
    shell = at_home(tmp_path / "old")
    written = ran(shell.machine.home, "export").stdout
    new = tmp_path / "new"
    assert ran(new, "import", "-", "--me", "@ana", stdin=written).returncode == 0
    assert ran(new, "doctor").returncode == 0
    again = ran(new, "export").stdout
    assert again.splitlines()[1:] == written.splitlines()[1:]


def test_killed_while_a_team_comes_onto_the_machine_there_is_none(tmp_path: Path) -> None:
    shell = at_home(tmp_path / "old")
    (shell.machine.cwd / "x.jsonl").write_bytes(ran(shell.machine.home, "export").stdout)
    new = tmp_path / "new"
    argv = command("import", str(shell.machine.cwd / "x.jsonl"), "--me", "@ana")
    running = subprocess.Popen(argv, env=surroundings(new), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    while running.poll() is None:
        if list(new.rglob("record.db.new")):
            running.send_signal(signal.SIGKILL)
            break
    running.wait(60)
    assert ran(new, "import", str(shell.machine.cwd / "x.jsonl"), "--me", "@ana").returncode in (0, 2)
    assert ran(new, "doctor").returncode == 0
    assert list(new.rglob("record.db.new*")) == []


def sent(shell: Typing, raw: bytes, *options: str) -> Ran:
    return shell.run("import", "-", *options, stdin=raw)


def test_an_import_changes_nothing_that_others_wrote(tmp_path: Path) -> None:
    shell = with_team(tmp_path)
    other_wrote(shell, "Chris wrote this", about=True)
    shell.give("win", "I wrote this")
    rows = [json.loads(line) for line in shell.give("export").splitlines()]
    head, *events, end = rows
    ws = shell.machine.open()
    chris = next(p.id for p in ws.team.members if p.handle == "chris")
    me, (theirs,), (mine,) = ws.me, ws.record.entries(KUDOS), ws.record.entries(WIN)
    pen = Pen(chris, "x", "2026-11-24T08:00:00Z", "UTC")
    ws.record.close()
    harm = [
        replace(uuid(1), pen, theirs, {**theirs.data, "words": "forged"}),
        replace(uuid(2), pen, mine, {**mine.data, "words": "forged"}),
        erase(uuid(3), pen, theirs),
        put(uuid(4), pen, SETTING, {"key": f"person/{me}", "value": {"id": me, "name": "Nobody"}, "count": 99}),
        put(uuid(5), pen, MARK, {"kind": "ask-erase", "on": mine.id, "by": me}),
        put(uuid(6), pen, ANSWER, {"by": me, "words": "forged", "kept": False}),
        put(uuid(7), pen, STAGE, {"session": uuid(9), "state": "running"}),
    ]
    end["entries"] += len(harm)
    done = sent(shell, lines(head, *events, *(as_row(event) for event in harm), end))
    assert done.out == "Nothing new; all of it was here already.\n"
    assert "7 lines were passed over" in done.err
    log = shell.give("log")
    assert "Chris wrote this" in log
    assert "I wrote this" in log
    assert "forged" not in log
    mend = [
        replace(uuid(11), pen._replace(author=me), mine, {**mine.data, "words": "I wrote that"}),
        put(uuid(12), pen, MARK, {"kind": "ask-erase", "on": uuid(99), "by": chris}),
    ]
    end["entries"] = len(mend)
    assert sent(shell, lines(head, *(as_row(event) for event in mend), end)).out == "2 entries landed.\n"
    assert "I wrote that" in shell.give("log")
    gone = [erase(uuid(13), pen._replace(author=me), mine._replace(rev=1))]
    end["entries"] = 1
    assert sent(shell, lines(head, *(as_row(event) for event in gone), end)).out == "1 entry landed.\n"
    assert "I wrote that" not in shell.give("log")
    assert sent(shell, lines(head, as_row(mend[0]), end)).out == "Nothing new; all of it was here already.\n"
    assert "is whole" in shell.give("doctor")


def test_what_is_broken_in_it_is_said_line_by_line(shell: Typing) -> None:
    written = [json.loads(line) for line in shell.give("export").splitlines()]
    head, first = written[0], written[1]
    body = first["body"]
    deep: object = "x"
    for _ in range(DEEPEST):
        deep = [deep]
    broken = [
        b"{",
        b"[1]",
        b"\xff\xfe",
        b'{"v":1,"a":"' + b"x" * 2**20 + b'"}',
        {**first, "v": 2},
        {**first, "id": "short"},
        {**first, "rev": "x"},
        {**first, "type": "other"},
        {**first, "op": "erase"},
        {**first, "ref": first["id"]},
        {**first, "body": "{"},
        {**first, "body": [1]},
        {**first, "body": {**body, "v": 2}},
        {**first, "body": {**body, "kind": "pulse"}},
        {**first, "body": {**body, "data": {"deep": deep}}},
        {"v": 1, "type": "erased", "id": first["id"], "rev": 1},
    ]
    done = sent(shell, lines(head, *broken, b"  "))
    assert (done.code, done.out) == (2, "")
    said = done.err.splitlines()
    assert said[0] == "ritual: Nothing was taken in: 17 lines can't be."
    assert [line.split(": ")[1] for line in said[1:-1]] == [*(f"line {n}" for n in range(2, 18)), "line 18"]
    assert said[-2].endswith("The export isn't whole; lines are missing.")
    good = put(uuid(1), Pen(OTHER, "x", "2026-11-24T08:00:00Z", "UTC"), WIN, {"by": OTHER, "words": "good"})
    done = sent(shell, lines(head, *broken, as_row(good)), "--keep-going")
    assert (done.code, done.out) == (0, "1 entry landed.\n")
    assert "good" in shell.give("log")


def test_the_head_says_what_it_is(shell: Typing) -> None:
    head = json.loads(shell.give("export").splitlines()[0])
    assert "A newer ritual" in sent(shell, lines({**head, "v": 2})).err
    assert "doesn't say which team" in sent(shell, lines({**head, "team": "../x"})).err
    assert "This is an export of “Platform”." in sent(shell, lines(head), "--team", "Moon").err


@pytest.mark.parametrize("body", ['{"v": 1, "kind": "win", "at": "", "tz": "", "data": {}}', "no json", "[]"])
def test_a_body_that_an_object_cannot_say_stays_text(body: str) -> None:
    event = Event(uuid(1), "put", None, 0, 0, ME, "x", body)
    row = as_row(event)
    assert row["body"] == body
    if body[0] == "{":
        assert json.loads(from_row(row).body)["kind"] == "win"
    else:
        with pytest.raises(Unreadable):
            from_row(row)
