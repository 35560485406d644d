"""Rituals from files: every problem at once, with its key and what was probably meant."""

from pathlib import Path

import pytest

from ritual.errors import Problem
from ritual.files.rituals import check_all, read_ritual
from tests.files.shelves import shipped, wrote

HEAD = """
title = { en = "Tea", de = "Tee" }
purpose = "Because."
"""
STEP = """
[[step]]
id = "one"
kind = "question"
title = "One"
prompt = "What?"
"""


def problems(folder: Path, text: str) -> dict[str, Problem]:
    ritual, found = read_ritual(wrote(folder, "rituals", "tea", text), "tea")
    assert (ritual is None) == bool(found)
    return {problem.key: problem for problem in found}


def test_a_small_ritual_reads_with_the_usual_values(tmp_path: Path) -> None:
    ritual, found = read_ritual(wrote(tmp_path, "rituals", "tea", HEAD + STEP), "tea")
    assert found == ()
    assert ritual
    assert (ritual.name, ritual.title["de"], ritual.purpose[""]) == ("tea", "Tee", "Because.")
    (step,) = ritual.steps
    assert (step.order, step.keep, step.seconds, step.on) == ("fair", "record", 20, True)


def test_everything_that_is_wrong_is_told_at_once(tmp_path: Path) -> None:
    text = """
    titel = "Tea"
    purpose = 3
    when = "sometime"
    zone = "Europe/Madird"
    [[step]]
    id = "Two Words"
    kind = "chekin"
    title = { en = "" }
    prompt = { english = "What?" }
    order = "fairly"
    keep = "forever"
    seconds = 3
    whole = "yes"
    days = ["mon", "monday"]
    levels = "light"
    host = {}
    """
    found = problems(tmp_path, text)
    assert set(found) == {
        "title", "purpose", "when", "zone", "titel", "step[1].id", "step[1].kind", "step[1].title.en",
        "step[1].prompt.english", "step[1].order", "step[1].keep", "step[1].seconds", "step[1].whole",
        "step[1].days", "step[1].levels", "step[1].host",
    }  # fmt: skip
    assert "checkin" in found["step[1].kind"].hint
    assert "fair" in found["step[1].order"].hint
    assert found["step[1].keep"].hint == "Possible: nothing, record."
    assert "title" in found["titel"].hint
    assert found["step[1].days"].hint == "Did you mean “mon”?"


def test_a_ritual_without_steps_is_none(tmp_path: Path) -> None:
    assert set(problems(tmp_path, HEAD)) == {"step"}
    assert set(problems(tmp_path, HEAD + "step = 3")) == {"step"}


def test_what_comes_later_is_refused_with_a_sentence(tmp_path: Path) -> None:
    found = problems(tmp_path, HEAD + 'visible = "two"\n' + STEP.replace("question", "pulse"))
    assert "later" in found["visible"].sentence
    assert found["step[1].kind"].sentence == "The pulse comes later."


def test_visible_to_the_team_is_the_only_other_way(tmp_path: Path) -> None:
    assert problems(tmp_path, HEAD + 'visible = "team"\n' + STEP) == {}
    assert set(problems(tmp_path, HEAD + 'visible = "tema"\n' + STEP)) == {"visible"}


def test_a_schedule_is_checked(tmp_path: Path) -> None:
    good = 'when = "mon-fri 09:30"\nzone = "Europe/Madrid"\n'
    assert problems(tmp_path, HEAD + good + STEP) == {}
    assert problems(tmp_path, HEAD + 'rrule = "FREQ=WEEKLY;BYDAY=MO;BYHOUR=9;BYMINUTE=30"\n' + STEP) == {}
    assert set(problems(tmp_path, HEAD + 'rrule = "FREQ=SOMETIMES"\n' + STEP)) == {"rrule"}
    both = 'when = "mon 9:30"\nrrule = "FREQ=DAILY"\n'
    assert set(problems(tmp_path, HEAD + both + STEP)) == {"rrule"}


@pytest.mark.parametrize(
    ("step", "key"),
    [
        ('id = ""', "id"),
        ("id = 3", "id"),
        ("kind = 3", "kind"),
        ('kind = ""', "kind"),
        ('keep = "nothing"\nyields = "action"', "keep"),
        ('yields = "cake"', "yields"),
        ('kind = "wins"\nkeep = "nothing"', "keep"),
        ('kind = "gratitude"\nkeep = "nothing"', "keep"),
        ('kind = "actions"\nkeep = "nothing"', "keep"),
        ('kind = "gratitude"\norder = "fair"', "order"),
        ('kind = "wins"\norder = "together"', "order"),
        ('kind = "actions"\norder = "popcorn"', "order"),
        ('kind = "wins"\nscale = "energy"', "scale"),
        ('kind = "checkin"\nyields = "action"\nkeep = "record"', "yields"),
        ("most = 3", "most"),
        ("silent_below = 3\nsilent = 60", "silent_below"),
        ('kind = "gratitude"\nsilent_below = 3', "silent_below"),
        ('kind = "wins"\nsilent = 60', "silent"),
        ('order = "open"\nwhole = false', "whole"),
        ('order = "leader-first"\nlead_last = true', "lead_last"),
        ('scale = "energy"\ndeck = "light"', "deck"),
        ("deal = true", "deal"),
        ('levels = ["deep"]', "levels"),
        ('deck = "light"\nlevels = ["deep"]', "levels"),
        ('scale = "enrgy"', "scale"),
        ('deck = "lihgt"', "deck"),
        ("seconds = true", "seconds"),
        ("lede_last = true", "lede_last"),
    ],
)
def test_what_doesnt_go_together_is_told(tmp_path: Path, step: str, key: str) -> None:
    named = {line.split(" = ")[0] for line in step.split("\n")}
    usual = "\n".join(line for line in STEP.strip().split("\n") if line.split(" = ")[0] not in named)
    assert set(problems(tmp_path, f"{HEAD}{usual}\n{step}\n")) == {f"step[1].{key}"}


def test_the_nearest_scale_and_deck_are_named(tmp_path: Path) -> None:
    found = problems(tmp_path, HEAD + STEP + 'scale = "enrgy"')
    assert found["step[1].scale"].hint == "Did you mean “energy”?"


def test_two_steps_cant_share_an_id(tmp_path: Path) -> None:
    assert set(problems(tmp_path, HEAD + STEP + STEP)) == {"step[2].id"}


def test_problems_of_a_scale_and_a_deck_are_told_with_the_ritual(tmp_path: Path) -> None:
    wrote(tmp_path, "scales", "bad", 'title = "Bad"')
    wrote(tmp_path, "decks", "bad", 'title = "Bad"')
    more = STEP.replace("one", "two") + 'deck = "bad"\nlevels = ["deep"]'
    where = wrote(tmp_path, "rituals", "tea", HEAD + STEP + 'scale = "bad"' + more)
    found = read_ritual(where, "tea")[1]
    assert {Path(problem.file).parent.name for problem in found} == {"scales", "decks"}
    assert sorted(problem.key for problem in check_all(where)) == ["point", "question"]


def test_a_ritual_that_isnt_there_brings_the_nearest(tmp_path: Path) -> None:
    ritual, (problem,) = read_ritual(shipped(tmp_path), "standap")
    assert ritual is None
    assert problem.hint == "Did you mean “standup”?"
    assert read_ritual(shipped(tmp_path), "zzz")[1][0].hint == ""


def test_a_file_name_that_is_no_id_is_told(tmp_path: Path) -> None:
    where = wrote(tmp_path, "rituals", "Tea Time", HEAD + STEP)
    assert [problem.key for problem in check_all(where)] == [""]


def test_a_file_that_cant_be_read_is_a_warning(tmp_path: Path) -> None:
    where = wrote(tmp_path, "rituals", "tea", "title = \n")
    ritual, (problem,) = read_ritual(where, "tea")
    assert ritual is None
    assert problem.key == "line 1"


def test_text_of_others_is_cleaned(tmp_path: Path) -> None:
    ritual, _ = read_ritual(wrote(tmp_path, "rituals", "tea", 'title = "T\\u001b[31mea"\npurpose = "x"' + STEP), "tea")
    assert ritual
    assert ritual.title[""] == "Tea"
