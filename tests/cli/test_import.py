"""Rows of other programs come in: each once, none half, and with everything said that is wrong with them."""

import json
import signal
import subprocess
import time
from pathlib import Path

import pytest

from ritual.files import incoming, rows
from ritual.model.clean import clean
from ritual.store.record import Record
from tests.cli.shells import Typing, entry_id
from tests.cli.test_process import command, ran, surroundings
from tests.nasty import NASTY

WINS = """\
kind,author,at,text,to,with,link
win,Ana Ruiz,2026-11-03 09:30,the pump runs,,"@bo, @chris",https://example.org/1
kudos,@bo,3. November 2026,thanks for the pump,@ana @chris,,
dank,chris,2026-11-02T09:30:00+05:00,a calm release,all,,
,,2026-11-01,"two
lines",,,
thanks,,2 November 2026 7:05,"@dai, @bo you were there",,,
"""


def listed(shell: Typing, *options: str) -> list[dict[str, object]]:
    return [json.loads(row) for row in shell.give("log", "--json", *options).splitlines()]


def brought(shell: Typing, text: str, *options: str, name: str = "rows.csv") -> str:
    (shell.machine.cwd / name).write_text(text)
    return shell.give("import", name, *options)


def problems(shell: Typing, text: str, *options: str, name: str = "rows.csv", code: int = 2) -> list[str]:
    (shell.machine.cwd / name).write_text(text)
    ran_ = shell.run("import", name, *options)
    assert (ran_.code, ran_.out) == (code, ""), ran_
    return ran_.err.splitlines()


def test_columns_as_they_are(shell: Typing) -> None:
    assert brought(shell, WINS) == "5 entries landed.\n"
    found = listed(shell)
    keys = ("kind", "at", "by", "noted_by", "to", "with", "words", "link")
    assert [tuple(row[key] for key in keys) for row in found] == [
        ("kudos", "2026-11-03T11:00:00Z", "bo", "ana", ["ana", "chris"], [], "thanks for the pump", None),
        ("win", "2026-11-03T08:30:00Z", "ana", None, [], ["bo", "chris"], "the pump runs", "https://example.org/1"),
        ("kudos", "2026-11-02T06:05:00Z", "ana", None, ["dai", "bo"], [], "you were there", None),
        ("kudos", "2026-11-02T04:30:00Z", "chris", "ana", ["ana", "bo", "dai"], [], "a calm release", None),
        ("win", "2026-11-01T11:00:00Z", "ana", None, [], [], "two\nlines", None),
    ]
    assert {row["sealed"] for row in found} == {False}
    assert "is whole" in shell.give("doctor")
    assert len(shell.give("log", "--to", "@dai").splitlines()) == 2


def test_each_row_lands_once_wherever_it_stands(shell: Typing) -> None:
    brought(shell, WINS)
    assert brought(shell, WINS) == "Nothing new; all of it was here already.\n"
    more = WINS + "win,,2026-11-04,one more,,,\n" * 2
    (shell.machine.cwd / "more.csv").write_text(more)
    ran_ = shell.run("import", "more.csv")
    assert (ran_.out, ran_.err) == ("1 entry landed.\n", "6 were here already.\n")


def test_what_was_erased_does_not_come_back_and_undo_leaves_it_alone(shell: Typing) -> None:
    brought(shell, WINS)
    shell.give("erase", entry_id(shell, "pump", "--kind", "win"))
    brought(shell, WINS)
    assert len(listed(shell)) == 4
    assert "nothing to take back" in shell.run("undo").err


def test_a_dry_run_says_what_would_land(shell: Typing) -> None:
    assert brought(shell, WINS, "--dry-run") == "5 entries would land.\n"
    assert listed(shell) == []
    brought(shell, WINS)
    shell.give("erase", entry_id(shell, "calm"))
    assert brought(shell, WINS + "win,,2026-11-04,new,,,\n", "--dry-run") == "1 entry would land.\n"


def test_columns_by_a_mapping(shell: Typing) -> None:
    text = "When;What;Who\n2026-11-03;shipped;@bo\n"
    options = ("--map", "at=When", "--map", "text=what", "--map=author=Who")
    assert brought(shell, text, *options) == "1 entry landed.\n"
    assert [(row["by"], row["words"]) for row in listed(shell)] == [("bo", "shipped")]
    tabs = "\ufeffat\ttext\n2026-11-03\tshipped by tab\n"
    assert brought(shell, tabs, name="x.tsv") == "1 entry landed.\n"
    assert brought(shell, "When,What\n2026-11-05,a\n", *options[:4], name="x.txt") == "1 entry landed.\n"
    said = problems(shell, text, "--map", "at=Date")
    assert said[0] == "ritual: rows.csv has no column “date”."
    assert "“when”, “what”, “who”" in said[1]
    assert problems(shell, "a\n1\n")[0] == "ritual: rows.csv has no column “at”."
    for wrong in ("when=At", "at", "=at", "at="):
        assert problems(shell, text, "--map", wrong)[0].startswith("ritual: ")
    assert problems(shell, WINS, "--as", "promise")[0] == "ritual: --as takes win or kudos."


def test_everything_that_is_wrong_is_said_and_nothing_lands(shell: Typing) -> None:
    said = problems(
        shell,
        "kind,author,at,text,to\n"
        "promise,,2026-11-03,x,\n"
        "win,,11/03/2026,x,\n"
        "win,,2026-11-03 25:00,x,\n"
        "win,,2027-11-03,x,\n"
        "win,,0001-01-01,x,\n"
        "win,,0001-01-01T00:00:00+14:00,x,\n"
        "win,,2026-11-03,,\n"
        "kudos,,2026-11-03,x,\n"
        "kudos,,2026-11-03,x,@ana\n"
        "win,,2026-11-03,x,,too,many\n"
        "\n"
        "win,Kim,2026-11-03,x,\n"
        "kudos,,2026-11-03,x,@zoe\n"
        "win,Kim,2026-11-04,x,\n"
        f"win,,2026-11-03,{'x' * 70_000},\n"
        "win,,2026-11-03,good,\n"
        'win,,2026-11-03,"never closed,\n',
    )
    assert said[0] == "ritual: Nothing was taken in: 15 lines can't be."
    assert [line.split(": ", 2)[1] for line in said[1:13]] == [f"line {n}" for n in (*range(2, 12), 16, 18)]
    assert said[13:15] == ["  Kim: Nobody here, on 2 lines.", "  @zoe: Nobody here, on 1 line."]
    assert "--map-author" in said[15]
    assert listed(shell) == []


def test_the_rest_is_taken_only_where_that_is_asked_for(shell: Typing) -> None:
    text = "at,text\n2026-11-03,good\n,bad\n2026-11-04,good too\n"
    (shell.machine.cwd / "rows.csv").write_text(text)
    ran_ = shell.run("import", "rows.csv", "--keep-going")
    assert (ran_.code, ran_.out) == (0, "2 entries landed.\n")
    assert ran_.err.splitlines()[0].startswith("  rows.csv: line 3:")
    assert ran_.err.splitlines()[-1] == "1 line was left out."


def test_of_many_problems_the_first_are_told(shell: Typing) -> None:
    said = problems(shell, "at,text\n" + "x,y\n" * 30)
    assert len(said) == 1 + incoming.SHOWN + 1 + 1
    assert said[-2] == "  …: 10 lines more."


def test_names_of_nobody_here(shell: Typing) -> None:
    text = "at,text,author\n2026-11-03,one,Kim\n2026-11-04,two,Lea L.\n"
    assert brought(shell, text, "--map-author", "kim=@bo", "--guests") == "2 entries landed.\n"
    assert [row["by"] for row in listed(shell)] == ["Lea L.", "bo"]
    assert problems(shell, text, "--map-author", "Kim=@nobody")[0] == "ritual: Nobody in “Platform” is @nobody."


def test_rows_may_all_be_thanks(shell: Typing) -> None:
    brought(shell, "at,text\n2026-11-03,@bo thank you\n", "--as", "kudos")
    assert [(row["kind"], row["to"], row["words"]) for row in listed(shell)] == [("kudos", ["bo"], "thank you")]


def test_nobody_has_said_who_sits_here(tmp_path: Path) -> None:
    from tests.cli.shells import with_team

    shell = with_team(tmp_path, me="")
    assert problems(shell, WINS, code=1)[0] == "ritual: ritual doesn't know who you are."


def test_jrnl(shell: Typing) -> None:
    entries = [
        {
            "title": "It works.",
            "body": "At last.",
            "date": "2026-01-02",
            "time": "10:00",
            "tags": ["@bo"],
            "starred": True,
        },
        {"title": "Alone", "body": "", "date": "2026-01-03", "time": "09:00", "tags": [], "starred": False},
    ]
    text = json.dumps({"tags": {"@bo": 1}, "entries": entries}, indent=2)
    assert shell.give("import", "-", stdin=text) == "2 entries landed.\n"
    assert [(row["at"], row["words"]) for row in listed(shell)] == [
        ("2026-01-03T08:00:00Z", "Alone"),
        ("2026-01-02T09:00:00Z", "It works.\nAt last."),
    ]
    said = shell.run("import", "-", "--as", "kudos", "--keep-going", stdin=text)
    assert said.out == "1 entry landed.\n"
    assert "stdin: entry 2: It doesn't say whom it thanks." in said.err


@pytest.mark.parametrize("text", ["{", '{"a": 1}', '{"entries": 1}', "[" * 100_000, '{"a":' * 5_000])
def test_other_json_is_none_of_it(shell: Typing, text: str) -> None:
    assert shell.run("import", "-", stdin=text).code == 2


def test_files_that_are_none_or_too_large(shell: Typing, monkeypatch: pytest.MonkeyPatch) -> None:
    assert problems(shell, WINS.encode("utf-16").decode("latin-1"))  # whatever that is, it is said
    (shell.machine.cwd / "wide.csv").write_bytes(WINS.encode("utf-16"))
    assert shell.run("import", "wide.csv").err.splitlines()[0] == "ritual: wide.csv is UTF-16."
    assert "isn't a file" in shell.run("import", "/dev/zero").err
    monkeypatch.setattr(incoming, "LARGEST", 2**20)
    (shell.machine.cwd / "large.csv").write_bytes(b"x" * (2**20 + 1))
    assert "larger than 1 MiB" in shell.run("import", "large.csv").err
    assert "larger than 1 MiB" in shell.run("import", "-", stdin=b"x" * (2**20 + 1)).err


def test_lines_that_no_row_has(shell: Typing, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(incoming, "LONGEST_LINE", 100)
    raw = b"at,text\n2026-11-03," + b"x" * 500 + b"\n2026-11-03,gr\xfcn\n2026-11-04,g\x00ood\n2026-11-05," + b"y" * 300
    (shell.machine.cwd / "rows.csv").write_bytes(raw)
    ran_ = shell.run("import", "rows.csv", "--keep-going")
    assert (ran_.code, ran_.out) == (0, "1 entry landed.\n"), ran_
    assert [line.split(": ")[1] for line in ran_.err.splitlines()[:3]] == ["line 2", "line 3", "line 5"]
    assert "good" in shell.give("log")


def test_a_first_line_that_is_no_row() -> None:
    assert rows._cells('"a' + "x" * 200_000, ",") == []


@pytest.mark.parametrize("start", range(5))
def test_hostile_cells_are_only_text(shell: Typing, start: int) -> None:
    import csv
    import io

    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(["kind", "author", "at", "text", "to", "link"])
    texts = [*NASTY[start::5], "=1+1", "@SUM(A1)", "-2+3", "+cmd|' /C calc'!A0"]
    for text in texts:
        writer.writerow([text, text, text, text, text, text])
        writer.writerow(["win", "", "2026-11-03", text, "", text])
    raw = out.getvalue().encode("utf-8", "surrogatepass")
    for options in ((), ("--keep-going",), ("--keep-going", "--guests")):
        ran_ = shell.run("import", "-", *options, "--map", "at=at", stdin=raw)
        assert ran_.code in (0, 2)
        assert clean(ran_.out).dropped == clean(ran_.err).dropped == 0
    ws = shell.machine.open()
    assert [event.id for event in ws.record.events() if clean(event.body).dropped] == []
    assert ws.record.check() == []
    ws.record.close()
    assert "=1+1" in shell.give("log", "-n", "500")


def many(path: Path, n: int) -> None:
    rows_ = (f"2025-{i % 12 + 1:02}-{i % 28 + 1:02} 10:{i % 60:02},number {i}\n" for i in range(n))
    path.write_text("at,text\n" + "".join(rows_))


def test_how_far_it_has_come_is_said(shell: Typing) -> None:
    many(shell.machine.cwd / "rows.csv", 2500)
    ran_ = shell.type("import", "rows.csv", "--dry-run")
    assert "\r1000 read" in ran_.err
    assert ran_.err.split("\r")[2].rstrip() == "2000 read"
    assert ran_.err.endswith("\r")
    assert shell.type("import", "rows.csv", "--dry-run", "--plain").err == ""
    many(shell.machine.cwd / "rows.csv", 20_001)
    assert shell.run("import", "rows.csv", "--dry-run").err == "20000 read\n"


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGINT])
def test_stopped_in_the_middle_nothing_landed_and_again_all_does(shell: Typing, how: signal.Signals) -> None:
    home, cwd = shell.machine.home, shell.machine.cwd
    many(cwd / "rows.csv", 4000)
    (path,) = home.glob("data/teams/*/record.db")
    log = path.with_name("record.db-wal")
    argv = command("import", "rows.csv")
    running = subprocess.Popen(argv, cwd=cwd, env=surroundings(home), stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    until = time.monotonic() + 60
    while running.poll() is None and time.monotonic() < until:
        if Path(f"/proc/{running.pid}/io").exists() and log.exists():
            running.send_signal(how)
            break
    code, (_, err) = running.wait(60), running.communicate()
    assert code in (-9, 130, 0, 1), err
    with Record.open(str(path)) as record:
        assert record.extent().entries in (0, 4000)
        assert record.check() == []
    assert ran(home, "import", str(cwd / "rows.csv")).returncode == 0
    with Record.open(str(path)) as record:
        assert record.extent().entries == 4000
