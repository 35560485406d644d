"""A person's own copy of what was answered from the shell: one private file on this machine, never in a record."""

import json
from typing import NamedTuple

from ritual.files.places import Env
from ritual.files.places import own_answers as place
from ritual.files.writing import PRIVATE, remove, write
from ritual.model.clean import clean
from ritual.model.reading import number, text

VERSION = 1


class Own(NamedTuple):
    """One answer of mine. `at` is when it was written, `round` when the session was due ("" without a schedule).

    Both are RFC 3339 UTC. `team` is the team's id, `id` the entry's; `point` is 0 for none, `label` what it was called.
    """

    id: str
    team: str
    ritual: str
    step: str
    at: str
    round: str
    point: int
    label: str
    words: str


def own_answers(env: Env, team: str = "") -> tuple[Own, ...]:
    """The answers kept here, oldest first, of one team if it is given; lines that can't be read are left out."""
    try:
        lines = place(env).read_text("utf-8", "replace").splitlines()
    except OSError:
        return ()
    found = [own for each in lines if (own := _own(each))]
    return tuple(own for own in found if team in ("", own.team))


def keep_own(env: Env, own: Own) -> None:
    """Adds an answer, in place of an earlier one for the same round; StoreTrouble where it can't be written."""
    slot = (own.team, own.ritual, own.step, own.round)
    before = [e for e in own_answers(env) if not own.round or (e.team, e.ritual, e.step, e.round) != slot]
    _write(env, (*before, own))


def forget_own(env: Env, entry_id: str) -> None:
    """Deletes the copy of one answer, where there is one; StoreTrouble where it can't be."""
    before = own_answers(env)
    left = tuple(own for own in before if own.id != entry_id)
    if left != before:
        _write(env, left)


def forget_all(env: Env) -> int:
    """Deletes every copy; how many there were. StoreTrouble where that isn't possible."""
    count = len(own_answers(env))
    remove(place(env))
    return count


def _write(env: Env, every: tuple[Own, ...]) -> None:
    rows = (json.dumps({"v": VERSION, **own._asdict()}, ensure_ascii=False) for own in every)
    write(place(env), "".join(f"{row}\n" for row in rows), PRIVATE)


def _own(row: str) -> Own | None:
    try:
        data = json.loads(row)
    except (ValueError, RecursionError):
        return None
    if not isinstance(data, dict) or not text(data, "id"):
        return None
    said = {name: clean(text(data, name)).text for name in Own._fields if name != "point"}
    return Own(point=number(data, "point"), **said)
