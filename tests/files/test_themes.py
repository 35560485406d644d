"""Themes are read from files with their parents; whatever is wrong is told and stops nothing."""

import os
from pathlib import Path

import pytest

from ritual.errors import Problem
from ritual.files import themes
from ritual.files.shelf import Shelf
from ritual.model.colour import AA, AAA, is_hex
from ritual.model.palette import COLOURLESS, HOME, NAMES, Palette, bare, shortfalls
from ritual.model.phrase import said
from tests.files.shelves import shipped, wrote

BASE = '[colours]\nbackground = "#ffffff"\ntext = "#000000"\n'
SHIPPED = ["clear", "familiar", "harbour", "hearth", "morning", "quiet"]


def read(tmp_path: Path, text: str, name: str = "mine") -> themes.ThemeFile:
    return themes.read(wrote(tmp_path, "themes", name, text), name)


def told(theme: themes.ThemeFile) -> list[tuple[str, str, str]]:
    return [(problem.key, problem.sentence, problem.hint) for problem in theme.problems]


def ready(where: Shelf, name: str) -> Palette:
    found = themes.read(where, name).palette
    assert found
    return found


def test_six_themes_ship_and_nothing_is_wrong_with_any(tmp_path: Path) -> None:
    every = themes.every(shipped(tmp_path))
    assert [theme.name for theme in every] == SHIPPED
    assert [theme.problems for theme in every] == [()] * 6
    assert HOME in SHIPPED
    assert COLOURLESS in SHIPPED


@pytest.mark.parametrize("name", SHIPPED)
def test_shipped_themes_are_titled_in_both_languages(tmp_path: Path, name: str) -> None:
    title = ready(shipped(tmp_path), name).title
    assert said(title, "en") != said(title, "de")


@pytest.mark.parametrize("name", ["harbour", "hearth", "morning", "clear"])
def test_shipped_colours_name_every_meaning_and_read_well_on_every_ground(tmp_path: Path, name: str) -> None:
    found = ready(shipped(tmp_path), name)
    assert all(is_hex(found.colours[meaning]) for meaning in NAMES)
    assert shortfalls(found) == []
    assert found.dark == (name != "morning")
    assert found.readable == (AAA if name == "clear" else AA)


@pytest.mark.parametrize("name", ["familiar", "quiet"])
def test_the_terminals_own_colours_stand_on_its_own_background(tmp_path: Path, name: str) -> None:
    found = ready(shipped(tmp_path), name)
    assert found.ansi
    assert {found.colours[ground] for ground in ("background", "surface", "panel", "selection")} == {"ansi_default"}
    assert found.styles["selection"] == "reverse"
    hues = set(found.colours.values()) - {"ansi_default"}
    assert not hues & {"ansi_black", "ansi_white", "ansi_yellow", "ansi_cyan", "ansi_bright_white"}
    assert bool(hues) == (name == "familiar")


def test_a_theme_says_what_it_says_and_falls_back_for_the_rest(tmp_path: Path) -> None:
    text = (
        'title = "Mine"\ndark = false\ncontrast = "AAA"\n'
        + BASE
        + 'accent = "#00005F"\n[styles]\nnext = " bold  italic "'
    )
    theme = read(tmp_path, text + '\nspeaking = "none"\n')
    assert theme.problems == ()
    assert theme.palette
    assert theme.palette.colours["speaking"] == "#00005f"
    assert theme.palette.styles["next"] == "bold italic"
    assert theme.palette.styles["speaking"] == ""
    assert (theme.palette.dark, theme.palette.readable, theme.palette.title) == (False, AAA, {"": "Mine"})


def test_a_theme_without_a_title_goes_by_its_name(tmp_path: Path) -> None:
    theme = read(tmp_path, BASE)
    assert theme.palette
    assert (theme.palette.title, theme.palette.dark) == ({"": "mine"}, True)


def test_a_theme_builds_on_its_parent(tmp_path: Path) -> None:
    theme = read(tmp_path, 'parent = "morning"\n[colours]\nspeaking = "#000000"\n')
    morning = ready(shipped(tmp_path), "morning")
    assert theme.problems == ()
    assert theme.palette
    assert theme.palette.colours == {**morning.colours, "speaking": "#000000"}
    assert (theme.palette.dark, theme.palette.name) == (False, "mine")


def test_a_theme_may_build_on_the_one_it_hides(tmp_path: Path) -> None:
    theme = read(tmp_path, 'parent = "hearth"\n[colours]\nspeaking = "#ffffff"\n', "hearth")
    assert theme.problems == ()
    assert theme.palette
    assert theme.palette.colours["speaking"] == "#ffffff"


def test_parents_in_a_circle_are_told_and_what_they_say_still_counts(tmp_path: Path) -> None:
    wrote(tmp_path, "themes", "other", 'parent = "mine"\n')
    theme = read(tmp_path, 'parent = "other"\n' + BASE)
    assert told(theme) == [("parent", "“mine” builds on this theme itself.", "Leave parent out in one of them.")]
    assert theme.problems[0].file.endswith("other.toml")
    assert theme.palette


def test_a_parent_that_isnt_there_is_told_once(tmp_path: Path) -> None:
    theme = read(tmp_path, 'parent = "harth"\n')
    assert told(theme) == [("parent", "There is no “harth” among the themes.", "Did you mean “hearth”?")]
    assert theme.palette is None


def test_a_theme_cant_be_its_own_parent(tmp_path: Path) -> None:
    theme = read(tmp_path, 'parent = "mine"\n' + BASE)
    assert told(theme)[0][0] == "parent"
    assert theme.palette


def test_every_problem_is_told_with_file_key_and_the_nearest_that_is_right(tmp_path: Path) -> None:
    text = """
        title = 3
        dark = "yes"
        contrast = "AB"
        darc = true
        [colours]
        background = "#fff"
        text = "ansi_blak"
        speeking = "#000000"
        praise = 7
        win = "ansi_"
        kept = ""
        [styles]
        next = "bald"
        done = "none bold"
        waiting = "xyz"
        title = true
    """
    theme = read(tmp_path, text)
    assert theme.palette is None
    assert {problem.file for problem in theme.problems} == {str(tmp_path / ".ritual" / "themes" / "mine.toml")}
    hints = {problem.key: problem.hint for problem in theme.problems}
    assert set(hints) == {
        "title", "dark", "contrast", "darc", "colours.background", "colours.text", "colours.speeking",
        "colours.praise", "colours.win", "colours.kept", "styles.next", "styles.done", "styles.waiting", "styles.title",
    }  # fmt: skip
    assert hints["darc"] == "Did you mean “dark”?"
    assert hints["colours.speeking"] == "Did you mean “speaking”?"
    assert hints["colours.background"] == "Write it as #rrggbb, like #e8a45c."
    assert hints["colours.text"] == "Did you mean “ansi_black”?"
    assert hints["styles.next"] == "Did you mean “bold”?"
    assert hints["styles.waiting"] == "Possible: bold, dim, italic, underline, reverse, strike, none."


def test_the_american_spelling_is_led_to_ours(tmp_path: Path) -> None:
    theme = read(tmp_path, BASE.replace("colours", "colors"))
    assert ("colors", "This key means nothing here.", "Did you mean “colours”?") in told(theme)


def test_a_theme_without_its_two_base_colours_cant_be_used(tmp_path: Path) -> None:
    theme = read(tmp_path, '[colours]\naccent = "#000000"\n')
    assert [problem.key for problem in theme.problems] == ["colours.background", "colours.text"]
    assert theme.palette is None


def test_a_faint_meaning_is_told_with_its_worst_ground_and_still_used(tmp_path: Path) -> None:
    theme = read(tmp_path, BASE + 'selection = "#eeeeee"\nmuted = "#767676"\nspeaking = "#999999"\n')
    assert told(theme) == [
        ("colours.muted", "Hard to read on selection: contrast 3.91, needed 4.5.", "Move it away from selection."),
        ("colours.speaking", "Hard to read on selection: contrast 2.45, needed 4.5.", "Move it away from selection."),
    ]
    assert theme.palette


def test_the_terminals_colours_and_own_ones_dont_mix(tmp_path: Path) -> None:
    theme = read(tmp_path, BASE + 'accent = "ansi_red"\n[styles]\ndone = "dim italic"\n')
    assert told(theme) == [
        ("colours.accent", "ansi_red doesn't go with this background.", "Use #rrggbb for all."),
        ("styles.done", "Nobody can tell how well dimmed text can be read.", "Choose a quieter colour."),
    ]
    assert theme.palette
    assert theme.palette.colours["accent"] == "#000000"
    assert theme.palette.styles["done"] == "italic"


def test_text_of_the_other_sort_makes_a_theme_unusable(tmp_path: Path) -> None:
    theme = read(tmp_path, '[colours]\nbackground = "ansi_default"\ntext = "#000000"\n')
    assert told(theme) == [("colours.text", "#000000 doesn't go with this background.", "Use ansi_… for all.")]
    assert theme.palette is None


def test_a_file_that_isnt_toml_is_told_and_home_is_taken(tmp_path: Path) -> None:
    where = wrote(tmp_path, "themes", "mine", "colours = [")
    found, problems = themes.chosen(where, "mine")
    assert found == ready(where, HOME)
    assert len(problems) == 1
    assert problems[0].file.endswith("mine.toml")


def test_an_unknown_name_is_told_and_home_is_taken(tmp_path: Path) -> None:
    found, problems = themes.chosen(shipped(tmp_path), "harbor")
    assert found.name == HOME
    assert problems == (
        Problem("harbor.toml", "", "There is no “harbor” among the themes.", "Did you mean “harbour”?"),
    )


def test_the_chosen_theme_is_taken(tmp_path: Path) -> None:
    assert themes.chosen(shipped(tmp_path), "morning")[0].name == "morning"


def test_no_colour_goes_before_a_choice_and_no_choice_is_home() -> None:
    assert themes.wanted({}, "morning") == "morning"
    assert themes.wanted({"NO_COLOR": ""}, "") == HOME
    assert themes.wanted({"NO_COLOR": "1"}, "morning") == COLOURLESS


def test_a_broken_home_falls_back_to_the_one_that_ships(tmp_path: Path) -> None:
    home = ready(shipped(tmp_path), HOME)
    found, problems = themes.chosen(wrote(tmp_path, "themes", HOME, ""), HOME)
    assert found == home
    assert [problem.key for problem in problems] == ["colours.background", "colours.text"]


def test_without_any_theme_the_bare_terminal_is_left(tmp_path: Path) -> None:
    assert themes.chosen(Shelf({"themes": (tmp_path,)}), "mine")[0] == bare()


def test_a_theme_is_read_again_when_a_file_of_it_changes(tmp_path: Path) -> None:
    wrote(tmp_path, "themes", "base", BASE)
    where = wrote(tmp_path, "themes", "mine", 'parent = "base"\n')
    before = themes.read(where, "mine")
    assert themes.again(where, before) is None
    wrote(tmp_path, "themes", "base", BASE + 'accent = "#00005f"\n')
    after = themes.again(where, before)
    assert after
    assert after.palette
    assert after.palette.colours["speaking"] == "#00005f"


def test_a_change_of_the_same_length_is_seen_by_its_time(tmp_path: Path) -> None:
    where = wrote(tmp_path, "themes", "mine", BASE)
    before = themes.read(where, "mine")
    path = before.stamps[0][0]
    path.write_text(BASE.replace("#000000", "#000001"))
    os.utime(path, ns=(1, 1))
    after = themes.again(where, before)
    assert after
    assert after.palette
    assert after.palette.colours["text"] == "#000001"


def test_a_theme_that_went_away_is_told(tmp_path: Path) -> None:
    where = wrote(tmp_path, "themes", "mine", BASE)
    before = themes.read(where, "mine")
    before.stamps[0][0].unlink()
    after = themes.again(where, before)
    assert after
    assert after.palette is None
    assert len(after.problems) == 1
    assert themes.again(where, after) is None
