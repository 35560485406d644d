"""The shell is painted as far as the terminal goes, reads on any background, and stays bare in pipes."""

import re
from pathlib import Path

import pytest

from ritual.cli.paint import FEW, MANY, PLAIN, STYLES, TRUE, depth, painter
from ritual.files.themes import chosen
from ritual.model.colour import AA, contrast
from ritual.model.palette import GROUND, MEANINGS, NAMES
from tests.files.shelves import shipped, wrote

XTERM = {"TERM": "xterm-256color"}
FULL = {**XTERM, "COLORTERM": "truecolor"}


@pytest.mark.parametrize(
    ("env", "tty", "colours"),
    [
        (FULL, True, TRUE),
        ({**XTERM, "COLORTERM": "24bit"}, True, TRUE),
        (XTERM, True, MANY),
        ({"TERM": "xterm"}, True, FEW),
        ({**FULL, "NO_COLOR": "1"}, True, STYLES),
        ({**FULL, "NO_COLOR": ""}, True, TRUE),
        ({**FULL, "TERM": "dumb"}, True, PLAIN),
        ({}, True, PLAIN),
        (FULL, False, PLAIN),
    ],
)
def test_depth_is_what_the_environment_says(env: dict[str, str], tty: bool, colours: int) -> None:
    assert depth(env, tty) == colours


def painted(tmp_path: Path, env: dict[str, str], theme: str, meaning: str) -> str:
    paint, problems = painter(shipped(tmp_path), env, theme, tty=True)
    assert problems == ()
    return paint("Ana", meaning)


def test_nothing_is_painted_in_a_pipe(tmp_path: Path) -> None:
    paint, problems = painter(wrote(tmp_path, "themes", "mine", "not toml"), FULL, "mine", tty=False)
    assert {paint("Ana", meaning) for meaning in NAMES} == {"Ana"}
    assert problems == ()


def test_true_colour_is_the_themes_own_where_the_terminal_says_that_it_is_as_dark(tmp_path: Path) -> None:
    speaking = painted(tmp_path, {**FULL, "COLORFGBG": "15;default;0"}, "hearth", "speaking")
    assert speaking == "\x1b[1;38;2;255;184;107mAna\x1b[0m"


@pytest.mark.parametrize("fgbg", ["0;15", "0;default", "", "0;²"])
@pytest.mark.parametrize("theme", ["hearth", "harbour", "clear"])
def test_on_another_or_unknown_ground_every_meaning_reads_on_black_and_white(
    tmp_path: Path, theme: str, fgbg: str
) -> None:
    env = {**FULL, "COLORFGBG": fgbg}
    for meaning in NAMES:
        for red, green, blue in re.findall(r"38;2;(\d+);(\d+);(\d+)", painted(tmp_path, env, theme, meaning)):
            colour = f"#{int(red):02x}{int(green):02x}{int(blue):02x}"
            assert min(contrast(colour, "#000000"), contrast(colour, "#ffffff")) >= AA


def test_256_colours_are_the_nearest(tmp_path: Path) -> None:
    assert painted(tmp_path, {**XTERM, "COLORFGBG": "0;15"}, "morning", "speaking") == "\x1b[1;38;5;94mAna\x1b[0m"


def test_sixteen_colours_are_the_terminals_own(tmp_path: Path) -> None:
    assert painted(tmp_path, {"TERM": "xterm"}, "hearth", "error") == "\x1b[1;31mAna\x1b[0m"
    assert painted(tmp_path, {"TERM": "xterm"}, "hearth", "muted") == "\x1b[2mAna\x1b[0m"


def test_bright_colours_have_numbers_of_their_own(tmp_path: Path) -> None:
    text = '[colours]\nbackground = "ansi_default"\ntext = "ansi_default"\nwin = "ansi_bright_green"\n'
    paint, _ = painter(wrote(tmp_path, "themes", "mine", text), FULL, "mine", tty=True)
    assert paint("Ana", "win") == "\x1b[92mAna\x1b[0m"


def test_no_colour_leaves_styles_alone(tmp_path: Path) -> None:
    env = {**FULL, "NO_COLOR": "1"}
    every = "".join(painted(tmp_path, env, "hearth", meaning) for meaning in NAMES)
    assert set(re.findall(r"\x1b\[([\d;]+)m", every)) == {"0", "1", "1;4", "1;7", "2", "4", "7"}


def test_hex_colours_that_stand_in_for_sixteen_are_left_out(tmp_path: Path) -> None:
    text = '[colours]\nbackground = "#000000"\ntext = "#ffffff"\naccent = "#ffff00"\n'
    paint, _ = painter(wrote(tmp_path, "themes", "familiar", text), {"TERM": "xterm"}, "", tty=True)
    assert paint("Ana", "speaking") == "\x1b[1mAna\x1b[0m"


def test_plain_text_and_grounds_keep_the_terminals_colours(tmp_path: Path) -> None:
    assert painted(tmp_path, FULL, "hearth", "text") == painted(tmp_path, FULL, "hearth", "question") == "Ana"
    assert painted(tmp_path, FULL, "hearth", "title") == "\x1b[1mAna\x1b[0m"
    for meaning in (meaning.name for meaning in MEANINGS if meaning.sort == GROUND):
        assert painted(tmp_path, FULL, "hearth", meaning) == "Ana"


def test_no_text_is_no_escape(tmp_path: Path) -> None:
    paint, _ = painter(shipped(tmp_path), FULL, "hearth", tty=True)
    assert paint("", "speaking") == ""


def test_a_bad_theme_is_told_and_home_is_painted(tmp_path: Path) -> None:
    where = wrote(tmp_path, "themes", "mine", "not toml")
    paint, problems = painter(where, FULL, "mine", tty=True)
    home, _ = painter(where, FULL, chosen(where, "hearth")[0].name, tty=True)
    assert paint("Ana", "speaking") == home("Ana", "speaking")
    assert [Path(problem.file).name for problem in problems] == ["mine.toml"]
