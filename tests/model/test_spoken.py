"""One typed line, read the way people write it."""

import pytest

from ritual.model.spoken import addressed, due_at_end, thanked
from tests.model.rooms import team

TEAM = team("ab", a={"handle": "ana", "name": "Ana Ruiz"}, b={"handle": "bo", "name": "Bo Lind"})


@pytest.mark.parametrize(
    ("line", "people", "words"),
    [
        ("Ana: the rollback notes", ["a"], "the rollback notes"),
        ("ana ruiz: the notes", ["a"], "the notes"),
        ("Ana, Bo: the notes", ["a", "b"], "the notes"),
        ("Ana and Bo: the notes", ["a", "b"], "the notes"),
        ("Ana und Bo: die Notizen", ["a", "b"], "die Notizen"),
        ("@ana @bo the notes", ["a", "b"], "the notes"),
        ("@ana: the notes", ["a"], "the notes"),
        ("Kim: hello", ["~Kim"], "hello"),
        ("Ana:", [], "Ana:"),
        ("@ana", [], "@ana"),
        ("@nobody the notes", [], "@nobody the notes"),
        ("note: this is no name", [], "note: this is no name"),
        ("plain words", [], "plain words"),
    ],
)
def test_who_a_line_begins_with(line: str, people: list[str], words: str) -> None:
    assert addressed(line, TEAM, ["a", "~Kim"]) == (people, words)


@pytest.mark.parametrize(
    ("line", "to", "by", "words"),
    [
        ("Ana, from Bo: the notes", ["a"], "b", "the notes"),
        ("Ana from Bo: the notes: both", ["a"], "b", "the notes: both"),
        ("Ana und Kim, von @bo: die Notizen", ["a", "~Kim"], "b", "die Notizen"),
        ("Ana: from Bo: the notes", ["a"], "", "from Bo: the notes"),
        ("Ana, from Ana, Bo: the notes", [], "", "Ana, from Ana, Bo: the notes"),
        ("Ana, from nobody: the notes", [], "", "Ana, from nobody: the notes"),
        ("from Bo: the notes", [], "", "from Bo: the notes"),
        ("@ana the notes", ["a"], "", "the notes"),
    ],
)
def test_whom_a_line_thanks_and_who_gives_the_thanks(line: str, to: list[str], by: str, words: str) -> None:
    assert thanked(line, TEAM, ["a", "~Kim"]) == (to, by, words)


def test_a_name_that_two_people_share_means_nobody() -> None:
    twins = team("ab", a={"handle": "ana", "name": "Ana Ruiz"}, b={"handle": "bo", "name": "Ana Lind"})
    assert addressed("Ana: the notes", twins, []) == ([], "Ana: the notes")


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("fix the build by friday", ("fix the build", "friday")),
        ("fix the build, by friday", ("fix the build", "friday")),
        ("den Build reparieren bis Freitag.", ("den Build reparieren", "Freitag")),
        ("bis zum 3. November", ("bis zum 3. November", "")),
        ("fix the build", ("fix the build", "")),
    ],
)
def test_the_day_a_promise_ends_with(line: str, found: tuple[str, str]) -> None:
    assert due_at_end(line) == found
