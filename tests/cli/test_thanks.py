"""Whom I might thank: from commits and from my own giving, for me alone, and nothing is written unless I pick one."""

import json

from tests.cli.shells import Typing, entry_id
from tests.cli.test_evidence import inside, repository
from tests.repositories import ANA, BO

CHRIS, DAI = ("Chris Vega", "chris@example.org"), ("Dai Ito", "dai@example.org")


def handles(shell: Typing) -> dict[str, str]:
    ran = inside(shell, "thanks", "--json")
    rows = [json.loads(row) for row in ran.out.splitlines()]
    assert all(row["v"] == 1 for row in rows)
    return {row["handle"]: row["why"] for row in rows}


def test_who_wrote_reviewed_and_works_beside_me(shell: Typing) -> None:
    made = repository(shell)
    old = made.commit("search: index", "search.py", by=DAI)
    short = made.commit(
        "runbook: rollback\n\nCo-authored-by: Bo Andersen <bo@x>\nReviewed-by: Chris Vega <c@x>\nTested-by: Eve <e@x>",
        "search.py",
    )
    ran = inside(shell, "thanks")
    assert ran.lines == [
        f" 1  @bo           wrote {short} runbook: rollback with you",
        f"    ritual kudos @bo --commit={short}",
        f" 2  @chris        reviewed {short} runbook: rollback",
        f"    ritual kudos @chris --commit={short}",
        f" 3  @dai          works on search.py too: {old} search: index",
        f"    ritual kudos @dai --commit={old}",
    ]
    assert handles(shell) == {"bo": "together", "chris": "reviewed", "dai": "files"}


def test_who_only_committed_elsewhere_is_not_proposed_for_it(shell: Typing) -> None:
    made = repository(shell)
    made.commit("theirs\n\nReviewed-by: Chris Vega <c@x>", "other.py", by=BO)
    made.commit("ours\n\nCo-authored-by: Ana Ruiz <ana@example.org>\nHelped-by: Dai Ito <d@x>", "a.py", by=BO)
    assert handles(shell) == {"bo": "together", "dai": "helped", "chris": "long"}


def test_my_address_is_mine_where_my_name_is_not_known(shell: Typing) -> None:
    made = repository(shell)
    made.commit("x\n\nReviewed-by: bo <b@x>", "a", by=("A.", ANA[1]))
    assert handles(shell)["bo"] == "reviewed"


def test_whoever_was_thanked_for_it_is_not_proposed_again(shell: Typing) -> None:
    short = repository(shell).commit("x\n\nReviewed-by: Bo Andersen <b@x>", "a")
    inside(shell, "kudos", "@bo", "the review", f"--commit={short}")
    assert "bo" not in handles(shell)


def test_outside_a_repository_my_own_giving_is_left(shell: Typing) -> None:
    ran = shell.run("thanks")
    assert ran.err == "This folder is in no git repository.\n"
    assert [row.split()[1] for row in ran.lines[::2]] == ["@bo", "@chris", "@dai"]
    assert ran.lines[0] == " 1  @bo           no thanks from you yet"
    shell.give("kudos", "@bo", "x")
    shell.machine.later(days=40)
    shell.give("kudos", "@all", "y")
    assert shell.run("thanks").err.endswith("Nobody comes to mind here. You know best.\n")
    shell.machine.later(days=31)
    assert shell.run("thanks").lines[0] == " 1  @bo           your last thanks: Sun 3 Jan"
    shell.machine.later(days=400)
    assert shell.run("thanks").lines[0].endswith("Sun 3 Jan 2027")


def test_picking_one_opens_the_kudos_with_its_evidence(shell: Typing) -> None:
    short = repository(shell).commit("fix\n\nReviewed-by: Bo Andersen <b@x>", "a")
    ran = inside(shell, "thanks", keys="1\nthe careful review\n")
    assert ran.lines[-1] == "Sealed for Bo: “the careful review”"
    assert f"With it: {short}  fix" in ran.err
    assert f"({short} fix)" in shell.give("log")
    assert "ritual kudos" not in ran.out
    ran = shell.type("thanks", keys="2\nthe other thing\n")
    assert ran.lines[-1] == "Sealed for Dai: “the other thing”"


def test_picking_nobody_writes_nothing(shell: Typing) -> None:
    assert shell.type("thanks", keys="\n").code == 0
    for typed in ("0", "9", "x", "²"):
        ran = shell.type("thanks", keys=f"{typed}\n")
        assert (ran.code, "A number from 1 to 3." in ran.err) == (2, True)
    assert shell.give("log") == ""


def test_looking_writes_nothing(shell: Typing) -> None:
    repository(shell).commit("fix\n\nReviewed-by: Bo Andersen <b@x>", "a")
    before = shell.machine.open()
    version = [event.id for event in before.record.events()]
    before.record.close()
    inside(shell, "thanks")
    after = shell.machine.open()
    assert [event.id for event in after.record.events()] == version
    after.record.close()
    shell.give("win", "x")
    assert entry_id(shell)
