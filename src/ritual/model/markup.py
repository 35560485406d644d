"""HTML as values: whatever isn't markup already is escaped, so text from people stays text wherever it is put."""

import re
from html import escape
from typing import Final

_ADDRESS: Final = re.compile(r"https?://[^\s\"'<>\\`]+", re.IGNORECASE)


class Markup(str):
    """Text that is HTML already."""

    __slots__ = ()


def tag(name: str, /, *inside: str, **attributes: str) -> Markup:
    """An element; names of attributes are written with `_` for `-`, and with one behind where Python has the word."""
    return Markup(f"{void(name, **attributes)}{''.join(map(_escaped, inside))}</{name}>")


def void(name: str, /, **attributes: str) -> Markup:
    """The start of an element, which is all there is of some."""
    told = (f' {key.rstrip("_").replace("_", "-")}="{escape(value)}"' for key, value in attributes.items())
    return Markup(f"<{name}{''.join(told)}>")


def joined(*parts: str) -> Markup:
    """Several pieces in a row."""
    return Markup("".join(map(_escaped, parts)))


def link(address: str) -> Markup:
    """What was given as evidence: to be followed where it is an address of the web, and always readable as it is."""
    if not _ADDRESS.fullmatch(address):
        return tag("span", address, class_="evidence", dir="auto")
    return tag("a", address, class_="evidence", href=address, rel="noopener noreferrer")


def _escaped(part: str) -> str:
    return part if isinstance(part, Markup) else escape(part)
