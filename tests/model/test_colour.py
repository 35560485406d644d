"""Colours are counted as WCAG says, and found again among the colours that a terminal has."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ritual.model.colour import AA, ANSI, contrast, is_ansi, is_hex, of_256, rgb, steady

HEX = st.tuples(*[st.integers(0, 255)] * 3).map(lambda parts: "#{:02x}{:02x}{:02x}".format(*parts))


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("#000000", "#ffffff", 21.0),
        ("#ffffff", "#ffffff", 1.0),
        ("#767676", "#ffffff", 4.54),  # the lightest grey with AA on white, as WCAG's own tools give it
        ("#777777", "#ffffff", 4.48),
        ("#ff0000", "#ffffff", 4.0),
        ("#0000ff", "#ffffff", 8.59),
    ],
)
def test_contrast_is_the_published_ratio(one: str, other: str, ratio: float) -> None:
    assert contrast(one, other) == pytest.approx(ratio, abs=0.005)


@given(HEX, HEX)
def test_contrast_is_the_same_from_either_side(one: str, other: str) -> None:
    assert contrast(one, other) == contrast(other, one)
    assert 1.0 <= contrast(one, other) <= 21.0


@pytest.mark.parametrize("colour", ["#fff", "#ggg000", "red", "", "#ffffff ", "#ffffff\n", "ansi_red"])
def test_only_six_digits_make_a_hex_colour(colour: str) -> None:
    assert not is_hex(colour)


def test_the_terminal_has_sixteen_colours_and_a_default() -> None:
    assert len(ANSI) == 17
    assert all(is_ansi(name) for name in ANSI)
    assert not is_ansi("ansi_pink")


@pytest.mark.parametrize(
    ("colour", "number"),
    [("#000000", 16), ("#ffffff", 231), ("#808080", 244), ("#ff0000", 196), ("#5fafd7", 74), ("#121212", 233)],
)
def test_the_nearest_of_256_is_found_in_cube_and_greys(colour: str, number: int) -> None:
    assert of_256(colour) == number


@given(HEX)
def test_a_steady_colour_reads_on_black_and_on_white(colour: str) -> None:
    assert contrast(steady(colour), "#000000") >= AA
    assert contrast(steady(colour), "#ffffff") >= AA


def test_a_steady_colour_keeps_its_hue() -> None:
    red, green, blue = rgb(steady("#f2ae72"))
    assert red > green > blue


@given(HEX)
def test_every_colour_has_a_nearest_one(colour: str) -> None:
    assert is_hex(colour)
    assert "#{:02x}{:02x}{:02x}".format(*rgb(colour)) == colour
    assert 16 <= of_256(colour) <= 255
