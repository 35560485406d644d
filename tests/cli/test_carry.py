"""Notes carried by hand from one machine to another: they land once, whole, and clean."""

import base64
import json
import zlib
from pathlib import Path

import pytest

from ritual.actions.carry import BEGIN, END
from ritual.model.clean import clean
from tests.cli.shells import PEOPLE, Typing, alone, entry_id
from tests.nasty import NASTY


@pytest.fixture
def two(tmp_path: Path) -> tuple[Typing, Typing]:
    """Ana's and Bo's machines, the same team by its card."""
    ana, bo = alone(tmp_path / "ana"), alone(tmp_path / "bo")
    for shell in (ana, bo):
        (shell.machine.cwd / ".ritual").mkdir(parents=True)
    ana.give("init", "Sun", "--me", "@ana", "--people", "-", "--card", stdin=PEOPLE)
    card = (ana.machine.cwd / ".ritual" / "team.toml").read_text()
    (bo.machine.cwd / ".ritual" / "team.toml").write_text(card)
    bo.machine.drawn = 50_000
    bo.give("init", "--me", "@bo")
    return ana, bo


def packed(found: object) -> str:
    raw = zlib.compress(json.dumps(found).encode())
    return f"{BEGIN}\n{base64.b64encode(raw).decode()}\n{END}\n"


def unpacked(block: str) -> dict[str, object]:
    letters = block.split(BEGIN)[1].split(END)[0]
    found: dict[str, object] = json.loads(zlib.decompress(base64.b64decode("".join(letters.split()))))
    return found


def test_my_notes_land_once(two: tuple[Typing, Typing]) -> None:
    ana, bo = two
    bo.give("kudos", "@ana", "rollback notes")
    bo.give("win", "the pump runs")
    bo.give("checkin", "--mood", "4")
    ran = bo.run("waiting")
    assert "rollback" not in ran.out
    assert ran.err.startswith("3 notes wait.")
    quoted = "Hi Ana,\n> " + ran.out.replace("\n", "\n> ") + "\nBo"
    assert ana.give("import", "-", stdin=quoted) == "From Bo: 1 answer ahead, 1 thanks and 1 win.\n"
    assert ana.give("import", "-", stdin=ran.out) == "Nothing new; all of it was here already.\n"
    assert "Bo: the pump runs" in ana.give("log")
    assert "rollback" not in ana.give("log")
    assert "1 note in the jar." in ana.give()
    assert "Bo has written ahead." in ana.give()


def test_a_changed_note_lands_as_it_stands(two: tuple[Typing, Typing]) -> None:
    ana, bo = two
    bo.give("win", "misspelt")
    first = bo.give("waiting")
    bo.give("edit", entry_id(bo), "spelt")
    ana.give("import", "-", stdin=bo.give("waiting"))
    assert "Bo: spelt" in ana.give("log")
    assert ana.give("import", "-", stdin=first).startswith(("Nothing new", "From"))
    assert "Bo: spelt" in ana.give("log")
    assert "misspelt" not in ana.give("log")


def test_nobody_changes_what_somebody_else_wrote(two: tuple[Typing, Typing]) -> None:
    ana, bo = two
    ana.give("win", "the pump runs")
    (mine,) = [json.loads(row) for row in ana.give("log", "--json").splitlines()]
    bo.give("win", "no, it leaks")
    found = unpacked(bo.give("waiting"))
    rows = found["entries"]
    assert isinstance(rows, list)
    (row,) = rows
    found["entries"] = [{**row, "ref": mine["id"], "rev": 9}]
    assert ana.give("import", "-", stdin=packed(found)).startswith("Nothing new")
    assert "Ana: the pump runs" in ana.give("log")


def test_a_wish_to_erase_is_granted_by_whoever_wrote(two: tuple[Typing, Typing]) -> None:
    ana, bo = two
    bo.give("win", "about Ana", "--with", "@ana")
    ana.give("import", "-", stdin=bo.give("waiting"))
    ana.give("erase", entry_id(ana))
    assert bo.give("import", "-", stdin=ana.give("waiting")) == "From Ana: 1 wish to erase.\n"
    assert bo.give("log") == ""
    assert b"about Ana" not in bo.machine.bytes()


def test_nothing_may_wait(shell: Typing) -> None:
    ran = shell.run("waiting")
    assert (ran.code, ran.out, ran.err) == (0, "", "Nothing of yours waits.\n")


def test_a_block_in_a_file(two: tuple[Typing, Typing]) -> None:
    ana, bo = two
    bo.give("win", "x")
    (ana.machine.cwd / "notes.txt").write_text(bo.give("waiting"))
    assert ana.give("import", "notes.txt") == "From Bo: 1 win.\n"
    assert ana.run("import", "nowhere.txt").code == 2
    assert ana.run("import").code == 2


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("hello", "There is nothing in stdin that ritual can take in."),
        (f"{BEGIN}\nabc", "The block of notes isn't whole."),
        (f"{BEGIN}\nabc\n{END}", "The block of notes isn't whole."),
        (f"{BEGIN}\nYWJj\n{END}", "The block of notes isn't whole."),
        (f"{BEGIN}\n{base64.b64encode(zlib.compress(b'[')).decode()}\n{END}", "The block of notes isn't whole."),
        (packed([]), "A newer ritual made this block of notes."),
        (packed({"v": 2}), "A newer ritual made this block of notes."),
    ],
)
def test_what_is_no_whole_block_is_said(shell: Typing, text: str, said: str) -> None:
    ran = shell.run("import", "-", stdin=text)
    assert (ran.code, ran.err.splitlines()[0]) == (2, f"ritual: {said}")


def test_a_block_of_another_team_is_refused(shell: Typing) -> None:
    ran = shell.run("import", "-", stdin=packed({"v": 1, "team": "other", "entries": []}))
    assert (ran.code, ran.out) == (1, "")


def test_only_what_people_write_is_taken_in(two: tuple[Typing, Typing]) -> None:
    ana, bo = two
    bo.give("win", "fine")
    found = unpacked(bo.give("waiting"))
    assert isinstance(found["entries"], list)
    (row,) = found["entries"]
    body = json.loads(row["body"])

    def other(**changed: object) -> dict[str, object]:
        return {**row, "id": row["id"].replace("1111", "2222", 1), **changed}

    strange = [
        other(body=json.dumps({**body, "kind": "setting", "data": {"key": "team", "value": {}, "count": 99}})),
        other(body=json.dumps({**body, "kind": "mark", "data": {"kind": "opened", "on": row["id"]}})),
        other(author="nobody we know"),
        other(id="short"),
        other(body="{"),
        other(body=None),
        "no table",
    ]
    for rows in (strange, "no list", None):
        ran = ana.run("import", "-", stdin=packed({**found, "entries": rows}))
        assert (ran.code, ran.out) == (0, "Nothing new; all of it was here already.\n")
    assert ana.give("log") == ""


def test_a_note_nested_too_deeply_is_left_out(two: tuple[Typing, Typing]) -> None:
    ana, bo = two
    bo.give("win", "fine")
    found = unpacked(bo.give("waiting"))
    assert isinstance(found["entries"], list)
    (row,) = found["entries"]
    deep = "[" * 100 + "]" * 100
    row["body"] = row["body"].replace('"fine"', deep)
    assert ana.give("import", "-", stdin=packed(found)).startswith("Nothing new")


def test_words_in_a_block_come_in_clean(shell: Typing) -> None:
    ws = shell.machine.open()
    rows = []
    for number, text in enumerate(NASTY):
        data = {"by": ws.me, "with": [text], "words": text, text: {"deep": [text, 1]}}
        body = json.dumps({"v": 1, "kind": "win", "at": text, "tz": text, "data": data})
        rows.append({"id": f"{number:036}", "ref": None, "rev": 0, "author": ws.me, "device": text, "body": body})
    block = packed({"v": 1, "team": ws.team.id, "entries": rows})
    ws.record.close()
    shell.give("import", "-", stdin=block)
    ws = shell.machine.open()
    stored = [event.body + event.device for event in ws.record.events()]
    ws.record.close()
    assert sum('"kind":"win"' in each for each in stored) == len(NASTY)
    assert [each for each in stored if clean(each).dropped or "\\u001b" in each] == []
