"""How a session comes to be led: prepared, resumed after it stopped, or dropped."""

import shutil
from pathlib import Path

import pytest

from ritual.actions.leading import drop, prepare, prepare_passing, resume, unfinished
from ritual.actions.recap import of_circle
from ritual.actions.sentences import stopped, stopped_choices
from ritual.actions.workspace import passing_workspace
from ritual.errors import BadFile, NotFound, Refused
from ritual.model.entry import ANSWER, SESSION, STAGE
from ritual.words import speak
from tests.actions.teams import (
    ANA,
    BO,
    CHRIS,
    INES,
    TEAM,
    Machine,
    adopted,
    begun,
    changed,
    done,
    founded,
    led,
    stage_of,
    stands,
    step,
    thanked,
    to,
    to_turn,
)


def seated(machine: Machine, absent: tuple[str, ...] = ()) -> list[str]:
    circle = prepare(machine.open(), "standup", absent)
    return [row.name for row in circle.lobby().people if row.here]


def test_everybody_is_seated_but_those_away_and_absent(tmp_path: Path) -> None:
    machine, ws = founded(tmp_path)
    changed(ws, BO, away="yes")
    changed(ws, CHRIS, away="2026-11-25")
    assert seated(machine) == ["Ana", "Dai", "Ines"]
    assert seated(machine, (INES,)) == ["Ana", "Dai"]
    assert [row.note for row in prepare(ws, "standup").lobby().people][1:3] == ["away", "back Wed 25 Nov"]


def test_the_day_of_return_is_a_day_in_the_zone_of_the_team(tmp_path: Path) -> None:
    machine, ws = founded(tmp_path, "2026-11-24T21:30:00Z", TEAM._replace(zone="Pacific/Auckland"))
    changed(ws, BO, away="2026-11-25")
    assert "Bo" in seated(machine)
    machine.until("2026-11-24T10:30:00Z")
    assert "Bo" not in seated(machine)


def test_a_ritual_the_team_adopted_goes_before_the_file_of_that_name(tmp_path: Path) -> None:
    _, ws = founded(tmp_path)
    adopted(ws, step("question", "ours"), name="retro")
    assert [each.id for each in prepare(ws, "retro").ritual.steps] == ["ours"]
    assert prepare(ws, "kickoff").ritual.name == "kickoff"


def test_a_ritual_that_isnt_there_is_named_with_the_nearest(tmp_path: Path) -> None:
    _, ws = founded(tmp_path)
    with pytest.raises(NotFound) as near:
        prepare(ws, "retor")
    assert near.value.hint == "Did you mean “retro”?"
    with pytest.raises(NotFound) as far:
        prepare(ws, "xyzzy")
    assert "standup" in far.value.hint


def test_a_ritual_file_with_problems_says_them_all(tmp_path: Path) -> None:
    folder = tmp_path / ".ritual" / "rituals"
    folder.mkdir(parents=True)
    (folder / "broken.toml").write_text('title = "Broken"\nsteps = 3\n', encoding="utf-8")
    _, ws = founded(tmp_path)
    with pytest.raises(BadFile) as told:
        prepare(ws, "broken")
    assert told.value.problems


def test_a_team_without_people_cant_be_led(tmp_path: Path) -> None:
    _, ws = founded(tmp_path, team=TEAM._replace(people={ANA: TEAM.people[ANA]}))
    changed(ws, ANA, left=True)
    with pytest.raises(Refused):
        prepare(ws, "standup")


def test_questions_of_a_deck_are_drawn_once_and_dont_return_the_next_time(tmp_path: Path) -> None:
    machine, ws = founded(tmp_path, "2026-11-23T08:29:00Z")
    first = begun(ws)
    scene = first.scene()
    assert scene
    question = scene.prompt
    assert resume(machine.open(), first.session.id).session.pool == first.session.pool
    led(first, "close")
    machine.later(days=7)
    scene = begun(ws).scene()
    assert scene
    assert scene.prompt != question


def test_a_round_without_a_team_seats_whoever_is_named(tmp_path: Path) -> None:
    machine = Machine(tmp_path)
    circle = prepare_passing(passing_workspace(machine.around()), "standup", ["Ana", " Bo\x1b[2J ", "", "Ana"])
    assert [(row.name, row.guest) for row in circle.lobby().people] == [("Ana", True), ("Bo", True)]
    led(circle, "open", "close")
    assert of_circle(circle).led == ""
    with pytest.raises(Refused):
        prepare_passing(passing_workspace(machine.around()), "standup", [" "])


def test_a_round_without_a_team_speaks_the_language_of_whoever_leads_it(tmp_path: Path) -> None:
    speak("de")
    circle = prepare_passing(passing_workspace(Machine(tmp_path).around(zone="Europe/Berlin")), "standup", ["Ana"])
    assert circle.ws.lang == "de"
    assert circle.ws.zone == "Europe/Berlin"
    assert circle.lobby().purpose == "Erst einander sehen, dann das Board."


def test_nothing_is_unfinished_before_the_start_and_after_the_end(tmp_path: Path) -> None:
    _, ws = founded(tmp_path)
    assert unfinished(ws) is None
    prepare(ws, "standup")
    assert unfinished(ws) is None
    led(begun(ws), "close")
    assert unfinished(ws) is None


def test_after_a_crash_the_session_goes_on_where_it_stopped(tmp_path: Path) -> None:
    machine, ws = founded(tmp_path)
    circle = to_turn(begun(ws), CHRIS)
    machine.later(2)
    done(circle.point(4))
    # What a kill leaves: the files as they are, and nothing closed.
    other = Machine(tmp_path / "after", "2026-11-24T08:31:05Z")
    shutil.copytree(machine.home, other.home)
    other.drawn = machine.drawn
    again = other.open()
    left = unfinished(again)
    assert left
    assert (left.title, left.stopped_at, left.is_fresh) == ("Standup", "Chris", True)
    assert stopped(left, again.zone) == "Standup stopped at Chris, 2 minutes ago."
    assert stopped_choices(left) == "Enter goes on, c closes it, d deletes it."
    resumed = resume(again, left.id)
    assert led(resumed, "resume").stage.current == CHRIS
    scene = resumed.scene()
    assert scene
    assert scene.point == 4
    assert resumed.past == ()
    while resumed.scene():
        led(resumed, "next")
    assert resumed.session.is_closed


def test_an_old_session_is_closed_with_what_was_kept_and_ended_when_it_stopped(tmp_path: Path) -> None:
    machine, ws = founded(tmp_path, "2026-11-20T08:30:00Z")
    circle = to(begun(ws), "hand")
    machine.later(minutes=3)
    done(circle.say("Chris: a reviewer"))
    led(circle, "pause")
    machine.until("2026-11-24T08:30:00Z")
    left = unfinished(ws)
    assert left
    assert not left.is_fresh
    assert stopped(left, ws.zone) == "Standup of Friday was never closed."
    assert stopped_choices(left) == "Enter closes it with what was kept, d deletes it."
    closed = led(resume(machine.open(), left.id), "close")
    found = of_circle(closed)
    assert [line.words for line in found.lines] == ["a reviewer"]
    assert (found.start, found.end, found.seconds) == ("2026-11-20T08:30:00Z", "2026-11-20T08:33:00Z", 180)


def test_a_round_that_ends_after_a_long_talk_ended_when_it_did(tmp_path: Path) -> None:
    machine, ws = founded(tmp_path, "2026-11-20T08:30:00Z")
    circle = begun(ws)
    machine.later(hours=2)
    led(circle, "close")
    assert circle.stage.written == "2026-11-20T10:30:00Z"


def test_where_it_stopped_is_the_step_where_nobody_is_called_and_nothing_before_the_first(tmp_path: Path) -> None:
    machine, ws = founded(tmp_path)
    circle = to(begun(ws), "hand")
    left = unfinished(ws)
    assert left
    assert left.stopped_at == "A hand"
    assert left.ago == 0
    drop(ws, circle.session.id)
    machine.later(1)
    adopted(ws, step("wins", "first", days=("sun",)))
    nothing = led(prepare(ws, "own"), "open")
    assert nothing.session.is_closed
    assert unfinished(ws) is None


def test_the_newest_of_several_unfinished_sessions_is_offered(tmp_path: Path) -> None:
    machine, ws = founded(tmp_path)
    begun(ws)
    machine.later(60)
    newest = begun(ws)
    left = unfinished(ws)
    assert left
    assert left.id == newest.session.id


def test_a_session_that_somebody_else_leads_is_not_offered(tmp_path: Path) -> None:
    _, ws = founded(tmp_path)
    circle = begun(ws)
    assert circle.do("take", BO) is None
    assert unfinished(ws) is None
    ws.me = ""
    assert unfinished(ws)


def test_dropping_leaves_the_record_as_if_it_had_never_been_opened(tmp_path: Path) -> None:
    _, ws = founded(tmp_path)
    note = thanked(ws, BO, ANA, "the rollback notes")
    circle = begun(ws)
    done(circle.say("tired"))
    led(to(circle, "jar"), "next")
    line = done(to(circle, "hand").say("Chris: a reviewer"))
    drop(ws, circle.session.id)
    assert [ws.record.entries(kind) for kind in (SESSION, STAGE, ANSWER)] == [[], [], []]
    assert ws.record.entry(line.id) is None
    assert ws.record.unopened() == [stands(ws, note.id)]
    assert unfinished(ws) is None


def test_what_was_thanked_for_and_promised_in_a_dropped_session_stays(tmp_path: Path) -> None:
    _, ws = founded(tmp_path, "2026-11-26T13:00:00Z")
    circle = to(begun(ws, "weekly"), "wins")
    win = done(circle.say("Bo: search is fast"))
    drop(ws, circle.session.id)
    assert stands(ws, win.id).data["words"] == "search is fast"


def test_dropping_or_resuming_what_is_no_session_is_harmless(tmp_path: Path) -> None:
    _, ws = founded(tmp_path)
    note = thanked(ws, BO, ANA, "the rollback notes")
    drop(ws, note.id)
    assert stands(ws, note.id)
    with pytest.raises(NotFound):
        resume(ws, note.id)


def test_a_closed_session_can_still_be_looked_at(tmp_path: Path) -> None:
    machine, ws = founded(tmp_path)
    circle = led(begun(ws), "close")
    assert stage_of(machine.open(), circle.session.id) == circle.stage
