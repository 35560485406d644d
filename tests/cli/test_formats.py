"""The names of forms are the same words for all that is listed."""

import csv
import json

import pytest

from ritual.cli.formats import ALSO
from tests.cli.shells import Typing
from tests.cli.test_rituals import beside

EVERY = {"log": "csv", "mine": "csv", "recap week": "html", "insights": "csv"}
LISTS = (
    "log",
    "mine",
    "members",
    "schedule",
    "schedule off",
    "rota",
    "thanks",
    "rituals",
    "rituals show standup",
    "decks",
    "decks show light",
    "themes",
    "themes show hearth",
)
"""All that is listed in objects."""


def test_one_word_means_one_form_everywhere(shell: Typing) -> None:
    shell.give("win", "the gate opens")
    for command, other in EVERY.items():
        words = command.split()
        for also, form in ALSO.items():
            if form in ("text", "markdown", "json", other):
                assert shell.give(*words, "--format", also) == shell.give(*words, "--format", form.upper())
        assert shell.give(*words, "--json") == shell.give(*words, "--format", "json")
        wrong = shell.run(*words, "--format", "pdf")
        assert (wrong.code, wrong.out) == (2, "")
        assert wrong.err.endswith(f"ritual: There is no format “pdf”.\nThere is: text, markdown, json, {other}.\n")
        two = shell.run(*words, "--json", "--format", "markdown")
        assert two.code == 2
        assert two.err.endswith("ritual: One format at a time: json, markdown.\n")


def test_the_ending_of_a_file_counts_only_where_nothing_is_said(shell: Typing) -> None:
    shell.give("win", "the gate opens")
    for command in ("mine", "recap week", "insights"):
        for ending, start in (("JSON", '{"v"'), ("jsonl", '{"v"'), ("md", "# "), ("out", "")):
            shell.give(*command.split(), "-o", f"a.{ending}")
            written = (shell.machine.cwd / f"a.{ending}").read_text()
            assert written.startswith(start)
            assert start or written[0] not in "{#"
        shell.give(*command.split(), "-o", "b.md", "--json")
        assert (shell.machine.cwd / "b.md").read_text().startswith('{"v"')


@pytest.fixture
def full(shell: Typing) -> Typing:
    """A team of which every list has something to show, and of each thing that may be missing one with it."""
    for words in (
        "win yes",
        "kudos @bo thanks --link https://example.org",
        "members away @bo 2026-12-03 to 2026-12-10",
        "schedule off add 2026-11-26 Epiphany",
        "rota standup --on @bo @ana",
        "decks ban light-07",
    ):
        shell.give(*words.split())
    beside(shell, "rituals", "broken", "title = 1")
    beside(shell, "themes", "broken", "title = 1")
    return shell


def cell(value: object) -> str:
    """How a value of JSON stands in a cell of CSV."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        return json.dumps(value) if value and isinstance(value[0], dict) else " ".join(value)
    return "" if value is None else str(value)


@pytest.mark.parametrize("words", LISTS)
def test_what_is_listed_is_the_same_in_json_and_in_csv(full: Typing, words: str) -> None:
    objects = [json.loads(line) for line in full.give(*words.split(), "--json").splitlines()]
    assert objects
    assert {each.pop("v") for each in objects} == {1}
    (*names,), *rows = csv.reader(full.give(*words.split(), "--csv").splitlines())
    told = [[cell(each.get(name)) for name in names] for each in objects]
    assert [[text.removeprefix("'") for text in row] for row in rows] == told
    assert [key for each in objects for key in each if key not in names] == []
    assert [name for name in names if not any(name in each for each in objects)] == []
    two = full.run(*words.split(), "--json", "--csv")
    assert (two.code, two.out) == (2, "")
    assert "One format at a time: csv, json." in two.err


def test_a_csv_of_nothing_has_its_header(shell: Typing) -> None:
    assert shell.give("rota", "--csv") == "ritual,at,leads,reason\r\n"
    assert shell.give("schedule", "off", "--csv") == "type,first,last,title,yearly\r\n"


def test_what_cannot_be_used_is_listed_by_its_name(full: Typing) -> None:
    for kind in ("rituals", "themes"):
        (broken,) = [row for row in full.give(kind, "--csv").splitlines() if row.startswith("broken,")]
        assert broken.endswith(",false")


def test_a_list_in_two_forms_changes_nothing(shell: Typing) -> None:
    assert shell.run("rota", "standup", "--on", "--json", "--csv").code == 2
    assert shell.give("rota") == ""
