"""The quick way of a kudos and a win: the usual case, by a slip and in one look at the record.

Each function either does all of it, or gives None having done nothing, and the ordinary way takes over. Both ways give
the same answer and leave the same rows; a test drives them side by side.
"""

import os
import time

from ritual.actions import slip
from ritual.actions.at_hand import AtHand, Here, at_hand
from ritual.files import usual
from ritual.store.putting import ENDPOINT

TYPE_CHECKING = False  # the one in typing costs more than this module
if TYPE_CHECKING:
    from collections.abc import Sequence

TOLD_IN_FULL = 3
"""How many times the shell explains the jar before one line is enough."""


class Said:
    """What was done: the language set, whom it is for or by, the words as shown, and whether a round has to open it.

    `whom` is empty for everybody.
    """

    def __init__(self, lang: str, whom: "Sequence[str]", words: str, is_sealed: bool = False) -> None:
        self.lang = lang
        self.whom = whom
        self.words = words
        self.is_sealed = is_sealed


def thank(handles: "Sequence[str]", words: str, here: Here, *, now: bool = False) -> Said | None:
    """Thanks the people with these handles, of which "@all" is everybody."""
    found = _ready("kudos", words, here)
    if found is None:
        return None
    about, everybody = found.about, tuple(handles) == ("@all",)
    thanked = _everybody_else(found) if everybody else _named(found, handles)
    now = now or about[slip.KUDOS] == "now"
    if not thanked or not (now or _is_usual(found, thanked)):
        found.record.close()
        return None
    to = ",".join(_json(row[0]) for row in thanked)
    data = f'"to":[{to}],"words":{_json(words)},"now":{_json(now)},"all":{_json(everybody)}'
    names = () if everybody else [row[2] for row in thanked]
    return Said(about[slip.LANG], names, words, not now) if _put(found, "kudos", data, here) else None


def win(words: str, here: Here) -> Said | None:
    """Logs a win of mine alone."""
    found = _ready("win", words, here)
    if found is None:
        return None
    name = next(row[2] for row in found.people if row[0] == found.about[slip.ME])
    said = Said(found.about[slip.LANG], [name], words)
    return said if _put(found, "win", f'"with":[],"words":{_json(words)}', here) else None


def _ready(name: str, words: str, here: Here) -> AtHand | None:
    """The team at hand, if nothing about these words is unusual."""
    draft = f"{usual.place(here.env, 'state')}/{usual.DRAFTS}/{name}.txt"
    if not words or not slip.is_plain(words + here.zone) or os.path.exists(draft):  # noqa: PTH110
        return None
    return at_hand(here, writing=True)


def _everybody_else(found: AtHand) -> "list[list[str]]":
    return [row for row in found.people if row[0] != found.about[slip.ME]]


def _named(found: AtHand, handles: "Sequence[str]") -> "list[list[str]]":
    """The people with these handles, each once; nobody where one isn't known, is my own or stands for everybody."""
    others = {f"@{row[1]}": row for row in _everybody_else(found) if row[1] != "all"}
    rows = {each: others.get(each) for each in (handle.casefold() for handle in handles)}
    return [row for row in rows.values() if row] if all(rows.values()) else []


def _is_usual(found: AtHand, thanked: "list[list[str]]") -> bool:
    """Whether there is nothing to say about a sealed note to these people but that it is sealed."""
    record, most = found.record, found.about[slip.MOST]
    if most == slip.NO_JAR or any(row[3] for row in thanked):
        return False
    if most != slip.ALL and record.waiting() >= int(most):
        return False
    return record.given(found.about[slip.ME], TOLD_IN_FULL) == TOLD_IN_FULL


def _put(found: AtHand, kind: str, data: str, here: Here) -> bool:
    me = found.about[slip.ME]
    at = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(here.now))
    body = f'{{"v":1,"kind":"{kind}","at":"{at}","tz":{_json(here.zone)},"data":{{"by":{_json(me)},{data}}}}}'
    if not found.record.put(here.new_id(), me, found.record.meta.get("device", ""), body):
        return False
    found.record.leave()
    if ENDPOINT in found.record.meta:
        from ritual.actions.later import sync_later  # a team that isn't shared does without it

        sync_later(here.env, found.team)
    return True


def _json(value: str | bool) -> str:
    """A printable text, or yes or no, as JSON."""
    if isinstance(value, bool):
        return "true" if value else "false"
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
