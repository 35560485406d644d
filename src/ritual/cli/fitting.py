"""Breaks what is wider than the terminal between words, so that it goes on below the column it began in."""

import os
from collections.abc import Iterator

from ritual.hints import TextIO


def fitted(text: str, stream: "TextIO") -> str:
    """The text as it fits the terminal behind the stream; as it is where there is none."""
    width = _width(stream)
    if not width or all(_most(line) <= width for line in text.split("\n")):
        return text
    return "\n".join(each for line in text.split("\n") for each in _broken(line, width))


def _width(stream: "TextIO") -> int:
    try:
        return os.get_terminal_size(stream.fileno()).columns
    except (OSError, ValueError, AttributeError):
        return 0


def _most(line: str) -> int:
    """The cells that a line takes at most: nothing before Hangul is wide."""
    return len(line) if line.isascii() else len(line) + sum(sign >= "\u1100" for sign in line)


def _broken(line: str, width: int) -> Iterator[str]:
    from ritual.model.cells import cells  # most lines fit, and need nothing measured

    deep = line.rfind("  ", 0, width * 2 // 3) + 2 if "  " in line[: width * 2 // 3] else 0
    row, is_fresh = line[:deep], True
    for word in _words(line[deep:]):
        longer = f"{row}{'' if is_fresh else ' '}{word}"
        if is_fresh or cells(longer) <= width:
            row, is_fresh = longer, False
        else:
            yield row
            row = f"{' ' * cells(line[:deep])}{word}"
    yield row


def _words(text: str) -> Iterator[str]:
    """What stays on one line: words, and commands between backticks."""
    held = ""
    for piece in text.split(" "):
        held = f"{held} {piece}" if held else piece
        if held.count("`") % 2 == 0:
            yield held
            held = ""
    if held:
        yield held
