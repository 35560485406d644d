"""Promises: what somebody said would be done, and what became of it by the marks that people put on it."""

from collections.abc import Iterable, Mapping, Sequence

from ritual.model.entry import Entry
from ritual.model.reading import text

OPEN, DONE, WANTED, DROPPED = "open", "done", "wanted", "dropped"
SETTLED = (DONE, WANTED, DROPPED)
"""What a round may say of a promise that comes back."""


def state(action: Entry, marks: Iterable[Entry]) -> str:
    """What became of a promise: the last mark on it counts, else what it says itself."""
    said = [mark for mark in marks if text(mark.data, "on") == action.id and text(mark.data, "kind") in SETTLED]
    if said:
        return text(max(said, key=lambda mark: mark.order).data, "kind")
    return text(action.data, "state", OPEN) or OPEN


def settled(action: Entry, marks: Iterable[Entry]) -> str:
    """What these marks say of a promise: done, wanted, dropped; empty where they say nothing."""
    found = state(action, marks)
    return found if found != OPEN else ""


def is_open(action: Entry, marks: Iterable[Entry]) -> bool:
    """Whether the promise comes back in the next round."""
    return state(action, marks) in (OPEN, WANTED)


def coming_back(actions: Sequence[Entry], marks: Mapping[str, Sequence[Entry]]) -> tuple[Entry, ...]:
    """The promises that are still open, oldest first."""
    return tuple(sorted((a for a in actions if is_open(a, marks.get(a.id, ()))), key=lambda a: a.order))
