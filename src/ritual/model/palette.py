"""What colours mean: the closed list of meanings a theme may name, and the palette that gives each of them a colour.

Every meaning of text has to be readable on every ground, so any of them may stand anywhere, and may be turned round:
a ground's colour on a meaning's has the same contrast.
"""

from collections.abc import Mapping
from typing import NamedTuple

from ritual.model.colour import AA, ANSI_DEFAULT, LINE, contrast, is_ansi, is_hex
from ritual.model.phrase import Phrase
from ritual.words import mark

GROUND, TEXT, EDGE, RULE = "ground", "text", "edge", "rule"


class Meaning(NamedTuple):
    """A name in a theme: what sort of mark it colours, whose colour it takes where the theme is silent, its style."""

    name: str
    sort: str
    falls_to: str
    style: str
    about: str


MEANINGS = (
    Meaning("background", GROUND, "", "", mark("behind everything")),
    Meaning("surface", GROUND, "background", "", mark("a part that lies on the background")),
    Meaning("panel", GROUND, "surface", "", mark("the title line, the footer, what floats above")),
    Meaning("selection", GROUND, "panel", "", mark("the row where the cursor is")),
    Meaning("line", RULE, "edge", "", mark("rules and the part of a bar that isn't filled; ornament only")),
    Meaning("edge", EDGE, "muted", "", mark("lines that say something: frames, focus, a scale")),
    Meaning("text", TEXT, "", "", mark("what is read")),
    Meaning("muted", TEXT, "text", "", mark("what may be overlooked")),
    Meaning("accent", TEXT, "text", "", mark("what draws the eye")),
    Meaning("title", TEXT, "text", "bold", mark("names of screens and parts")),
    Meaning("key", TEXT, "accent", "bold", mark("keys that can be pressed")),
    Meaning("question", TEXT, "text", "", mark("what the round is asked")),
    Meaning("speaking", TEXT, "accent", "bold", mark("whose turn it is")),
    Meaning("next", TEXT, "text", "", mark("who comes next")),
    Meaning("waiting", TEXT, "muted", "", mark("who is still to come")),
    Meaning("done", TEXT, "muted", "", mark("who had a turn")),
    Meaning("absent", TEXT, "muted", "", mark("who isn't here")),
    Meaning("clock", TEXT, "muted", "", mark("time, in figures and bars; calm, never an alarm")),
    Meaning("praise", TEXT, "accent", "", mark("thanks and the jar")),
    Meaning("win", TEXT, "accent", "", mark("what went well")),
    Meaning("promise", TEXT, "accent", "", mark("what was promised")),
    Meaning("parked", TEXT, "muted", "", mark("topics for after the round")),
    Meaning("kept", TEXT, "muted", "", mark("this is kept")),
    Meaning("notkept", TEXT, "muted", "", mark("this isn't kept; good news, said calmly")),
    Meaning("link", TEXT, "accent", "underline", mark("evidence that can be opened")),
    Meaning("good", TEXT, "accent", "", mark("it worked")),
    Meaning("warning", TEXT, "accent", "bold", mark("look at this")),
    Meaning("error", TEXT, "warning", "bold", mark("it didn't work")),
)
NAMES = tuple(meaning.name for meaning in MEANINGS)
STYLES = ("bold", "dim", "italic", "underline", "reverse", "strike")

HOME = "hearth"
"""The theme where nobody chose one, and where the chosen one can't be used."""
COLOURLESS = "quiet"
"""The theme for people and terminals that want no colour."""
SIXTEEN = "familiar"
"""The theme for terminals that have no more than sixteen colours."""


class Palette(NamedTuple):
    """A theme, ready for use: a colour and a style for every meaning."""

    name: str
    title: Phrase
    dark: bool
    ansi: bool
    readable: float
    colours: Mapping[str, str]
    styles: Mapping[str, str]


class Shortfall(NamedTuple):
    """A meaning that can't be read well enough where it may stand."""

    meaning: str
    ground: str
    ratio: float
    needed: float


def palette(
    name: str,
    title: Phrase,
    colours: Mapping[str, str],
    styles: Mapping[str, str],
    *,
    dark: bool = True,
    readable: float = AA,
) -> Palette:
    """A palette in which every meaning the theme leaves out takes the colour of the one it falls back to."""
    full = {meaning.name: _found(meaning, colours) for meaning in MEANINGS}
    worn = {meaning.name: styles.get(meaning.name, meaning.style) for meaning in MEANINGS}
    return Palette(name, title, dark, is_ansi(full["background"]), readable, full, worn)


def bare() -> Palette:
    """The palette for when no theme can be read at all: the terminal's own text and background."""
    return palette("", {}, {}, {"selection": "reverse", "muted": "dim"})


def shortfalls(theme: Palette) -> list[Shortfall]:
    """Every text and edge that falls short of the theme's own aim on some ground; the terminal's own aren't known."""
    colours = theme.colours
    grounds = [meaning.name for meaning in MEANINGS if meaning.sort == GROUND and is_hex(colours[meaning.name])]
    needs = {TEXT: theme.readable, EDGE: LINE}
    return [
        Shortfall(meaning.name, ground, ratio, needs[meaning.sort])
        for meaning in MEANINGS
        if meaning.sort in needs and is_hex(colours[meaning.name])
        for ground in grounds
        if (ratio := contrast(colours[meaning.name], colours[ground])) < needs[meaning.sort]
    ]


def _found(meaning: Meaning, colours: Mapping[str, str]) -> str:
    if meaning.name in colours or not meaning.falls_to:
        return colours.get(meaning.name, ANSI_DEFAULT)
    return _found(MEANINGS[NAMES.index(meaning.falls_to)], colours)
