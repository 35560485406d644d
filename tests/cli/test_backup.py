"""Backups: made while others write, whole or not there, and put back without bringing back what was erased."""

import os
import resource
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from ritual.model.entry import WIN, put
from ritual.store.migrations import APPLICATION
from ritual.store.record import Record
from tests.actions.teams import BO, begun, founded, thanked, wrote_ahead
from tests.cli.shells import Typing, entry_id, with_team
from tests.cli.test_process import command, ran, surroundings

NAME = "ritual-platform-2026-11-24.db"
SECRET = "quincunx"


def record_of(shell: Typing) -> Path:
    return Path(shell.give("locate", "record").strip())


def backed_up(shell: Typing, name: str = "b.db") -> Path:
    shell.give("backup", name)
    return shell.machine.cwd / name


def test_the_day_in_a_name_is_that_of_the_team(shell: Typing) -> None:
    shell.machine.later(hours=15)
    assert NAME.replace("24", "25") in shell.give("backup")
    assert "before-restore-2026-11-25.db" in shell.run("restore", NAME.replace("24", "25"), "-y").err


def test_a_backup_has_the_team_and_the_day_in_its_name(shell: Typing) -> None:
    shell.give("win", "one")
    assert shell.give("backup") == f"The backup is {shell.machine.cwd / NAME}: 1 entry, checked.\n"
    assert shell.give("backup").startswith(f"The backup is {shell.machine.cwd / NAME[:-3]}-2.db: 1 entry")
    shell.give("backup", "safe/")
    assert os.listdir(shell.machine.cwd / "safe") == [NAME]  # noqa: PTH208  names only
    assert (shell.machine.cwd / NAME).stat().st_mode & 0o777 == 0o600
    assert shell.run("backup", "a", "b").code == 2


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere a file's name has to be UTF-8")
def test_a_name_needs_not_be_text(shell: Typing) -> None:
    shell.give("win", "one")
    assert shell.give("backup", "\udcff.db") == f"The backup is {shell.machine.cwd}/�.db: 1 entry, checked.\n"
    assert shell.give("backup", "\udcff/") == f"The backup is {shell.machine.cwd}/�/{NAME}: 1 entry, checked.\n"
    shell.give("win", "two")
    shell.give("restore", "\udcff.db", "-y")
    assert shell.give("log").endswith("one\n")


def test_a_file_is_replaced_only_by_force_and_the_record_never(shell: Typing) -> None:
    path = backed_up(shell)
    before = path.read_bytes()
    shell.give("win", "one")
    ran_ = shell.run("backup", "b.db")
    assert (ran_.code, ran_.err.splitlines()[0]) == (1, f"ritual: {path} is there already.")
    assert path.read_bytes() == before
    assert "1 entry" in shell.give("backup", "b.db", "--force")
    assert shell.run("backup", str(record_of(shell)), "--force").code == 1
    assert shell.run("backup", "/dev/null", "--force").code == 1
    assert shell.give("log").endswith("one\n")


def test_somebody_else_may_be_faster(shell: Typing, monkeypatch: pytest.MonkeyPatch) -> None:
    path = shell.machine.cwd / "b.db"
    shell.machine.meanwhile = lambda: path.write_text("mine")
    assert shell.run("backup", "b.db").code == 1
    assert path.read_text() == "mine"
    assert not path.with_name(".b.db.new").exists()


def test_a_backup_holds_nothing_that_was_erased_or_changed_and_no_round_under_way(tmp_path: Path) -> None:
    machine, ws = founded(tmp_path)
    shell = Typing(tmp_path)
    shell.machine = machine
    for words in (f"{SECRET}erased", f"{SECRET}changed", "stays"):
        shell.give("win", words)
    shell.give("erase", entry_id(shell, f"{SECRET}erased"))
    shell.give("edit", entry_id(shell, f"{SECRET}changed"), "other words")
    wrote_ahead(ws, BO, f"{SECRET}ahead")
    circle = begun(ws)
    circle.say(f"{SECRET}answer")
    path = backed_up(shell)
    assert SECRET.encode() not in path.read_bytes()
    with Record.open(str(path)) as copy:
        assert [copy.entries(kind) for kind in ("session", "stage", "answer")] == [[], [], []]
        assert {event.op for event in copy.events()} == {"put", "replace", "erase"}
        assert copy.check() == []
    assert circle.stage.state == "running"
    ws.record.close()


def test_sealed_notes_are_in_it(tmp_path: Path) -> None:
    machine, ws = founded(tmp_path)
    note = thanked(ws, BO, "dai", "the pump")
    ws.record.close()
    shell = Typing(tmp_path)
    shell.machine = machine
    with Record.open(str(backed_up(shell))) as copy:
        assert copy.entry(note.id) == note


def test_restoring_says_what_is_there_and_asks(shell: Typing) -> None:
    shell.give("win", "one")
    path = backed_up(shell)
    shell.give("win", "two")
    shown = [
        "In the backup: “Platform”, 1 entry, of Tue 24 Nov 2026.",
        "Here now: 2 entries, the newest of Tue 24 Nov 2026.",
    ]
    ran_ = shell.run("restore", str(path))
    assert (ran_.code, ran_.err.splitlines()[:3]) == (1, [*shown, "ritual: Nothing was changed."])
    assert shell.type("restore", str(path), keys="n\n").code == 1
    assert len(shell.give("log").splitlines()) == 2
    ran_ = shell.type("restore", str(path), keys="y\n")
    assert (ran_.code, ran_.out) == (0, "“Platform” is restored.\n")
    assert [row[-3:] for row in shell.give("log").splitlines()] == ["one"]
    aside = record_of(shell).with_name("before-restore-2026-11-24.db")
    assert str(aside) in ran_.err
    shell.give("restore", str(aside), "--yes")
    assert len(shell.give("log").splitlines()) == 2
    assert "is whole" in shell.give("doctor")
    assert not (shell.machine.home / "data" / "restoring").exists()


def test_what_was_erased_or_changed_since_does_not_come_back(shell: Typing) -> None:
    for words in (f"{SECRET}erased", f"{SECRET}changed", "lost"):
        shell.give("win", words)
    path = backed_up(shell)
    shell.give("erase", entry_id(shell, f"{SECRET}erased"))
    shell.give("edit", entry_id(shell, f"{SECRET}changed"), "other words")
    ran_ = shell.run("restore", str(path), "--yes")
    assert "left so: 2 entries." in ran_.err
    log = shell.give("log")
    assert SECRET not in log
    assert "other words" in log
    assert "lost" in log
    assert SECRET.encode() not in shell.machine.bytes()
    # Not in a copy of the file as it was, either.
    assert shell.run("restore", str(path), "--yes").code == 0
    assert SECRET not in shell.give("log")


def test_a_wish_to_erase_stays_too(tmp_path: Path) -> None:
    shell = with_team(tmp_path)
    ws = shell.machine.open()
    bo = next(p.id for p in ws.team.members if p.handle == "bo")
    ws.write(put(ws.new_id(), ws.pen()._replace(author=bo), WIN, {"by": ws.me, "with": [], "words": SECRET}))
    ws.record.close()
    path = backed_up(shell)
    shell.give("erase", entry_id(shell, SECRET))
    shell.give("restore", str(path), "--yes")
    assert shell.give("log") == ""


def test_a_new_machine_is_the_team_again(shell: Typing, tmp_path: Path) -> None:
    shell.give("win", "one")
    path = backed_up(shell)
    other = Typing(tmp_path / "other")
    other.machine.drawn = 70_000
    ran_ = other.run("restore", str(path), "--yes")
    assert (ran_.code, ran_.out) == (0, "“Platform” is restored.\n")
    assert "This team isn't on this machine yet." in ran_.err
    assert other.give("win", "two") == "Win of Ana: “two”\n"
    assert record_of(other).stat().st_mode & 0o777 == 0o600
    ws, old = other.machine.open(), shell.machine.open()
    assert ws.me == old.me
    assert ws.device != old.device
    for each in (ws, old):
        each.record.close()


def test_an_empty_record_says_so(shell: Typing) -> None:
    path = backed_up(shell)
    assert "“Platform”, no entries." in shell.run("restore", str(path)).err


@pytest.mark.parametrize("harm", [b"", b"no record", b"SQLite format 3\0" + b"x" * 5000])
def test_a_damaged_record_is_moved_aside(shell: Typing, harm: bytes) -> None:
    shell.give("win", "one")
    path = backed_up(shell)
    record = record_of(shell)
    record.write_bytes(harm)
    record.with_name("record.db-wal").write_bytes(b"an old log")
    ran_ = shell.run("restore", str(path), "--yes")
    assert ran_.code == 0, ran_
    assert "The record here can't be read." in ran_.err
    assert shell.give("log").endswith("one\n")
    assert record.with_name("before-restore-2026-11-24.db").read_bytes() == harm
    assert not record.with_name("record.db-wal").exists() or b"an old log" not in shell.machine.bytes()


def test_a_log_without_its_record_is_not_taken_for_the_new_ones(shell: Typing) -> None:
    shell.give("win", "one")
    path = backed_up(shell)
    shell.give("win", "two")
    record = record_of(shell)
    record.unlink()
    record.with_name("record.db-wal").write_bytes(b"an old log")
    shell.give("restore", str(path), "--yes")
    assert shell.give("log").endswith("one\n")


def foreign(path: Path, application: int, version: int = 1) -> Path:
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute(f"PRAGMA application_id = {application}")
        db.execute(f"PRAGMA user_version = {version}")
        db.execute("CREATE TABLE event (x)")
    return path


def test_what_is_no_whole_backup_is_refused_and_nothing_changes(shell: Typing, tmp_path: Path) -> None:
    shell.give("win", "one")
    good = backed_up(shell)
    torn, bare, text = (tmp_path / name for name in ("torn.db", "bare.db", "text.db"))
    raw = good.read_bytes()
    torn.write_bytes(raw[: len(raw) // 2])
    text.write_text("hello")
    Record.open(str(bare)).close()
    before = shell.machine.bytes()
    said = {
        tmp_path / "nowhere": (2, "can't be read: No such file or directory."),
        tmp_path: (2, "isn't a file."),
        Path("/dev/zero"): (2, "isn't a file."),
        text: (3, "is no backup of ritual."),
        foreign(tmp_path / "other.db", 7): (3, "is no backup of ritual."),
        foreign(tmp_path / "newer.db", APPLICATION, 99): (3, "A newer ritual made the backup"),
        foreign(tmp_path / "odd.db", APPLICATION): (3, "is damaged."),
        torn: (3, "is damaged."),
        bare: (3, "is damaged."),
    }
    for path, (code, sentence) in said.items():
        ran_ = shell.run("restore", str(path), "--yes")
        assert ran_.code == code, (path, ran_)
        assert sentence in ran_.err.splitlines()[0], (path, ran_)
    assert shell.run("restore").code == 2
    assert shell.run("restore", str(good), "--yes", "--team", "Other").code == 1
    assert shell.machine.bytes() == before


def test_a_backup_that_came_out_broken_does_not_count(shell: Typing) -> None:
    shell.give("win", "one")
    with closing(sqlite3.connect(record_of(shell), isolation_level=None)) as db:
        db.execute("DELETE FROM receiver")
        db.execute("UPDATE entry SET who = 'nobody'")
    ran_ = shell.run("backup", "b.db")
    assert (ran_.code, os.listdir(shell.machine.cwd)) == (3, ["home"])  # noqa: PTH208  names only


def test_a_damaged_record_is_not_backed_up(shell: Typing) -> None:
    for n in range(60):
        shell.give("win", f"{n} {'words ' * 200}")
    record = record_of(shell)
    raw = record.read_bytes()
    record.write_bytes(raw[:20_000] + b"\xff" * 60_000 + raw[80_000:])
    ran_ = shell.run("backup", "b.db")
    assert ran_.code == 3
    assert "damaged" in ran_.err
    assert not (shell.machine.cwd / "b.db").exists()


@pytest.fixture
def team(shell: Typing) -> Typing:
    """A team with a few pages of wins."""
    for n in range(5):
        shell.give("win", f"{n} {'words ' * 300}")
    return shell


def test_a_restore_while_another_has_the_record_open(team: Typing) -> None:
    path = backed_up(team)
    team.give("win", "later")
    with Record.open(str(record_of(team))) as screen:
        before = screen.version()
        team.give("restore", str(path), "--yes")
        assert screen.version() != before
        assert screen.extent().entries == 5
        assert screen.append([put("x", team.machine.open().pen(), WIN, {"words": "from the screen"})])
    assert "from the screen" in team.give("log")
    assert "is whole" in team.give("doctor")


def test_somebody_who_writes_for_long_is_waited_for_but_not_for_ever(
    team: Typing, monkeypatch: pytest.MonkeyPatch
) -> None:
    from ritual.store import copies

    path = backed_up(team)
    monkeypatch.setattr(copies, "_PAUSE_SECONDS", 0.001)
    source = team.machine.cwd / "again.db"
    source.write_bytes(path.read_bytes())
    with closing(sqlite3.connect(record_of(team), isolation_level=None)) as db:
        db.execute("BEGIN IMMEDIATE")
        with pytest.raises(Exception, match="busy writing"):
            copies.put_in_place(str(source), str(record_of(team)))
        db.execute("ROLLBACK")
    assert len(team.give("log").splitlines()) == 5


def test_a_full_disk_leaves_nothing(team: Typing) -> None:
    def small() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (60_000, 60_000))

    home, cwd = team.machine.home, team.machine.cwd
    done = subprocess.run(
        command("backup", "b.db"), cwd=cwd, env=surroundings(home), capture_output=True, preexec_fn=small, timeout=60
    )
    assert done.returncode == 3, done
    assert b"Traceback" not in done.stderr
    assert os.listdir(cwd) == ["home"]  # noqa: PTH208  names only
    path = backed_up(team)
    before = record_of(team).read_bytes()
    done = subprocess.run(
        command("restore", str(path), "--yes"),
        cwd=cwd,
        env=surroundings(home),
        capture_output=True,
        preexec_fn=small,
        timeout=60,
    )
    assert done.returncode == 3, done
    assert record_of(team).read_bytes() == before
    assert not (home / "data" / "restoring").exists()


def test_a_folder_that_takes_nothing(team: Typing) -> None:
    ran_ = team.run("backup", "/proc/b.db")
    assert (ran_.code, ran_.err.splitlines()[0][:36]) == (3, "ritual: /proc/b.db can't be written:")
    assert team.run("backup", "/proc/folder/").code == 3


@pytest.mark.parametrize("verb", ["backup", "restore"])
def test_killed_in_the_middle_it_has_changed_nothing_and_can_be_done_again(team: Typing, verb: str) -> None:
    path = backed_up(team)
    team.give("win", "later")
    home, cwd = team.machine.home, team.machine.cwd
    argv = ("backup", "c.db") if verb == "backup" else ("restore", str(path), "--yes")
    for milliseconds in (150, 250, 350, 450):
        running = subprocess.Popen(
            command(*argv), cwd=cwd, env=surroundings(home), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        try:
            running.wait(milliseconds / 1000)
        except subprocess.TimeoutExpired:
            running.send_signal(signal.SIGKILL)
            running.wait(60)
        assert len(ran(home, "log", "-n", "50").stdout.splitlines()) in (5, 6)
        assert ran(home, "doctor").returncode == 0
        if (cwd / "c.db").exists():
            with Record.open(str(cwd / "c.db")) as copy:
                assert copy.extent().entries == 6
            (cwd / "c.db").unlink()
    assert team.give(*argv)
    assert team.give("log", "-n", "50").count("words") >= 5
