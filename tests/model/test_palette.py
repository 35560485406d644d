"""A palette gives every meaning a colour and knows which of them can't be read."""

from ritual.model.colour import AA, AAA, ANSI_DEFAULT, LINE
from ritual.model.palette import MEANINGS, NAMES, STYLES, Shortfall, bare, palette, shortfalls

BLACK_ON_WHITE = {"background": "#ffffff", "text": "#000000"}


def test_meanings_are_named_once_and_fall_to_one_named_before_or_after_without_a_circle() -> None:
    assert len(set(NAMES)) == len(NAMES)
    for meaning in MEANINGS:
        seen = [meaning]
        while seen[-1].falls_to:
            seen.append(next(other for other in MEANINGS if other.name == seen[-1].falls_to))
            assert len(seen) < len(MEANINGS)
        assert seen[-1].name in ("background", "text")


def test_default_styles_are_ones_a_theme_may_name() -> None:
    assert all(set(meaning.style.split()) <= set(STYLES) for meaning in MEANINGS)


def test_a_meaning_left_out_takes_the_colour_it_falls_back_to() -> None:
    made = palette("x", {}, {**BLACK_ON_WHITE, "accent": "#112233", "muted": "#445566"}, {"next": "italic"}, dark=False)
    assert set(made.colours) == set(made.styles) == set(NAMES)
    assert made.colours["speaking"] == "#112233"
    assert made.colours["error"] == "#112233"
    assert made.colours["line"] == "#445566"
    assert made.colours["selection"] == "#ffffff"
    assert made.styles["next"] == "italic"
    assert made.styles["speaking"] == "bold"
    assert not made.ansi
    assert not made.dark


def test_the_bare_palette_is_the_terminals_own() -> None:
    assert bare().ansi
    assert set(bare().colours.values()) == {ANSI_DEFAULT}
    assert bare().styles["selection"] == "reverse"
    assert shortfalls(bare()) == []


def test_text_falls_short_below_aa_and_edges_below_three_and_rules_never() -> None:
    grey = {**BLACK_ON_WHITE, "muted": "#777777", "line": "#fefefe", "edge": "#cccccc"}
    short = shortfalls(palette("x", {}, grey, {}))
    assert {(s.meaning, s.needed) for s in short if s.meaning in ("muted", "edge")} == {("muted", AA), ("edge", LINE)}
    assert "line" not in {s.meaning for s in short}
    assert "text" not in {s.meaning for s in short}


def test_every_ground_counts() -> None:
    night = {**BLACK_ON_WHITE, "selection": "#000000"}
    assert Shortfall("text", "selection", 1.0, AA) in shortfalls(palette("x", {}, night, {}))


def test_a_theme_may_aim_higher() -> None:
    grey = {**BLACK_ON_WHITE, "muted": "#666666"}
    assert not shortfalls(palette("x", {}, grey, {}))
    assert {s.needed for s in shortfalls(palette("x", {}, grey, {}, readable=AAA))} == {AAA}
