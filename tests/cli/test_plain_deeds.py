"""What the reserved words of the plain dialogue do."""

from pathlib import Path

import pytest

from ritual.actions.leading import prepare
from ritual.actions.workspace import Workspace
from ritual.cli.plain_deeds import do
from ritual.cli.plain_words import Heard
from tests.actions.teams import ANA, BO, INES, adopted, founded, step, wrote_ahead
from tests.cli.dialogues import Dialogue, led


@pytest.fixture
def ws(tmp_path: Path) -> Workspace:
    ws = founded(tmp_path)[1]
    adopted(ws, step(), step("question", order="open"))
    return ws


def test_who_says_who_is_here_and_who_comes_next(ws: Workspace) -> None:
    dialogue = led(ws, "own", "who", "skip", "who")
    everybody = "Here: Ana, Bo, Chris, Dai and Ines."
    assert dialogue.after("who") == [everybody, "Ana has the turn. Then Bo."]
    assert dialogue.after("who", 1)[0] == everybody


def test_who_says_the_same_of_whoever_spoke_and_whoever_passed(ws: Workspace) -> None:
    spoken, passed = led(ws, "own", "words", "", "who"), led(ws, "own", "", "who")
    assert spoken.after("who") == passed.after("who")


def test_time_is_said_only_when_asked_for(tmp_path: Path) -> None:
    machine, ws = founded(tmp_path)
    adopted(ws, step(seconds=12))
    circle = prepare(ws, "own")
    circle.do("open")
    machine.later(15)
    circle.do("next")
    machine.later(20)
    dialogue = Dialogue(circle, "time")
    assert dialogue.after("time")[:2] == ["This step: 0:35 of 1:00.", "The whole round: 0:35."]


def test_people_come_late_and_leave(ws: Workspace) -> None:
    dialogue = Dialogue(
        prepare(ws, "own", [INES]),
        "late Ines",
        "late ines",
        "left Zoe",
        "left",
        "left Ana",
        "guest Zoe",
        "left Zoe",
        "guest",
    )
    assert "Not here: Ines." in dialogue.before
    assert dialogue.after("late Ines") == []
    assert dialogue.after("late ines") == ["Already in the circle."]
    assert dialogue.after("left Zoe")[0] == "Nobody here is called “Zoe”."
    assert dialogue.after("left") == ["Not in the circle."]
    assert dialogue.after("left Ana") == ["Bo has the turn. Then Chris."]
    assert dialogue.after("left Zoe", 1) == []
    assert dialogue.after("guest")[0] == "Say who."


def test_later_comes_back_at_the_end(ws: Workspace) -> None:
    dialogue = led(ws, "own", "later", "", "", "", "", "later")
    assert dialogue.after("later") == ["Bo has the turn. Then Chris."]
    assert dialogue.after("", 3) == ["Ana has the turn, the last one."]
    assert dialogue.after("later", 1)[0] == "Nobody comes after this turn."


def test_a_topic_is_parked_in_one_line(ws: Workspace) -> None:
    dialogue = led(ws, "own", "park done", "park", "undo", "park who owns it")
    assert dialogue.after("park done") == ["Parked: “done”. undo takes it back."]
    assert dialogue.after("park") == ["There are no words to write down."]
    assert "Parked: who owns it" in dialogue.said
    assert "Parked: done" not in dialogue.said


def test_again_says_everything_once_more(ws: Workspace) -> None:
    dialogue = led(ws, "own", "again")
    assert dialogue.after("again")[:4] == dialogue.before[-4:]


def test_help_lists_the_words_of_the_moment_and_the_wishes(ws: Workspace) -> None:
    wrote_ahead(ws, BO, "early", "checkin", ritual="own", wish={"words": "talk to me after", "tell": True})
    wrote_ahead(ws, ANA, "early", "checkin", ritual="own", wish={"words": "not for you", "tell": False})
    said = led(ws, "own", "?").after("?")
    assert "next, n, pass: goes on, like an empty line." in said
    assert "park WORDS: puts a topic away in one line, for after the round." in said
    assert not [line for line in said if line.startswith(("call", "put back", "done"))]
    assert "Bo wishes: talk to me after" in said
    assert "not for you" not in " ".join(said)


def test_before_the_first_step_there_is_nothing_to_say(ws: Workspace) -> None:
    circle = prepare(ws, "own")
    assert [do(circle, Heard(verb)).lines for verb in ("who", "time")] == [(), ()]
    assert do(circle, Heard("words", "early")).lines == ("No step is open now.",)
    assert len(do(circle, Heard("help")).lines) == 1
