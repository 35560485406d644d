"""The screen before the start, drawn: what to think about, people, steps, and what will be kept."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from ritual.model.lobby import Lobby, PersonRow, StepRow
from ritual.model.moments import length
from ritual.tui.ink import BLANK, Block, Line, aimed, apart, beside, cells, filled, fit, indented, ink, joined, wrapped
from ritual.tui.widgets.listing import listing
from ritual.words import t

SIDES = ("people", "steps")
_NAME = 22
_REASON = re.compile("[:,]")
"""Behind who opens, in any language, stands why."""


class Cursor(NamedTuple):
    """Which list has the cursor, and on which row it is in either."""

    side: int = 0
    rows: tuple[int, int] = (0, 0)


def lobby(view: Lobby, cursor: Cursor, width: int, height: int) -> Block:
    """The whole body."""
    left = width // 2 + (2 if width > 60 else -2)
    right = width - left
    asked = [fit(ink(view.leads, "muted"), width)] if view.leads else []
    head = [*_think_ahead(view, width), *asked, BLANK]
    room = height - len(head) - 1
    people = [_head(t("People"), cursor.side == 0), *_list(0, _people(view.people, left - 4), cursor, left - 2, room)]
    keeping = _keeping(view, right - 2)
    steps = _list(1, _steps(view.steps, right - 2), cursor, right, max(room - len(keeping) - 1, 3))
    return [*head, *beside(people, [_head(t("Steps"), cursor.side == 1), *steps, BLANK, *indented(keeping, 2)], left)]


def _think_ahead(view: Lobby, width: int) -> Block:
    if not view.think_ahead:
        return wrapped(ink(view.purpose, "muted"), width, 2)
    return wrapped(joined(ink(t("Think ahead") + "  ", "muted"), ink(view.think_ahead, "question")), width, 3)


def _head(title: str, chosen: bool) -> Line:
    return ink(f"  {title}", "title" if chosen else "muted")


def _list(side: int, rows: Sequence[Line], cursor: Cursor, width: int, room: int) -> Block:
    if side == cursor.side:
        return listing(rows, cursor.rows[side], width, room, SIDES[side])
    top = max(0, min(cursor.rows[side] - room // 2, len(rows) - room))
    shown = list(enumerate(rows))[top : top + room]
    return [aimed(fit(row.pad_left(2), width), f"{SIDES[side]}/{i}") for i, row in shown]


def _people(rows: Sequence[PersonRow], width: int) -> Block:
    longest = min(_longest(rows), _NAME)
    return [
        fit(joined(_box(row.here), _named(row.name, row.here, longest), _note(row.note, width - longest - 2)), width)
        for row in rows
    ]


def _note(note: str, room: int) -> Line:
    """Who opens, without why where that isn't all to be read; any other note as far as it goes."""
    whole = ink(f"  {note}", "muted")
    return whole if cells(whole) <= room else ink(f"  {_REASON.split(note)[0]}", "muted")


def _steps(rows: Sequence[StepRow], width: int) -> Block:
    longest = max((cells(ink(row.title)) for row in rows), default=0)
    return [_step(row, longest, width) for row in rows]


def _step(row: StepRow, longest: int, width: int) -> Line:
    """One step; half of how it is counted would say nothing, so there is all of that or none."""
    name = joined(_box(row.on), _named(row.title, row.on, longest))
    detail, time = ink(f"  {row.detail}", "muted"), ink(length(row.planned) if row.on else "", "clock")
    is_roomy = sum(map(cells, (name, detail, time))) + 2 <= width
    return apart(joined(name, detail) if is_roomy else name, time, width)


def _keeping(view: Lobby, width: int) -> Block:
    kept, lost, counted = (", ".join(parts) for parts in view.keeping)
    numbers = joined(ink(t("Counted, without names:") + " ", "kept"), ink(counted, "muted"))
    return [
        *wrapped(joined(ink(t("Kept:") + " ", "kept"), ink(kept or t("nothing"), "muted")), width),
        *wrapped(joined(ink(t("Not kept:") + " ", "notkept"), ink(lost, "muted")), width),
        *(wrapped(numbers, width) if counted else []),
    ]


def _longest(rows: Sequence[PersonRow]) -> int:
    return max((cells(ink(row.name)) for row in rows), default=0)


def _named(name: str, on: bool, longest: int) -> Line:
    return filled(ink(name, "text" if on else "absent"), longest)


def _box(on: bool) -> Line:
    return ink("✓ ", "good") if on else ink("· ", "absent")
