"""Every error carries a sentence, a hint and an exit code."""

import pytest

from ritual.errors import (
    BadFile,
    NewerStore,
    NotFound,
    Problem,
    Refused,
    RitualError,
    Several,
    StoreTrouble,
    Usage,
    together,
)


@pytest.mark.parametrize(
    ("kind", "code"), [(Refused, 1), (Usage, 2), (NotFound, 2), (BadFile, 2), (StoreTrouble, 3), (NewerStore, 3)]
)
def test_every_error_has_its_exit_code(kind: type[RitualError], code: int) -> None:
    error = kind("No.", hint="Do this.")
    assert (error.sentence, error.hint, error.exit_code, str(error)) == ("No.", "Do this.", code, "No.")


def test_a_bad_file_holds_every_problem() -> None:
    problems = [Problem("a.toml", "title", "This is missing."), Problem("a.toml", "x", "No.", "Did you mean “y”?")]
    assert BadFile("Bad.", problems).problems == tuple(problems)


def test_a_problem_says_file_key_and_what_to_do() -> None:
    assert str(Problem("a.toml", "x", "No.", "Did you mean “y”?")) == "a.toml: x: No. Did you mean “y”?"
    assert str(Problem("a.toml", "", "No.")) == "a.toml: No."


def test_several_errors_are_one_that_names_each_once() -> None:
    one, two = Refused("No."), NotFound("Nobody.", "Ana?")
    assert not isinstance(together([one, Refused("No.")]), Several)
    assert together([one]) is one
    both = together([one, together([two, Refused("No.")])])
    assert isinstance(both, Several)
    assert [str(error) for error in both.errors] == ["No.", "Nobody."]
    assert (both.exit_code, both.sentence) == (2, "No. Nobody.")
