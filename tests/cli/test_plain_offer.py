"""A round without a team: nothing of it reaches a disk, and at the end there is an offer to keep the team."""

from tests.cli.shells import Typing

WITH = ("start", "standup", "--with", "Ana, Bo and Chris O'Neil", "--plain")


def test_a_pipe_is_told_the_command_that_keeps_the_team(empty: Typing) -> None:
    ran = empty.run(*WITH, stdin="\nsecret words\n")
    assert ran.code == 0
    assert ran.lines[-1] == (
        """To keep this team: printf '%s\\n' Ana Bo 'Chris O'"'"'Neil' | ritual init NAME --people -"""
    )
    assert not [path for path in empty.machine.home.rglob("*") if path.is_file()]


def test_a_terminal_is_asked_and_the_team_is_made(empty: Typing) -> None:
    ran = empty.type(*WITH, keys="end\ny\nBo\n")
    assert "Keep Ana, Bo and Chris O'Neil as a team on this machine?" in ran.err
    name = empty.machine.cwd.name
    assert ran.lines[-1] == f"“{name}” is kept on this machine. `ritual` opens its rounds."
    assert len(empty.give("members").splitlines()) == 3
    assert "Sealed for Ana" in empty.give("kudos", "@ana", "for the pump")


def test_nobody_needs_to_say_who_sits_there(empty: Typing) -> None:
    assert empty.type(*WITH, keys="end\nyes\n\n").code == 0
    assert len(empty.give("members").splitlines()) == 3


def test_a_no_makes_nothing(empty: Typing) -> None:
    assert empty.type(*WITH, keys="end\nn\n").code == 0
    assert not [path for path in empty.machine.home.rglob("*") if path.is_file()]


def test_a_round_that_was_left_offers_nothing(empty: Typing) -> None:
    ran = empty.type(*WITH, keys="quit\n")
    assert (ran.code, ran.err) == (0, "")
    assert ran.lines[-1] == "The round was left. Nothing of it was kept."


def test_names_that_cannot_be_used_are_told(empty: Typing) -> None:
    ran = empty.run("start", "--with", "Ana, ana@example.org", "--plain")
    assert ran.code == 2
    assert "An address isn't kept." in ran.err
    assert empty.run("start", "--with", " , ", "--plain").code == 2
