"""What the plain dialogue says in each kind of step, and how it reads back what was typed there."""

from pathlib import Path

import pytest

from ritual.actions.leading import prepare
from ritual.actions.wins import log_win
from ritual.actions.workspace import Workspace
from ritual.cli.plain_kinds import KINDS, Moment, told
from ritual.model import ritual as rituals
from ritual.model import steps
from tests.actions.teams import ANA, BO, CHRIS, ENERGY, adopted, begun, changed, founded, step, thanked
from tests.actions.teams import led as moved
from tests.cli.dialogues import led


@pytest.fixture
def ws(tmp_path: Path) -> Workspace:
    return founded(tmp_path)[1]


def promised(ws: Workspace, *lines: str) -> None:
    """Promises of an earlier session."""
    adopted(ws, step("question", order="open", yields="action", keep="record"), name="before")
    circle = begun(ws, "before")
    for line in lines:
        circle.say(line)
    moved(circle, "close")


def test_every_kind_of_step_has_its_lines() -> None:
    assert set(KINDS) == set(steps.KINDS) == set(rituals.KINDS)


def test_a_kept_answer_is_read_back_as_kept(ws: Workspace) -> None:
    adopted(ws, step("question", keep="record"))
    assert led(ws, "own", "three").after("three") == ["Kept for Ana: “three”. undo takes it back."]


def test_a_number_can_be_taken_away_again(ws: Workspace) -> None:
    adopted(ws, step(scale=ENERGY))
    dialogue = led(ws, "own", "4", "0", "9")
    assert dialogue.after("4") == ["Noted for Ana until the round ends: 4 good. undo takes it back."]
    assert dialogue.after("0") == ["The number of Ana is taken away. undo takes it back."]
    assert dialogue.after("9") == ["The scale has no such number."]


def test_a_dealt_question_is_said_with_each_turn(ws: Workspace) -> None:
    adopted(ws, step(deck="light", deal=True))
    dialogue = led(ws, "own", "", "other question")
    assert dialogue.before[-3] == "Passing is fine."
    assert dialogue.before[-2] != dialogue.after("")[0] != dialogue.after("other question")[0]
    assert dialogue.after("other question")[1:] == ["Bo has the turn. Then Chris."]


def test_popcorn_says_who_can_be_called(ws: Workspace) -> None:
    adopted(ws, step(order="popcorn"))
    circle = prepare(ws, "own")
    dialogue = led(ws, "own", "call Zoe", "call", "call Ines", "")
    first = dialogue.before[-1].split()[0]
    assert dialogue.before[-1].startswith(f"{first} has the turn, and calls the next: ")
    assert dialogue.after("call Zoe")[0] == "Nobody here is called “Zoe”."
    assert dialogue.after("call") == ["That is nobody who still waits for a turn."]
    if first != "Ines":
        assert dialogue.after("call Ines")[0].startswith("Ines has the turn")
    assert circle.stage.state == "lobby"


def test_an_open_floor_lists_what_it_has_and_says_who_said_it(ws: Workspace) -> None:
    log_win(ws, "the pump runs", by=BO)
    adopted(ws, step("wins", order="open", keep="record"), step("question", order="open", keep="record"))
    dialogue = led(ws, "own", "Chris: docs", "search works", "", "Dai: needs Ana", "lunch")
    assert dialogue.before[-2:] == ["Bo, noted by Ana: the pump runs", "Open floor. “Name: words” says who said it."]
    assert dialogue.after("Chris: docs") == ["Win kept, of Chris: “docs”. undo takes it back."]
    assert dialogue.after("search works") == ["Win kept: “search works”. undo takes it back."]
    assert dialogue.after("Dai: needs Ana") == ["Kept for Dai: “needs Ana”. undo takes it back."]
    assert dialogue.after("lunch")[0] == "Kept: “lunch”. undo takes it back."


def test_a_note_opens_in_two_beats(ws: Workspace) -> None:
    thanked(ws, BO, CHRIS, "for the pump", link="a41f9c pump")
    thanked(ws, ANA, "", "for everything", all=True)
    adopted(ws, step("gratitude", keep="record"))
    dialogue = led(ws, "own", "reader", "", "", "put back", "")
    announced = "Note 1 of 2. For Chris, from Bo. "
    assert dialogue.before[-1].startswith(announced)
    assert dialogue.after("reader")[0].startswith(announced)
    assert dialogue.after("reader") != dialogue.before[-1:]
    assert dialogue.after("") == ["“for the pump”", "a41f9c pump", "Chris needn't say anything."]
    assert dialogue.after("", 1)[0].startswith("Note 2 of 2. For everybody, from Ana. ")
    assert "for everything" not in " ".join(dialogue.said)


def test_a_note_that_only_its_giver_can_read_names_the_giver(ws: Workspace) -> None:
    thanked(ws, BO, CHRIS, "for the pump")
    adopted(ws, step("gratitude", keep="record"))
    circle = prepare(ws, "own", [person.id for person in ws.team.members if person.id not in (BO, CHRIS)])
    moved(circle, "open")
    scene = circle.scene()
    assert scene is not None
    assert told(Moment(scene)) == ["Note 1 of 1. For Chris, from Bo. Bo reads aloud."]


def test_thanks_are_sealed_in_the_silence_and_said_at_once_afterwards(ws: Workspace) -> None:
    adopted(ws, step("gratitude", keep="record", silent=60))
    dialogue = led(ws, "own", "Bo: for the pump", "nobody in particular", "", "", "", "Dai: for the soup", "Ana: me")
    assert dialogue.before[-2] == "Silence: everybody thinks of somebody."
    assert dialogue.after("Bo: for the pump") == [
        "In the jar for Bo, from Ana: “for the pump”. undo takes it back.",
    ]
    assert dialogue.after("nobody in particular") == ["Say whom first, like “Ana: the words”."]
    assert dialogue.after("")[0].startswith("Note 1 of 1.")


def test_thanks_can_be_said_when_no_note_is_open(ws: Workspace) -> None:
    adopted(ws, step("gratitude", keep="record", silent=60))
    dialogue = led(ws, "own", "", "Bo: for the pump", "Ana: for me", "again")
    assert dialogue.after("") == ["“Ana: words” thanks somebody. An empty line goes on."]
    assert dialogue.after("Bo: for the pump") == ["Thanks kept for Bo, from Ana: “for the pump”. undo takes it back."]
    assert dialogue.after("Ana: for me") == ["Thanks go to somebody else. “Ana, from Bo: the words” says from whom."]
    assert "Bo, from Ana: for the pump" in dialogue.after("again")


def test_promises_come_back_and_are_settled(ws: Workspace) -> None:
    promised(ws, "Bo: tidy the runbook by friday", "buy tea")
    adopted(ws, step("actions", keep="record"))
    dialogue = led(ws, "own", "done", "", "dropped", "wanted", "Chris: a new one", "undo", "undo", "")
    assert dialogue.before[-2:] == [
        "Bo: tidy the runbook (by Fri 27 Nov)",
        "done, wanted or dropped? An empty line leaves it as it is.",
    ]
    assert dialogue.after("done") == ["Done. undo takes it back."]
    assert dialogue.after("")[0] == "buy tea"
    assert dialogue.after("dropped") == ["Dropped. undo takes it back."]
    assert dialogue.after("wanted") == ["Still wanted. undo takes it back."]
    assert dialogue.after("Chris: a new one") == ["Promise: Chris, “a new one”. undo takes it back."]
    assert "Promises: Bo: tidy the runbook (done)" in dialogue.said


def test_words_become_promises_where_the_step_yields_them(ws: Workspace) -> None:
    adopted(ws, step("question", order="together", yields="action", keep="record"))
    dialogue = led(ws, "own", "", "Bo: tidy the runbook by friday", "undo")
    assert "Words become a promise, like “Bo: tidy the runbook by friday”." in dialogue.before
    assert dialogue.before[-1] == "Silence: everybody prepares. An empty line goes on."
    assert dialogue.after("Bo: tidy the runbook by friday") == [
        "Promise: Bo, “tidy the runbook”, by Fri 27 Nov. undo takes it back."
    ]
    assert "Nothing was kept." in dialogue.said


def test_fingers_are_shown_at_once_and_without_names(ws: Workspace) -> None:
    adopted(ws, step("checkout", scale=ENERGY, order="together"))
    dialogue = led(ws, "own", "words too early", "", "4 5 4", "again", "undo", "4 9", "0", "worth it")
    assert dialogue.after("words too early") == ["It is the silent minute; words come after it."]
    assert dialogue.after("") == ["All at once. Type the numbers shown, like 4 5 3."]
    assert dialogue.after("4 5 4") == ["Shown: 4, 4, 5. undo takes it back."]
    assert dialogue.after("again")[-1] == "Shown: 4, 4, 5."
    assert dialogue.after("4 9") == ["The scale has no such number."]
    assert dialogue.after("0") == ["The scale has no such number."]
    assert dialogue.after("worth it")[0] == "Noted until the round ends: “worth it”. undo takes it back."


def test_a_checkout_in_turns_is_like_a_check_in(ws: Workspace) -> None:
    adopted(ws, step("checkout"))
    assert led(ws, "own").before[-1] == "Ana has the turn. Then Bo."


def test_promises_may_begin_with_silence(ws: Workspace) -> None:
    promised(ws, "buy tea")
    adopted(ws, step("actions", keep="record", silent=5))
    dialogue = led(ws, "own", "")
    assert dialogue.before[-1] == "Silence: everybody prepares. An empty line goes on."
    assert dialogue.after("")[0] == "buy tea"


def test_quiet_praise_is_never_said_aloud(ws: Workspace) -> None:
    thanked(ws, BO, CHRIS, "for the pump")
    changed(ws, CHRIS, praise="quiet")
    adopted(ws, step("gratitude", keep="record"), step())
    dialogue = led(ws, "own", "", "", "", "", "")
    assert "for the pump" not in " ".join(dialogue.before)
    assert dialogue.said[-2] == "Thanks: Chris, from Bo: for the pump"
