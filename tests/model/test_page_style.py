"""The look of a page: readable in both palettes by calculation, and the only thing that its policy lets in."""

import re
from base64 import b64decode
from hashlib import sha256
from pathlib import Path

import pytest

from ritual.actions.recap_page import DARK, LIGHT
from ritual.files.places import built_in
from ritual.files.shelf import shelf
from ritual.files.themes import read_file
from ritual.model.colour import AA, LINE, contrast, is_hex
from ritual.model.page_style import MEANINGS, policy, style
from ritual.model.palette import NAMES, Palette


def shipped(name: str) -> Palette:
    palette = read_file(shelf({"RITUAL_HOME": "/nowhere"}, Path("/")), built_in("themes") / f"{name}.toml").palette
    assert palette is not None
    return palette


SHEET = style(shipped(LIGHT), shipped(DARK))


@pytest.mark.parametrize("name", [LIGHT, DARK])
def test_every_colour_of_text_reads_on_its_ground_and_on_white_paper(name: str) -> None:
    palette = shipped(name)
    used = set(re.findall(r"(?<![-\w])(?:color|fill):var\(--(\w+)", SHEET)) | {
        "praise",
        "win",
        "promise",
        "parked",
        "good",
    }
    used -= {"tone", "line", "edge"}
    assert {"text", "title", "muted", "link", "key"} <= used
    grounds = [palette.colours["background"], *(["#ffffff"] if name == LIGHT else [])]
    short = {each: contrast(palette.colours[each], ground) for each in used for ground in grounds}
    assert {each: ratio for each, ratio in short.items() if ratio < AA} == {}
    assert contrast(palette.colours["edge"], palette.colours["background"]) >= LINE


def test_the_one_palette_is_light_the_other_dark_and_both_are_colours_of_the_web() -> None:
    light, dark = shipped(LIGHT), shipped(DARK)
    assert (light.dark, dark.dark) == (False, True)
    assert all(is_hex(palette.colours[name]) for palette in (light, dark) for name in MEANINGS)
    assert set(MEANINGS) <= set(NAMES)


def test_dark_is_for_screens_alone() -> None:
    before, dark = SHEET.split("@media screen and (prefers-color-scheme:dark)", 1)
    assert shipped(LIGHT).colours["background"] in before
    assert dark.startswith(f"{{:root{{--background:{shipped(DARK).colours['background']};")


def test_every_colour_comes_from_the_palettes() -> None:
    rules = SHEET[SHEET.index("color-scheme:light dark") :]
    assert re.findall(r"#[0-9a-f]{3,8}\b|rgb|hsl", rules) == []
    assert set(re.findall(r"var\(--(\w+)", rules)) <= {*MEANINGS, "tone", "serif", "sans"}


def test_what_has_the_focus_is_seen_and_a_heading_is_not_left_alone_on_paper() -> None:
    assert "a:focus-visible,summary:focus-visible{outline:3px solid" in SHEET
    assert "outline:none" not in SHEET
    assert "h2,h3{break-after:avoid}" in SHEET.split("@media print{")[1]


def test_the_sheet_asks_for_nothing_and_cannot_end_before_its_end() -> None:
    assert re.findall(r"url\(|@import|@font-face|</|http", SHEET) == []


def test_the_policy_lets_this_sheet_in_and_nothing_else() -> None:
    told = policy(SHEET)
    (found,) = re.findall(r"'sha256-([^']+)'", told)
    assert b64decode(found) == sha256(SHEET.encode()).digest()
    assert told.startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in told
