"""My own record: what is in it, in every form, and what it says isn't."""

import csv
import json
from io import StringIO

import pytest

from ritual.cli.log_formats import COLUMNS
from ritual.model.entry import put
from tests.cli.shells import Typing

HELD = (
    "This is all of yours that “Platform” keeps on this machine. What you said in check-ins and check-outs isn't in "
    "it, because it isn't kept; nor are notes for you that still wait in the jar."
)


@pytest.fixture
def mine(shell: Typing) -> Typing:
    """Ana has given, received, won, promised and said something; others have too."""
    shell.give("kudos", "@bo", "for the pump")
    shell.give("win", "the pump runs", "--with", "@bo")
    ws = shell.machine.open()
    people = {person.handle: person.id for person in ws.team.members}
    bo, ana = people["bo"], people["ana"]

    def write(kind: str, by: str, **data: object) -> None:
        ws.write(put(ws.new_id(), ws.pen()._replace(author=by), kind, {"by": by, **data}))

    write("kudos", bo, to=[ana], words="the review", now=True)
    write("kudos", bo, to=[ana], words="still sealed", now=False)
    write("kudos", bo, to=[people["chris"]], words="for another", now=True)
    write("win", bo, words="together", **{"with": [ana]})
    write("action", ana, words="ask for it", state="open")
    write("action", bo, words="not mine", state="open")
    write("answer", ana, words="a hand", kept=True, session="s", ritual="standup", step="hand")
    write("answer", ana, words="so so", session="s", ritual="standup", step="in")
    ws.record.close()
    return shell


def test_all_that_is_mine_stands_under_its_title(mine: Typing) -> None:
    ran = mine.run("mine")
    assert (ran.code, ran.err) == (0, "")
    assert [row.split("  ")[-1].strip() for row in ran.lines] == [
        "Ana Ruiz in “Platform”",
        "",
        "Thanks you received",
        "Ana, from Bo: the review",
        "",
        "Thanks you gave",
        "Bo, from Ana: for the pump [sealed]",
        "",
        "Your wins",
        "Ana and Bo: the pump runs",
        "Bo and Ana: together",
        "",
        "Your promises",
        "Ana: ask for it",
        "",
        "Your answers",
        "A hand · Ana: a hand",
        "",
        HELD,
    ]


def test_as_objects_and_as_a_table(mine: Typing) -> None:
    ran = mine.run("mine", "--json")
    rows = [json.loads(row) for row in ran.lines]
    assert [row["part"] for row in rows] == ["received", "given", "won", "won", "promised", "said"]
    assert set(rows[0]) == {*COLUMNS, "v", "part"}
    assert ran.err == f"{HELD}\n"
    table = list(csv.reader(StringIO(mine.give("mine", "--csv"), newline="")))
    assert table[0] == [*COLUMNS, "part"]
    assert [row[-1] for row in table[1:]] == [row["part"] for row in rows]


def test_a_file_says_its_form_by_its_ending_and_is_for_me_alone(mine: Typing) -> None:
    for name, start in (("a.md", "# Ana"), ("a.csv", "id,"), ("a.jsonl", '{"v": 1'), ("a.txt", "Ana Ruiz")):
        assert mine.give("mine", "-o", name) == f"Your record is in {name}.\n"
        path = mine.machine.around({}).cwd / name
        assert path.read_text().startswith(start)
        assert path.stat().st_mode & 0o077 == 0
    assert mine.give("mine", "-o", "-", "--format", "markdown").count("\n- ") == 6


def test_of_a_time(mine: Typing) -> None:
    mine.machine.later(days=40)
    mine.give("win", "later")
    ran = mine.run("mine", "--since", "last 2 weeks")
    assert "later" in ran.out
    assert "pump" not in ran.out
    assert "all of yours from that time" in ran.out
    assert mine.give("mine", "--until", "3w", "--csv").count("\r\n") == 1 + 7  # what was sealed is open by now


def test_what_does_not_fit_is_told_at_once(shell: Typing) -> None:
    ran = shell.run("mine", "pump", "--since", "someday", "--format", "xml")
    assert (ran.code, ran.out) == (2, "")
    assert [row for row in ran.err.splitlines() if row.startswith("ritual: ")] == [
        "ritual: `ritual mine` takes no words.",
        "ritual: There is no format “xml”.",
        "ritual: “someday” isn't a day or a span.",
    ]
