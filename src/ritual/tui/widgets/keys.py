"""The footer's keys: what can be done now, as many as fit, the way out always."""

from collections.abc import Sequence
from typing import NamedTuple

from ritual.tui.commands import Kind
from ritual.tui.ink import Line, aimed, cells, ink, joined
from ritual.tui.keymap import KeysOf
from ritual.words import mark, t

_WRITTEN = {
    "enter": mark("Enter"),
    "escape": mark("Esc"),
    "space": mark("Space"),
    "left": "←",
    "right": "→",
    "up": "↑",
    "down": "↓",
    "pageup": mark("PgUp"),
    "pagedown": mark("PgDn"),
    "question_mark": "?",
    "slash": "/",
    "tab": "Tab",
}
_GAPS = (4, 3)


class Offer(NamedTuple):
    """One command as the footer writes it; `last` ones are never left out."""

    key: str
    label: str
    target: str
    last: bool = False


def written(command: Kind, keys: KeysOf) -> str:
    """How a command's key is written: the first one, or its own way where it has not been changed."""
    if command.shown and keys[command.name] == command.keys:
        return t(command.shown)
    return spelled(keys[command.name][0])


def spelled(key: str) -> str:
    """A key as it stands on a keyboard."""
    *modifiers, last = key.split("+")
    is_numbered = last[:1] == "f" and last[1:].isdigit()
    shown = t(_WRITTEN[last]) if last in _WRITTEN else last.upper() if is_numbered else last
    return "+".join([*({"ctrl": t("Ctrl")}.get(m, m.capitalize()) for m in modifiers), shown])


def footer(offers: Sequence[Offer], width: int) -> Line:
    """The offers in one line: wide apart where there is room, otherwise closer, otherwise fewer."""
    pieces = [(_offer(offer), offer.last) for offer in offers]
    while True:
        total = sum(cells(piece) for piece, _ in pieces)
        gap = next((gap for gap in _GAPS if total + gap * (len(pieces) - 1) <= width), 0)
        spare = [at for at, (_, last) in enumerate(pieces) if not last]
        if gap or not spare:
            return ink(" " * (gap or _GAPS[-1])).join([piece for piece, _ in pieces])
        del pieces[spare[-1]]


def _offer(offer: Offer) -> Line:
    return aimed(joined(ink(offer.key, "key"), ink(f" {offer.label}", "muted")), offer.target)


def every_key(command: Kind, keys: KeysOf) -> str:
    """All keys of a command, for the help screen."""
    if command.shown and keys[command.name] == command.keys:
        return t(command.shown)
    return "  ".join(spelled(key) for key in keys[command.name])
