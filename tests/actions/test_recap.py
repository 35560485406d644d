"""Recaps of sessions and of spans of time, and the lines that stand under a step."""

from pathlib import Path

from ritual.actions.leading import resume
from ritual.actions.recap import fingers, last_session, of_circle, of_period, step_lines
from ritual.actions.wins import log_win
from ritual.actions.workspace import Workspace
from ritual.model.recap import Recap
from ritual.model.recap_text import as_markdown, as_text
from tests.actions.teams import (
    ANA,
    BO,
    CHRIS,
    DAI,
    ENERGY,
    adopted,
    begun,
    changed,
    done,
    founded,
    led,
    step,
    thanked,
    to,
    to_turn,
    wrote_ahead,
)

THURSDAY = "2026-11-26T13:00:00Z"


def words(found: Recap) -> list[str]:
    return [line.words for line in found.lines]


def week(ws: Workspace) -> Recap:
    return of_period(ws, "Week 48", "2026-11-22T23:00:00Z", "2026-11-29T23:00:00Z")


def test_the_recap_of_a_session_brings_everything_that_it_left(tmp_path: Path) -> None:
    machine, ws = founded(tmp_path, THURSDAY)
    log_win(ws, "search is fast", beside=[BO])
    thanked(ws, BO, ANA, "the rollback notes", link="a41f9c")
    circle = begun(ws, "weekly")
    done(circle.say("not kept"))
    done(circle.park("who owns the certificates?"))
    done(to(circle, "wins").say("Dai: the pager was silent"))
    led(to(circle, "jar"), "next", "next")
    done(circle.say("Chris: the pairing"))
    machine.later(minutes=12)
    done(led(to(circle, "change"), "next").say("Bo: pin the image by friday"))
    so_far = of_circle(circle)
    led(circle, "close")
    assert as_text(of_circle(circle), ws.zone).splitlines() == [
        "Weekly · Thursday 26 November · 14:00 to 14:12",
        "",
        "Thanks    Ana, from Bo: the rollback notes (a41f9c)",
        "          Chris, from Ana: the pairing",
        "Wins      Ana and Bo: search is fast",
        "          Dai: the pager was silent",
        "Promises  Bo: pin the image (by Fri 27 Nov)",
        "Parked    who owns the certificates?",
        "",
        "12 minutes.",
    ]
    assert words(so_far) == words(of_circle(circle))


def test_the_same_session_gives_the_same_recap_in_every_process(tmp_path: Path) -> None:
    machine, ws = founded(tmp_path)
    circle = to(begun(ws), "hand")
    for line in ("Chris: one", "Bo: two", "three"):
        done(circle.say(line))
    led(circle, "close")
    again = machine.open()
    assert of_circle(resume(again, circle.session.id)) == of_circle(circle)
    assert as_markdown(of_circle(circle), ws.zone) == as_markdown(
        of_circle(resume(again, circle.session.id)), again.zone
    )
    last = last_session(again)
    assert last
    assert last.id == circle.session.id


def test_before_the_first_session_there_is_no_last_one(tmp_path: Path) -> None:
    _, ws = founded(tmp_path)
    begun(ws)
    assert last_session(ws) is None


def test_a_session_in_the_middle_has_a_recap_of_what_it_has_so_far(tmp_path: Path) -> None:
    machine, ws = founded(tmp_path)
    adopted(ws, step("question", keep="record"), step("wins"))
    log_win(ws, "not read yet")
    wrote_ahead(ws, BO, "not said yet", "question", ritual="own", kept=True)
    circle = begun(ws, "own")
    machine.later(1)
    done(circle.say("ship it"))
    found = of_circle(circle)
    assert words(found) == ["ship it"]
    assert (found.heads, found.led, found.session) == (5, "Ana", circle.session.id)
    led(to(circle, "wins"), "close")
    assert words(of_circle(circle)) == ["not read yet", "not said yet", "ship it"]


def test_a_win_is_read_in_one_round_of_a_ritual_and_never_again(tmp_path: Path) -> None:
    machine, ws = founded(tmp_path, THURSDAY)
    log_win(ws, "from the shell")
    circle = to(begun(ws, "weekly"), "wins")
    done(circle.say("in the round"))
    assert [line.words for line in step_lines(circle)] == ["from the shell", "in the round"]
    led(circle, "close")
    machine.later(days=3)
    log_win(ws, "a new one")
    machine.later(days=4)
    skipped = begun(ws, "weekly")
    assert skipped.do("switch", step="wins", on=False) is None
    led(skipped, "close")
    assert words(of_circle(skipped)) == []
    machine.later(days=7)
    circle = to(begun(ws, "weekly"), "wins")
    assert [line.words for line in step_lines(circle)] == ["a new one"]


def test_wins_of_before_the_last_round_come_however_long_ago_that_was(tmp_path: Path) -> None:
    machine, ws = founded(tmp_path, THURSDAY)
    log_win(ws, "before the first round")
    led(begun(ws, "weekly"), "skip", "close")
    machine.later(days=20)
    log_win(ws, "long ago")
    machine.later(days=60)
    circle = to(begun(ws, "weekly"), "wins")
    assert [line.words for line in step_lines(circle)] == ["long ago"]


def test_under_a_step_stands_what_was_written_down_in_it(tmp_path: Path) -> None:
    _, ws = founded(tmp_path, THURSDAY)
    circle = begun(ws, "weekly")
    done(circle.say("said in a turn"))
    assert step_lines(circle) == ()
    assert step_lines(to(circle, "jar")) == ()
    done(led(circle, "next").say("Bo: the pairing"))
    assert [line.who for line in step_lines(circle)] == ["Bo"]
    done(to(circle, "change").say("Bo: pin the image"))
    assert step_lines(circle) == ()
    assert [line.words for line in step_lines(led(circle, "next"))] == ["pin the image"]
    led(circle, "close")
    assert step_lines(circle) == ()
    floor = to(begun(ws), "hand")
    for line in ("Chris: one", "Chris: two"):
        done(floor.say(line))
    assert [line.words for line in step_lines(floor)] == ["one", "two"]


def test_fingers_are_counted_without_names(tmp_path: Path) -> None:
    _, ws = founded(tmp_path, THURSDAY)
    circle = begun(ws, "weekly")
    assert fingers(circle) == ()
    led(to(circle, "checkout"), "next")
    for point in (5, 4, 5):
        done(circle.point(point))
    assert fingers(circle) == (0, 0, 0, 1, 2)
    done(circle.take_back())
    assert fingers(circle) == (0, 0, 0, 1, 1)
    led(circle, "close")
    assert fingers(circle) == ()


def test_a_span_of_time_has_a_recap_whether_or_not_a_round_was_held(tmp_path: Path) -> None:
    machine, ws = founded(tmp_path)
    log_win(ws, "search is fast")
    thanked(ws, BO, ANA, "sealed")
    found = week(ws)
    assert (words(found), found.rounds, found.title, found.session) == (["search is fast"], 0, "Week 48", "")
    circle = begun(ws)
    machine.later(60)
    led(to(circle, "jar"), "next")
    done(circle.park("the certificates"))
    led(circle, "close")
    found = week(ws)
    kept = ["sealed", "search is fast", "the certificates"]
    assert (words(found), found.rounds, found.seconds) == ([*kept, "Standup for the first time"], 1, 60)
    assert words(of_period(ws, "Before", "2026-11-01", "2026-11-24")) == []


def test_answers_of_a_ritual_that_isnt_adopted_still_stand_in_the_recap_of_a_week(tmp_path: Path) -> None:
    _, ws = founded(tmp_path)
    circle = to(begun(ws, "kickoff"), "hopes")
    done(circle.say("calm nights"))
    led(circle, "close")
    section, _ = week(ws).sections
    assert (section.title, [line.words for line in section.lines]) == ("Hopes", ["calm nights"])


def test_a_quarter_is_told_with_who_came_and_what_the_rounds_were(tmp_path: Path) -> None:
    machine, ws = founded(tmp_path)
    log_win(ws, "search is fast")
    thanked(ws, BO, ANA, "the rollback notes", now=True)
    thanked(ws, BO, CHRIS, "the pairing", now=True)
    thanked(ws, BO, DAI, "sealed")
    changed(ws, CHRIS, praise="quiet")
    changed(ws, DAI, joined="2026-10-05T08:00:00Z")
    circle = begun(ws)
    machine.later(60)
    led(circle, "close")
    found = of_period(ws, "Quarter 4", "2026-09-30T22:00:00Z", "2026-12-31T23:00:00Z")
    assert found.told == (
        "1 round, 1 minute together.",
        "1 win in November.",
        "Thanks were said 2 times.",
        "New in the team: Dai Ito.",
    )
    assert words(found) == ["the rollback notes", "search is fast", "Dai Ito", "Standup for the first time"]
    assert found.team == "Platform"


def test_a_span_of_long_ago_still_counts_its_rounds(tmp_path: Path) -> None:
    machine, ws = founded(tmp_path)
    led(begun(ws), "close")
    machine.later(days=900)
    found = week(ws)
    assert (found.rounds, words(found)) == (1, ["Standup for the first time"])


def test_promises_say_what_became_of_them(tmp_path: Path) -> None:
    machine, ws = founded(tmp_path, THURSDAY)
    done(led(to(begun(ws, "weekly"), "change"), "next").say("Bo: pin the image"))
    machine.later(60)
    done(to(begun(ws, "weekly"), "promises").settle("done"))
    assert [line.detail for line in week(ws).lines] == ["done"]


def test_somebody_of_the_same_first_name_is_told_apart(tmp_path: Path) -> None:
    _, ws = founded(tmp_path)
    changed(ws, DAI, name="Ana Berg")
    circle = to(begun(ws), "hand")
    done(circle.say("Ana Berg: a reviewer"))
    led(circle, "close")
    found = of_circle(circle)
    assert (found.led, found.lines[0].who) == ("Ana Ruiz", "Ana Berg")


def test_points_that_are_kept_say_what_they_mean(tmp_path: Path) -> None:
    machine, ws = founded(tmp_path)
    adopted(ws, step(scale=ENERGY, keep="record"))
    circle = to_turn(begun(ws, "own"), CHRIS)
    done(circle.point(3))
    machine.later(1)
    done(led(circle, "next").point(4))
    done(circle.say("slept well"))
    led(circle, "close")
    assert words(of_circle(circle)) == ["3 fine", "4 good, slept well"]
