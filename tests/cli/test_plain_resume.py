"""A session that stopped: asked about at a terminal, decided sensibly in a pipe."""

import pytest

from tests.cli.shells import Ran, Typing

STOPPED = "Standup stopped at "


def stop(shell: Typing, *lines: str, ritual: str = "standup") -> str:
    """Who had the turn when a session was left."""
    ran = shell.run("start", ritual, stdin="\n".join([*lines, "quit", ""]))
    assert ran.lines[-1] == f"The round waits. `ritual start {ritual} --plain` goes on with it."
    return next(line for line in reversed(ran.lines) if "has the turn" in line).split()[0]


def sessions(shell: Typing) -> list[str]:
    """The headings of all recaps, by the dialogue that closed them."""
    return [line for line in shell.run("recap").lines if " to " in line]


def turns(ran: Ran) -> list[str]:
    return [line.split()[0] for line in ran.lines if "has the turn" in line]


def test_a_pipe_goes_on_with_a_fresh_session_of_the_same_ritual(shell: Typing) -> None:
    who = stop(shell, "")
    shell.machine.later(minutes=2)
    for argv in (("start",), ("start", "standup")):
        ran = shell.run(*argv, stdin="quit\n")
        assert ran.lines[0].startswith(f"{STOPPED}{who}, ")
        assert turns(ran) == [who]


def test_a_pipe_leaves_a_fresh_session_of_another_ritual_alone(shell: Typing) -> None:
    stop(shell)
    ran = shell.run("start", "weekly", stdin="end\n")
    assert ran.lines[1] == "It goes on waiting: `ritual start standup --plain`."
    assert ran.lines[2].startswith("Weekly, ")
    assert shell.run("start", stdin="").lines[0].startswith(STOPPED)


def test_a_pipe_closes_an_old_session_with_what_was_kept(shell: Typing) -> None:
    stop(shell, "park who owns it")
    shell.machine.asleep(days=1)
    ran = shell.run("start", "standup", stdin="end\n")
    assert ran.lines[:2] == ["Standup of Tuesday was never closed.", "It is closed, with what was kept."]
    assert "Parked: who owns it" in ran.lines
    assert "Standup, Wednesday 25 November. 4 people, about 2 minutes." in ran.lines


@pytest.mark.parametrize(("keys", "begins"), [("\nquit\n", False), ("what\nC\nend\n", True), ("d\nend\n", True)])
def test_a_terminal_is_asked_about_a_fresh_session(shell: Typing, keys: str, begins: bool) -> None:
    who = stop(shell, "", "park who owns it")
    shell.machine.later(minutes=2)
    ran = shell.type("start", "--plain", keys=keys)
    assert ran.lines[0] == f"{STOPPED}{who}, 2 minutes ago."
    assert ran.err.startswith("Enter goes on, c closes it, d deletes it. ")
    assert any(line.startswith("Standup, ") and "people" in line for line in ran.lines) == begins
    assert ("Parked: who owns it" in ran.lines) == (keys[0] == "w")
    assert ("It is deleted." in ran.lines) == (keys[0] == "d")


def test_a_terminal_is_asked_about_an_old_session(shell: Typing) -> None:
    stop(shell, "")
    shell.machine.asleep(days=1)
    ran = shell.type("start", "--plain", keys="\nend\n")
    assert ran.err.startswith("Enter closes it with what was kept, d deletes it. ")
    assert ran.lines[1] == "It is closed, with what was kept."


def test_a_terminal_that_is_closed_at_the_question_changes_nothing(shell: Typing) -> None:
    who = stop(shell, "")
    ran = shell.type("start", "--plain", keys="")
    assert (ran.code, len(ran.lines)) == (0, 1)
    assert turns(shell.run("start", stdin="quit\n")) == [who]


def test_a_team_without_rituals_begins_with_the_usual_one(shell: Typing) -> None:
    for name in ("standup", "weekly"):
        shell.give("rituals", "leave", name)
    assert shell.run("start", stdin="").lines[0].startswith("Standup, ")
