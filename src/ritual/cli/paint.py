"""Colour in the shell: the same themes as on the screens, as far as the terminal goes, and never where nobody looks."""

from collections.abc import Callable, Mapping

from ritual.errors import Problem
from ritual.files import themes
from ritual.files.shelf import Shelf
from ritual.model.colour import ANSI, contrast, is_ansi, of_256, rgb, steady
from ritual.model.palette import COLOURLESS, GROUND, MEANINGS, SIXTEEN, Palette

PLAIN, STYLES, FEW, MANY, TRUE = 0, 1, 16, 256, 1 << 24

Paint = Callable[[str, str], str]
"""Text and what it means, to text for the terminal."""

_STYLES = {"bold": "1", "dim": "2", "italic": "3", "underline": "4", "reverse": "7", "strike": "9"}
_GROUNDS = frozenset(meaning.name for meaning in MEANINGS if meaning.sort == GROUND)


def depth(env: Mapping[str, str], tty: bool) -> int:
    """How many colours there are: none for files, pipes and dumb terminals, styles alone under `NO_COLOR`."""
    term = env.get("TERM", "")
    if not tty or term in ("", "dumb"):
        return PLAIN
    if env.get("NO_COLOR"):
        return STYLES
    if env.get("COLORTERM") in ("truecolor", "24bit"):
        return TRUE
    return MANY if "256color" in term else FEW


def painter(where: Shelf, env: Mapping[str, str], theme: str, tty: bool) -> tuple[Paint, tuple[Problem, ...]]:
    """How to paint with the theme of that name, and what is wrong with it; no file is read where nothing is painted."""
    colours = depth(env, tty)
    if colours == PLAIN:
        return unpainted, ()
    standing_in = {STYLES: COLOURLESS, FEW: SIXTEEN}
    found, problems = themes.chosen(where, standing_in.get(colours, themes.wanted(env, theme)))
    codes = codes_of(found, colours, trusted=_ground_is_dark(env) == found.dark)
    return lambda text, meaning: _painted(text, codes[meaning]), problems


def unpainted(text: str, meaning: str) -> str:  # noqa: ARG001  stands in for a painter
    """The text alone."""
    return text


def codes_of(palette: Palette, colours: int, trusted: bool) -> dict[str, str]:
    """The SGR parameters of every meaning.

    A palette is made for its own background, but the shell writes on the terminal's. Unless that is `trusted` to be as
    dark or as light as the palette's, text is painted at a lightness that reads on both, and the ground is left alone.
    """
    return {
        name: ";".join(
            [*(_STYLES[word] for word in palette.styles[name].split()), *_colour(palette, name, colours, trusted)]
        )
        for name in palette.colours
    }


def _colour(palette: Palette, name: str, colours: int, trusted: bool) -> list[str]:
    colour = palette.colours[name]
    if is_ansi(colour):
        return _own(ANSI.index(colour) - 1)
    if colours < MANY or name in _GROUNDS or _strong(palette, colour):
        return []
    seen = colour if trusted else steady(colour)
    if colours == TRUE:
        return ["38;2", *(str(part) for part in rgb(seen))]
    return ["38;5", str(of_256(seen))]


def _strong(palette: Palette, colour: str) -> bool:
    """Whether a colour stands out at least as text does: then the terminal's own text is the best there is."""
    ground, text = palette.colours["background"], palette.colours["text"]
    return contrast(colour, ground) >= contrast(text, ground)


def _own(number: int) -> list[str]:
    if number < 0:
        return []
    return [str(30 + number if number < 8 else 82 + number)]


def _painted(text: str, codes: str) -> str:
    return f"\x1b[{codes}m{text}\x1b[0m" if codes and text else text


def _ground_is_dark(env: Mapping[str, str]) -> bool | None:
    """What `COLORFGBG` says: rxvt, Konsole and iTerm2 set it to the numbers of text and background."""
    number = env.get("COLORFGBG", "").rpartition(";")[2]
    return int(number) in (0, 1, 2, 3, 4, 5, 6, 8) if number.isascii() and number.isdigit() else None
