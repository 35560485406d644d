"""The footer's keys: what can be done now, as many as fit, the way out always."""

from collections.abc import Sequence
from typing import NamedTuple

from ritual.tui.commands import Kind
from ritual.tui.ink import Line, aimed, cells, ink, joined
from ritual.tui.keymap import KeysOf
from ritual.words import t

_WRITTEN = {
    "enter": "Enter",
    "escape": "Esc",
    "space": "Space",
    "left": "←",
    "right": "→",
    "up": "↑",
    "down": "↓",
    "pageup": "PgUp",
    "pagedown": "PgDn",
    "question_mark": "?",
    "slash": "/",
    "tab": "Tab",
}


class Offer(NamedTuple):
    """One command as the footer writes it; `last` ones are never left out."""

    key: str
    label: str
    target: str
    last: bool = False


def written(command: Kind, keys: KeysOf) -> str:
    """How a command's key is written: the first one, or its own way where it has not been changed."""
    if command.shown and keys[command.name] == command.keys:
        return command.shown
    return spelled(keys[command.name][0])


def spelled(key: str) -> str:
    """A key as it stands on a keyboard."""
    *modifiers, last = key.split("+")
    shown = _WRITTEN.get(last, last.upper() if last[:1] == "f" and last[1:].isdigit() else last)
    return "+".join([*({"ctrl": t("Ctrl")}.get(m, m.capitalize()) for m in modifiers), shown])


def footer(offers: Sequence[Offer], width: int) -> Line:
    """The offers in one line: wide apart where there is room, otherwise closer, otherwise fewer."""
    chosen = list(offers)
    while True:
        for gap in (4, 3):
            line = joined(*_spaced([_offer(offer) for offer in chosen], gap))
            if cells(line) <= width:
                return line
        spare = [offer for offer in chosen if not offer.last]
        if not spare:
            return line
        chosen.remove(spare[-1])


def _offer(offer: Offer) -> Line:
    return aimed(joined(ink(offer.key, "key"), ink(f" {offer.label}", "muted")), offer.target)


def _spaced(pieces: Sequence[Line], gap: int) -> list[Line | str]:
    spaced: list[Line | str] = []
    for piece in pieces:
        spaced += [" " * gap, piece] if spaced else [piece]
    return spaced


def every_key(command: Kind, keys: KeysOf) -> str:
    """All keys of a command, for the help screen."""
    if command.shown and keys[command.name] == command.keys:
        return command.shown
    return "  ".join(spelled(key) for key in keys[command.name])
