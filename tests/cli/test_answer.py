"""Any open step is answered from the shell: ahead of a round, or in the session that runs on this machine."""

from collections.abc import Iterator

import pytest

from ritual.actions.answering import answer_in_session, open_now
from ritual.actions.circle import Circle
from ritual.errors import Refused
from ritual.model.reading import text
from ritual.model.session import is_visible
from tests.actions.teams import adopted, begun, led, step
from tests.cli.shells import Typing

SEEN = "At your turn everybody in the round sees this.\n"


@pytest.fixture
def running(shell: Typing) -> Iterator[Circle]:
    """A session of a ritual with three steps, opened at another terminal of this machine."""
    ws = shell.machine.open()
    adopted(
        ws,
        step(step_id="energy", title={"en": "Energy", "de": "Kraft"}),
        step("question", "cost", keep="record", order="together", silent=60),
        step("question", "floor", order="open"),
        step("question", "change", order="together", yields="action"),
        step("wins"),
        name="own",
    )
    yield begun(ws, "own")
    ws.record.close()


def words_of(circle: Circle) -> dict[str, str]:
    circle.refresh()
    return {
        text(a.data, "step"): text(a.data, "words") for a in circle.session.answers.values() if a.by == circle.ws.me
    }


def test_the_only_step_of_the_next_round_is_answered(shell: Typing) -> None:
    ran = shell.run("answer", "slept well", "--mood", "4")
    assert (ran.code, ran.err) == (0, SEEN)
    assert ran.out == "Check-in · Ahead for “Standup”, Tue 24 Nov 09:30: 4 good, slept well\n"
    assert shell.give("answer", "--mood", "5").endswith(": 5 full\n")
    assert shell.type("answer", keys="typed\n").err == f"{SEEN}Check-in: Energy, 1 to 5. A sentence if you like. "


def test_where_it_is_unclear_the_steps_are_listed(shell: Typing) -> None:
    shell.give("rituals", "adopt", "retro")
    ran = shell.run("answer", "--ritual", "retro", "the flaky tests")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.splitlines() == [
        "ritual: Which step of “Retro”?",
        "  --step arrive        Check-in",
        "  --step cost          What cost us",
    ]
    ran = shell.run("answer", "--ritual", "retro", "--step", "was kraft gekostet hat", "the flaky tests")
    assert ran.out == "What cost us · Ahead for the next “Retro”: the flaky tests\n"
    assert ran.err == f"{SEEN}It stays in the record.\n"
    ran = shell.run("answer", "--ritual", "retro", "--step", "jar", "x")
    assert (ran.code, ran.err.splitlines()) == (
        2,
        ["ritual: No open step is called “jar”.", "There is: arrive (Check-in), cost (What cost us)."],
    )


def test_it_is_too_early_for_a_round_in_two_days(shell: Typing) -> None:
    assert "too early for “Weekly”" in shell.run("answer", "x", "--ritual", "weekly").err


def test_the_step_at_hand_of_a_running_session_is_answered(shell: Typing, running: Circle) -> None:
    assert shell.give("answer", "here") == "In “Own”, Energy: here\n"
    assert words_of(running) == {"energy": "here"}
    assert shell.give("answer", "--step", "kraft", "still here").endswith("still here\n")
    assert words_of(running) == {"energy": "still here"}
    assert len(running.ws.record.entries("answer", session=running.session.id)) == 1


def test_what_everybody_shows_at_once_stays_hidden_until_then(shell: Typing, running: Circle) -> None:
    shell.give("answer", "--step", "cost", "the flaky tests")
    assert words_of(running) == {"cost": "the flaky tests"}
    (answer,) = running.session.answers.values()
    assert not is_visible(running.session, answer, "somebody else")
    led(running, "skip")
    assert running.stage.is_quiet
    assert shell.give("answer", "the flaky tests, every day").startswith("In “Own”, Cost: ")
    led(running, "next")
    assert is_visible(running.session, running.session.answers[("cost", running.ws.me)], "somebody else")
    led(running, "close")
    assert "the flaky tests, every day" in shell.give("log", "flaky")


def test_what_is_not_kept_is_gone_with_the_session(shell: Typing, running: Circle) -> None:
    shell.give("answer", "unspeakable")
    running.refresh()
    led(running, "close")
    assert b"unspeakable" not in shell.machine.bytes()


def test_a_step_that_is_over_and_what_belongs_in_the_round_are_not_open(shell: Typing, running: Circle) -> None:
    led(running, "skip")
    assert [each.step.id for each in open_now(running.ws)] == ["cost"]
    led(running, "skip")
    # Nothing of the session takes words any more, so the next round does.
    assert [each.ritual.name for each in open_now(running.ws)] == ["standup"]


def test_who_is_not_in_the_circle_answers_the_next_round(shell: Typing, running: Circle) -> None:
    led(running, f"leave {running.ws.me}")
    assert shell.give("answer", "x").startswith("Check-in · Ahead for “Standup”")


def test_another_ritual_than_the_one_that_runs(shell: Typing, running: Circle) -> None:
    assert shell.give("answer", "x", "--ritual", "standup").startswith("Check-in · Ahead for “Standup”")


def test_a_point_comes_to_the_words_there_are(shell: Typing) -> None:
    circle = begun(shell.machine.open(), "standup")
    shell.give("answer", "steady")
    shell.give("answer", "--mood", "4")
    circle.refresh()
    (answer,) = circle.session.answers.values()
    assert (answer.data["words"], answer.data["point"]) == ("steady", 4)
    circle.ws.record.close()


def test_own_words_beat_what_somebody_noted(shell: Typing, running: Circle) -> None:
    ws = running.ws
    led(running, *(["next"] if running.stage.current != ws.me else []))
    running.say("noted", by=ws.me)
    assert shell.give("answer", "--step", "energy", "mine").endswith("mine\n")
    assert words_of(running) == {"energy": "mine"}


def test_an_answer_that_another_terminal_changed_meanwhile_is_said(shell: Typing, running: Circle) -> None:
    shell.give("answer", "mine")
    running.refresh()
    session, step = running.session, running.ritual.steps[0]
    answer_in_session(running.ws, session, step, "newer")
    with pytest.raises(Refused, match="changed it meanwhile"):
        answer_in_session(running.ws, session, step, "late")
