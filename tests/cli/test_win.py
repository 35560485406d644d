"""Wins from the shell."""

import json

from tests.cli.shells import Typing


def test_a_win_is_open_at_once(shell: Typing) -> None:
    assert shell.give("win", "search", "is", "fast") == "Win of Ana: “search is fast”\n"
    assert "Ana: search is fast" in shell.give("log", "--kind", "win")


def test_a_win_is_asked_for_at_a_terminal(shell: Typing) -> None:
    ran = shell.type("win", keys="the pump runs\n")
    assert (ran.out, ran.err) == ("Win of Ana: “the pump runs”\n", "What went well? ")


def test_others_may_share_it_and_another_may_have_said_it(shell: Typing) -> None:
    given = ("win", "x", "--with", "@bo,@chris", "--with", "@ana", "--link", "a41f9c", "--from", "@dai")
    assert shell.give(*given) == "Win of Dai, Bo, Chris and Ana: “x”\n"
    row = json.loads(shell.give("log", "--json"))
    assert (row["by"], row["noted_by"], row["with"], row["link"]) == ("dai", "ana", ["bo", "chris", "ana"], "a41f9c")


def test_a_win_may_be_everybodys(shell: Typing) -> None:
    assert shell.give("win", "x", "--with", "@all") == "Win of Ana, Bo, Chris and Dai: “x”\n"
    assert shell.give("win", "x", "--from", "@bo", "--with", "@chris, @all").startswith("Win of Bo, Ana, Chris and Dai")
    assert shell.run("win", "x", "--with", "all").code == 2


def test_bytes_that_are_no_text_are_said_with_their_place(shell: Typing) -> None:
    ran = shell.run("win", "-", stdin=b"a\xffb \x1b[31mred\x1b[0m")
    assert (ran.code, ran.out) == (0, "Win of Ana: “a\ufffdb red”\n")
    byte, sequences = ran.err.splitlines()
    assert byte.startswith("Byte 2 ")
    assert sequences.startswith("2 control or escape sequences")
