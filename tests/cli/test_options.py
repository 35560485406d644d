"""Arguments are read in any order, and what doesn't fit is said with what is near."""

import pytest

from ritual.cli.manual import Option
from ritual.cli.options import Given, read
from ritual.errors import Several, Usage
from tests.cli.shells import Typing

LINK = Option("--link", "", "URL")
NUMBER = Option("--number", "", "N", "-n")
NOW = Option("--now", "")
EVERY = (LINK, NUMBER, NOW)


def given(*arguments: str) -> Given:
    return read(arguments, EVERY)[0]


def wrong(*arguments: str) -> Usage:
    with pytest.raises(Usage) as error:
        read(arguments, EVERY)
    return error.value


def test_words_and_options_come_in_any_order() -> None:
    found = given("--now", "@bo", "--link", "x", "thanks", "--link=y", "-n5", "-")
    assert found.words == ("@bo", "thanks", "-")
    assert found.texts("--link") == ("x", "y")
    assert (found.text("--link"), found.text("--number"), found.has("--now")) == ("y", "5", True)
    assert (found.text("--away", "no"), found.texts("--away"), found.has("--away")) == ("no", (), False)


def test_two_hyphens_end_the_options() -> None:
    assert given("a", "--", "--now", "-x").words == ("a", "--now", "-x")


def test_the_first_word_may_end_the_reading() -> None:
    found, rest = read(["--now", "kudos", "--strange"], EVERY, first_word_ends=True)
    assert (found.has("--now"), rest) == (True, ["kudos", "--strange"])


def test_a_number_is_a_whole_number_from_one() -> None:
    assert given("-n", "20").number("--number", 5) == 20
    assert given().number("--number", 5) == 5
    for typed in ("0", "-1", "x", "²", "1.5"):
        with pytest.raises(Usage, match="whole number"):
            given("-n", typed).number("--number", 5)


def test_what_does_not_fit_is_said() -> None:
    assert wrong("--lnik", "x").hint == "Did you mean --link?"
    assert wrong("-q").hint == "Words that begin with a hyphen go after --."
    assert "needs a value: URL" in wrong("--link").sentence
    assert "takes no value" in wrong("--now=yes").sentence


def test_every_option_that_does_not_fit_is_said_at_once() -> None:
    with pytest.raises(Several) as error:
        read(["--lnik", "--now=yes", "-q", "--link"], EVERY)
    assert len(error.value.errors) == 4


def test_a_value_may_be_left_out_where_it_may() -> None:
    every = (*EVERY, Option("--commit", "", "[REV]"))

    def commit(*arguments: str) -> tuple[str | None, tuple[str, ...]]:
        found = read(arguments, every)[0]
        return (found.text("--commit") if found.has("--commit") else None), found.words

    assert commit("--commit") == ("", ())
    assert commit("--commit", "HEAD~1", "words") == ("HEAD~1", ("words",))
    assert commit("--commit=@~1", "words") == ("@~1", ("words",))
    assert commit("--commit", "two words") == ("", ("two words",))
    assert commit("--commit", "@bo", "thanks") == ("", ("@bo", "thanks"))
    assert commit("--commit", "--now", "thanks") == ("", ("thanks",))
    assert commit("--commit", "") == ("", ("",))


@pytest.mark.parametrize("command", ["undo", "waiting", "thanks", "remind", "mine", "export", "doctor", "demo"])
def test_a_command_that_takes_no_words_does_nothing_with_some(shell: Typing, command: str) -> None:
    shell.give("win", "the gate opens")
    ran = shell.run(command, "4f2a")
    assert (ran.code, ran.out, ran.err.splitlines()[0]) == (2, "", f"ritual: `ritual {command}` takes no words.")
    assert "the gate opens" in shell.give("log")
