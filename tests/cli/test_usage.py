"""What usage lines say may stand where."""

import pytest

from ritual.cli.evidence import COMMIT, LINK
from ritual.cli.manual import Manual, Option
from ritual.cli.usage import next_places, placeholder

SOME = Manual(
    (
        "x @ana [@bo …] WORDS",
        "x @all",
        "x swap DAY [@bo]",
        "x --link URL ID",
        "x --commit [REV] -",
        "x on|off|SPAN ID ID …",
    ),
    "",
    (LINK, COMMIT, Option("--output", "", "FILE", "-o")),
)


@pytest.mark.parametrize(
    ("typed", "words", "names"),
    [
        ([], {"@all", "swap", "on", "off"}, {"HANDLE", "ID", "", "SPAN"}),
        (["@ana"], set(), {"HANDLE", "WORDS", "ID"}),
        (["@ana", "@bo", "@chris"], set(), {"HANDLE", "WORDS", "ID"}),
        (["@ana", "well"], set(), {"ID"}),
        (["swap"], set(), {"DAY"}),
        (["swap", "today"], set(), {"HANDLE"}),
        (["swap", "today", "@bo"], set(), set()),
        (["off", "4f2a", "99c1"], set(), {"ID"}),
    ],
)
def test_what_may_come_next(typed: list[str], words: set[str], names: set[str]) -> None:
    places = next_places(SOME, typed)
    assert {word for place in places for word in place.words} == words
    assert {name for place in places for name in place.names} == names


def test_options_in_a_usage_line_are_no_words() -> None:
    manual = Manual(("x [NAME] --output FILE -o mine.md", ""), "", SOME.options)
    (place,) = next_places(manual, [])
    assert (place.names, place.is_optional) == (("NAME",), True)


def test_what_stands_for_a_value_has_a_name() -> None:
    assert [placeholder(value) for value in ("[REV]", "@HANDLE", "@bo", "FILE.csv", "FOLDER/", "-", "N")] == [
        "REV", "HANDLE", "HANDLE", "FILE", "FOLDER", "", "N"
    ]  # fmt: skip
