"""Colours as values: `#rrggbb` and the terminal's own, contrast as WCAG counts it, the nearest that a terminal has.

Contrast: https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio, relative luminance of sRGB.
"""

import re

ANSI_DEFAULT = "ansi_default"
_HUES = ("black", "red", "green", "yellow", "blue", "magenta", "cyan", "white")
ANSI = (ANSI_DEFAULT, *(f"ansi_{hue}" for hue in _HUES), *(f"ansi_bright_{hue}" for hue in _HUES))
"""What a theme may call the terminal's own colours; after the default, in the order of their numbers 0 to 15."""

AA = 4.5
AAA = 7.0
LINE = 3.0

Rgb = tuple[int, int, int]

_HEX = re.compile("#[0-9a-fA-F]{6}")
_STEPS = (0, 95, 135, 175, 215, 255)
_MIDDLE = (1.05 * 0.05) ** 0.5 - 0.05  # the luminance that is as far from black as from white


def is_hex(colour: str) -> bool:
    """True for `#rrggbb`."""
    return _HEX.fullmatch(colour) is not None


def is_ansi(colour: str) -> bool:
    """True for one of the terminal's own colours."""
    return colour in ANSI


def rgb(colour: str) -> Rgb:
    """Red, green and blue of `#rrggbb`, 0 to 255 each."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def contrast(one: str, other: str) -> float:
    """The WCAG ratio of two `#rrggbb` colours, 1.0 to 21.0, whichever comes first."""
    dark, light = sorted((_luminance(rgb(one)), _luminance(rgb(other))))
    return (light + 0.05) / (dark + 0.05)


def of_256(colour: str) -> int:
    """The number of the nearest colour in xterm's cube and grey ramp, 16 to 255."""
    wanted = rgb(colour)
    cube = [min(range(6), key=lambda step: abs(_STEPS[step] - part)) for part in wanted]
    grey = min(range(24), key=lambda step: _far((8 + 10 * step,) * 3, wanted))
    in_cube: Rgb = (_STEPS[cube[0]], _STEPS[cube[1]], _STEPS[cube[2]])
    if _far((8 + 10 * grey,) * 3, wanted) < _far(in_cube, wanted):
        return 232 + grey
    return 16 + 36 * cube[0] + 6 * cube[1] + cube[2]


def steady(colour: str) -> str:
    """The same hue, at the one lightness that reads with AA on black and on white alike: for a ground nobody knows."""
    parts = rgb(colour)
    towards = 0 if _luminance(parts) > _MIDDLE else 255
    low, high = 0.0, 1.0
    for _ in range(20):
        share = (low + high) / 2
        mixed = _mixed(parts, towards, share)
        beyond = (_luminance(mixed) < _MIDDLE) == (towards == 0)
        low, high = (low, share) if beyond else (share, high)
    return "#{:02x}{:02x}{:02x}".format(*_mixed(parts, towards, high))


def _mixed(parts: Rgb, towards: int, share: float) -> Rgb:
    red, green, blue = (round(part + (towards - part) * share) for part in parts)
    return red, green, blue


def _luminance(colour: Rgb) -> float:
    red, green, blue = (_linear(part / 255) for part in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)


def _far(one: Rgb, other: Rgb) -> int:
    return sum((a - b) ** 2 for a, b in zip(one, other, strict=True))
