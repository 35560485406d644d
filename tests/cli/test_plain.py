"""The plain dialogue: a session led line by line through the real circle."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from ritual.actions.leading import prepare, prepare_passing, resume
from ritual.actions.settings import change
from ritual.actions.surroundings import outside
from ritual.actions.team_settings import TEAM, team_value
from ritual.actions.workspace import passing_workspace
from ritual.cli.plain import lead
from ritual.errors import Refused
from ritual.model.clean import clean
from ritual.model.clean import line as one_line
from ritual.model.ritual import KINDS
from ritual.model.stage import PAUSED
from tests.actions.teams import ANA, BO, ENERGY, adopted, founded, step, thanked, wrote_ahead
from tests.cli.dialogues import Dialogue, led
from tests.cli.shells import with_team
from tests.nasty import NASTY


def test_nothing_is_asked_before_the_first_turn(tmp_path: Path) -> None:
    _, ws = founded(tmp_path)
    said = led(ws, "standup").before
    assert said[:5] == [
        "Standup, Tuesday 24 November. 5 people, about 2 minutes.",
        "Kept: what is written down in “A hand”.",
        "Not kept: energy, what is said in “Check-in”, who passed.",
        "Here: Ana, Bo, Chris, Dai and Ines.",
        f"{said[-1].split()[0]} opens: by lot.",
    ]
    assert "Step 1 of 2: Check-in. Not kept." in said
    assert "1 empty, 2 low, 3 all right, 4 good, 5 full." in said


def test_the_end_of_the_lines_ends_the_session_with_what_it_has(tmp_path: Path) -> None:
    _, ws = founded(tmp_path)
    dialogue = led(ws, "standup", "skip", "Bo: needs Ana")
    assert dialogue.said[-4:] == [
        "There is nothing more to read, so the round ends here.",
        "Standup, Tuesday 24 November, 09:29 to 09:29.",
        "A hand: Bo: needs Ana",
        "1 minute. On to the board.",
    ]
    assert dialogue.recap is not None
    assert resume(ws, dialogue.recap.session).session.is_closed


def test_without_a_line_to_read_no_round_is_held(tmp_path: Path) -> None:
    shell = with_team(tmp_path)
    shell.give("checkin", "4 slept well")
    before = shell.give("--lang", "en")
    ran = shell.run("start", "standup", "--plain")
    assert ran.code == 0
    assert ran.lines[-1] == "There is nothing to read, so no round was held, and nothing has changed."
    assert shell.give("log", "--kind", "round") == ""
    assert shell.give("--lang", "en") == before
    assert "slept well" in shell.run("start", "standup", "--plain", stdin="\n").out


def test_an_empty_line_goes_on_and_says_whose_turn_it_is(tmp_path: Path) -> None:
    _, ws = founded(tmp_path)
    adopted(ws, step(), step("question", order="open"))
    dialogue = led(ws, "own", "", "", "", "", "")
    assert [dialogue.before[-1], *(dialogue.after("", n)[-1] for n in range(4))] == [
        "Ana has the turn. Then Bo.",
        "Bo has the turn. Then Chris.",
        "Chris has the turn. Then Dai.",
        "Dai has the turn. Then Ines.",
        "Ines has the turn, the last one.",
    ]
    assert dialogue.after("", 4)[0] == "Step 2 of 2: Question. Not kept."


def test_an_answer_is_read_back_and_undo_takes_the_whole_line_back(tmp_path: Path) -> None:
    _, ws = founded(tmp_path)
    dialogue = led(ws, "standup", "4 slept well", "undo", "undo", "again")
    speaker = dialogue.before[-1].split()[0]
    assert dialogue.after("4 slept well") == [
        f"Noted for {speaker} until the round ends: 4 good, “slept well”. undo takes it back."
    ]
    assert dialogue.after("undo") == ["Taken back."]
    assert dialogue.after("undo", 1) == ["There is nothing to take back."]
    assert not [line for line in dialogue.after("again") if line.startswith("So far")]


def test_going_back_says_what_was_answered_so_far(tmp_path: Path) -> None:
    _, ws = founded(tmp_path)
    dialogue = led(ws, "standup", "good", "", "back")
    assert "So far: 4 good." in dialogue.after("back")
    assert not [line for line in dialogue.after("back") if line.startswith("Step")]


def test_what_was_written_ahead_is_said_in_its_turn_and_can_be_left_out(tmp_path: Path) -> None:
    _, ws = founded(tmp_path)
    adopted(ws, step(scale=ENERGY))
    wrote_ahead(ws, ANA, "early bird", "checkin", ritual="own", point=2)
    dialogue = led(ws, "own", "leave out", "again", "leave out")
    assert dialogue.before[-1] == "Written ahead: 2 low, “early bird”."
    assert dialogue.after("leave out") == []
    assert dialogue.after("again")[-1] == "Ana has the turn. Then Bo."
    assert dialogue.after("leave out", 1)[0].startswith("Noted for Ana until the round ends: “leave out”")


def test_quit_leaves_the_session_waiting_and_says_how_to_go_on(tmp_path: Path) -> None:
    _, ws = founded(tmp_path)
    circle = prepare(ws, "standup")
    dialogue = Dialogue(circle, "", "quit", "never read")
    assert dialogue.recap is None
    assert dialogue.said[-1] == "The round waits. `ritual start standup --plain` goes on with it."
    assert circle.stage.state == PAUSED
    again = Dialogue(resume(ws, circle.session.id), "")
    assert "Here: Ana" not in " ".join(again.before)
    assert again.before[0] == "Step 1 of 2: Check-in. Not kept."


def test_an_interruption_leaves_the_session_waiting(tmp_path: Path) -> None:
    _, ws = founded(tmp_path)
    circle, said = prepare(ws, "standup"), list[str]()

    def typed() -> Iterator[str]:
        yield ""
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        lead(circle, typed(), said.append)
    assert circle.stage.state == PAUSED
    assert said[-1].startswith("The round waits.")


def test_an_interruption_after_the_end_says_nothing(tmp_path: Path) -> None:
    _, ws = founded(tmp_path)
    said: list[str] = []

    def write(line: str) -> None:
        said.append(line)
        if line.startswith("1 minute."):
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        lead(prepare(ws, "standup"), iter(["end"]), write)
    assert said[-1].startswith("1 minute.")


def test_end_ends_the_session_and_the_recap_follows(tmp_path: Path) -> None:
    _, ws = founded(tmp_path)
    assert led(ws, "standup", "end", "never read").after("end") == [
        "Standup, Tuesday 24 November, 09:29 to 09:29.",
        "Nothing was kept.",
        "1 minute. On to the board.",
    ]


def test_a_session_that_another_terminal_moved_is_said_anew(tmp_path: Path) -> None:
    machine, ws = founded(tmp_path)
    adopted(ws, step(), step("question", order="open"))
    circle = prepare(ws, "own")
    said: list[str] = []

    def typed() -> Iterator[str]:
        other = resume(machine.open(), circle.session.id)
        other.do("next")
        yield ""
        other.refresh()
        other.do("next")

    assert lead(circle, typed(), said.append)
    at = said.index("Another terminal moved this session meanwhile; this is how it stands now.")
    assert said[at + 1] == "Bo has the turn. Then Chris."
    assert circle.session.is_closed


def test_a_round_with_nobody_in_it_is_refused(tmp_path: Path) -> None:
    _, ws = founded(tmp_path)
    everybody = [person.id for person in ws.team.members]
    with pytest.raises(Refused, match="Nobody is in the circle"):
        lead(prepare(ws, "standup", everybody), iter(()), print)


def test_a_round_without_a_team_keeps_nothing_and_says_so() -> None:
    ws = passing_workspace(outside())
    dialogue = Dialogue(prepare_passing(ws, "weekly", ["Ana", "Bo"]), "skip", "Bo: it runs", "skip", "end")
    assert "Nothing of this round is kept." in dialogue.before
    assert dialogue.after("skip")[0] == "Step 2 of 4: Wins. Not kept."
    assert dialogue.after("Bo: it runs") == ["Noted until the round ends: “it runs”. undo takes it back."]
    assert dialogue.said[-1] == "Nothing of this was kept."
    left = Dialogue(prepare_passing(ws, "standup", ["Ana", "Bo"]), "quit")
    assert left.said[-1] == "The round was left. Nothing of it was kept."


def test_the_dialogue_speaks_the_language_of_the_team(tmp_path: Path) -> None:
    _, ws = founded(tmp_path)
    team = ws.team._replace(lang="de")
    ws.write(change(ws.record, ws.pen(), ws.new_id(), TEAM, team_value(team)))
    dialogue = led(ws, "standup", "gut geschlafen", "weiter", "next", "später", "hilfe")
    assert "1 leer, 2 knapp, 3 es geht, 4 gut, 5 voll." in dialogue.before
    assert "4 gut, " in dialogue.after("gut geschlafen")[0]
    assert dialogue.after("weiter") != dialogue.after("next") != []
    assert any(line.startswith("weiter, w, passen, passe, next, n, pass") for line in dialogue.after("hilfe"))


def test_hostile_text_is_said_without_what_steers_a_terminal(tmp_path: Path) -> None:
    _, ws = founded(tmp_path)
    thanked(ws, BO, ANA, "fine\x1b]0;title\x07 words")
    dialogue = led(ws, "standup", "\x1b[2J3 \x1b[31mred\u202e", "skip", "", "", "end")
    assert not [line for line in dialogue.said if not line.startswith("> ") and not line.isprintable()]
    assert "3 all right, “red”" in dialogue.said[dialogue.said.index("> \x1b[2J3 \x1b[31mred\u202e") + 1]


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_that_anybody_types_steers_a_terminal_in_any_kind_of_step(tmp_path: Path, kind: str) -> None:
    _, ws = founded(tmp_path)
    adopted(ws, step("question", order="open", yields="action", keep="record"), name="before")
    led(ws, "before", "buy tea", "end")
    thanked(ws, BO, ANA, NASTY[0])
    adopted(ws, step(kind, keep="record", scale=ENERGY, seconds=30))
    ways = ("{}", "Bo: {}", "park {}", "guest {}")
    typed = [ways[n % 4].format(nasty) for n, nasty in enumerate(NASTY)]
    circle, said = prepare(ws, "own"), list[str]()
    lead(circle, (line for line in typed if one_line(line)), said.append)
    assert circle.session.is_closed
    assert [line for line in said if clean(line) != (line, 0) or "\n" in line] == []
