"""People as typed: one a line or with commas, every problem with its line."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ritual.files.handles import HANDLE, folded, free_handle
from ritual.files.people import Listed, names, people


def test_a_whole_line_is_understood() -> None:
    assert people("Ana Ruiz @ana Europe/Madrid lead") == ((Listed("Ana Ruiz", "ana", "Europe/Madrid", True),), ())


def test_the_german_word_for_lead_and_any_order_do_too() -> None:
    assert people("@bo UTC Bo Berg (Leitung)")[0] == (Listed("Bo Berg", "bo", "UTC", True),)


def test_blank_lines_and_comments_are_skipped() -> None:
    found, problems = people("\ufeff# us\n\n  Ana # the one and only\n\r\nBo\n")
    assert [person.name for person in found] == ["Ana", "Bo"]
    assert problems == ()


def test_handles_are_made_of_names_and_differ() -> None:
    found, problems = people("Zoë Müller\nZoe Berg\nZoe Weiß\n@zoe-berg Zo\n王伟\nAll Alone\nBjørn Łuk\n李娜")
    assert problems == ()
    handles = [person.handle for person in found]
    assert handles == ["zoe", "zoe-2", "zoe-weiss", "zoe-berg", "member", "all-alone", "bjorn", "member-2"]


def test_a_handle_alone_names_the_person() -> None:
    assert people("@ana")[0] == (Listed("Ana", "ana"),)


def test_somebody_called_lead_keeps_the_name() -> None:
    assert people("Lead Belly")[0][0].name == "Lead Belly"


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("Ana <ana@example.org>", "An address isn't kept."),
        ("Ana @ana @anna", "There is more than one handle."),
        ("Ana Europe/Madrid Europe/Paris", "There is more than one time zone."),
        ("Europe/Madrid", "There is no name."),
        ("A" * 61, "A name has at most 60 letters."),
        ("Ana @all", "“@all” means the whole team."),
        ("Jörg @jörg", "“jörg” can't be a handle."),
        ("Wei @王", "“王” can't be a handle."),
        ("Ana Europe/Madird", "“Europe/Madird” isn't a time zone."),
        ("Ana x/../../etc", "“x/../../etc” isn't a time zone."),
        ("Bo @bo", "“@bo” is there twice."),
        ("cai", "“cai” is there twice."),
    ],
)
def test_a_strange_line_is_told_with_its_number(line: str, sentence: str) -> None:
    _, (problem,) = people(f"Bo Berg @bo\nCai\n{line}\n", "team.txt")
    assert (problem.file, problem.key, problem.sentence) == ("team.txt", "line 3", sentence)


def test_the_nearest_zone_and_handle_are_named() -> None:
    _, problems = people("Ana Europe/Madird\nJörg @jörg")
    assert [problem.hint for problem in problems] == ["Did you mean “Europe/Madrid”?", "Did you mean “@jorg”?"]


def test_every_line_with_a_problem_is_told() -> None:
    assert [problem.key for problem in people("@a @b\nBo\nCai x/y")[1]] == ["line 1", "line 3"]


def test_names_with_commas_make_a_round() -> None:
    found, problems = names("Ana, Bo und Chris; Dai & Ines and Wei")
    assert [person.name for person in found] == ["Ana", "Bo", "Chris", "Dai", "Ines", "Wei"]
    assert problems == ()


def test_a_name_twice_in_a_round_is_told_by_its_place() -> None:
    _, (problem,) = names("Ana, , Ana")
    assert (problem.file, problem.key) == ("--with", "name 3")


def test_control_sequences_never_get_into_a_name() -> None:
    assert people("A\x1b[31mna\u202e\x07")[0][0].name == "Ana"


@given(st.text())
def test_any_text_gives_people_with_different_handles(text: str) -> None:
    found, problems = people(text)
    handles = [person.handle for person in found]
    assert problems or len(set(handles)) == len(handles)
    assert problems or all(
        HANDLE.fullmatch(handle) and person.name for handle, person in zip(handles, found, strict=True)
    )


def test_folding_leaves_plain_letters() -> None:
    assert folded("Ærøskøbing Straße") == "aeroskobing-strasse"
    assert free_handle("Ana Ruiz", {"ana", "ana-ruiz", "ana-2"}) == "ana-3"


def test_people_of_a_file_read_alike_with_any_line_ends(tmp_path: Path) -> None:
    assert people("Ana\r\nBo\rCai\u2028Dai")[0] == people("Ana\nBo\nCai\nDai")[0]
