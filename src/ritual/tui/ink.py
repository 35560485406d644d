"""Words in colours by meaning, and pieces of them side by side; the only place where text becomes `Content`.

A `Content` made here never parses what it is given, so nobody's words can be read as markup.
"""

from collections.abc import Iterable, Sequence

from textual.content import Content
from textual.style import Style

from ritual.model.clean import line as cleaned
from ritual.tui.look import worn

Line = Content
Block = list[Content]

BLANK = Content("")
_TARGET = "to"


def ink(text: str, meaning: str = "text", style: str = "") -> Line:
    """Text on one line in the colour and style of a meaning; cleaned, whoever wrote it."""
    return Content.styled(_on_one_line(text), f"{worn(meaning)} {style}".strip())


def joined(*parts: Line | str) -> Line:
    """Pieces one after the other; plain strings are text of the program's own."""
    return BLANK.join([ink(part) if isinstance(part, str) else part for part in parts])


def aimed(line: Line, target: str) -> Line:
    """The line as something that can be clicked: a command's name, or what the screen makes of it."""
    return line.stylize(Style.from_meta({_TARGET: target}))


def target_of(meta: object) -> str:
    """What the clicked piece is aimed at, "" for nothing."""
    found = meta.get(_TARGET, "") if isinstance(meta, dict) else ""
    return str(found)


def cells(line: Line) -> int:
    """How wide a line is on screen."""
    return line.cell_length


def fit(line: Line, width: int) -> Line:
    """The line in at most `width` cells, with an ellipsis where something is left out."""
    return line.truncate(max(width, 0), ellipsis=True)


def filled(line: Line, width: int) -> Line:
    """The line in exactly `width` cells."""
    short = fit(line, width)
    return short.pad_right(max(0, width - short.cell_length))


def wrapped(line: Line, width: int, most: int = 0) -> Block:
    """The line on as many lines as it needs, at most `most` unless that is 0; the last one then ends in an ellipsis."""
    lines = [part.rstrip() for part in line.wrap(max(width, 2))] or [BLANK]
    if not most or len(lines) <= most:
        return lines
    return [*lines[: most - 1], fit(joined(lines[most - 1], " …"), width)]


def apart(left: Line, right: Line, width: int) -> Line:
    """One piece at either end; the left one gives way."""
    room = width - cells(right) - (2 if right else 0)
    if room < 4:
        return filled(left, width)
    return joined(filled(left, width - cells(right)) if cells(left) <= room else _pushed(left, room), right)


def centred(line: Line, width: int) -> Line:
    """The line in the middle of `width` cells."""
    short = fit(line, width)
    return short.pad_left((width - short.cell_length) // 2)


def indented(lines: Iterable[Line], by: int) -> Block:
    """The lines, moved to the right."""
    return [line.pad_left(by) if line else line for line in lines]


def beside(left: Sequence[Line], right: Sequence[Line], left_width: int) -> Block:
    """Two blocks next to each other, the left one in `left_width` cells."""
    tall = max(len(left), len(right))
    pad = [*left, *[BLANK] * (tall - len(left))]
    other = [*right, *[BLANK] * (tall - len(right))]
    return [joined(filled(a, left_width), b) if b else a for a, b in zip(pad, other, strict=True)]


def settled(lines: Block, height: int, least: int = 0) -> Block:
    """The lines a little above the middle of the screen, as if there were `least` of them: so they don't move for each
    that comes or goes."""
    return [BLANK] * max(0, min((height - max(len(lines), least)) // 3, 8)) + lines


def _pushed(left: Line, room: int) -> Line:
    return filled(left, room).pad_right(2)


def _on_one_line(text: str) -> str:
    """Cleaned, without line breaks; spaces of the program's own at either end stay."""
    if text.isprintable():
        return text
    return cleaned(text)
