"""How wide text is in a terminal, in cells, and how it is broken into lines of a width."""

from collections.abc import Iterator

_WIDE = ("W", "F")
_NOTHING = ("Mn", "Me", "Cf", "Cc")


def cells(text: str) -> int:
    """The cells that the text takes: two for a wide character, none for one that joins or marks another."""
    return len(text) if text.isascii() else sum(map(_cell, text))


def padded(text: str, width: int) -> str:
    """The text with spaces behind it, up to the width."""
    return text + " " * (width - cells(text))


def cut(text: str, width: int) -> str:
    """The text in at most `width` cells, with "…" where something is missing."""
    if cells(text) <= width:
        return text
    return next(_pieces(text, max(0, width - 1))) + "…"


def wrapped(text: str, width: int) -> list[str]:
    """The text in lines of at most `width` cells, broken between words, or within one that is wider than a line."""
    lines = [""]
    for piece in (piece for word in text.split() for piece in _pieces(word, max(2, width))):
        longer = f"{lines[-1]} {piece}" if lines[-1] else piece
        if cells(longer) <= width or not lines[-1]:
            lines[-1] = longer
        else:
            lines.append(piece)
    return lines


def _pieces(word: str, width: int) -> Iterator[str]:
    piece = ""
    for character in word:
        if cells(piece + character) > width:
            yield piece
            piece = ""
        piece += character
    yield piece


def _cell(character: str) -> int:
    from unicodedata import category, east_asian_width  # most lines do without these tables

    if category(character) in _NOTHING:
        return 0
    return 2 if east_asian_width(character) in _WIDE else 1
