"""Takes back all that I wrote from a team that I leave, but not what became of others' words and what all agreed on."""

from collections.abc import Iterator

from ritual.actions.desk import Desk
from ritual.actions.mine import ASKED, WRITTEN
from ritual.actions.settings import change
from ritual.actions.taking_over import in_force
from ritual.actions.team_settings import PERSON, person_value
from ritual.files import places
from ritual.files.keys import Keys
from ritual.model.entry import MARK, SESSION, SETTING, put
from ritual.model.event import FORGET, Event
from ritual.model.reading import text
from ritual.model.team import Person
from ritual.store.shared import SharedRecord
from ritual.sync.rekeying import DEVICE

NOBODY = "?"
"""The name of somebody whose words are gone."""


def written(desk: Desk) -> dict[str, int]:
    """How many entries of each kind I wrote that people can read."""
    counted = {kind: sum(each.author == desk.me for each in desk.record.entries(kind)) for kind in (*WRITTEN, SESSION)}
    return {kind: n for kind, n in counted.items() if n}


def has_forgotten(desk: Desk) -> bool:
    """Whether all that I wrote was taken back before."""
    return desk.record.has_forgotten(desk.me)


def forget_me(desk: Desk, keys: Keys) -> None:
    """Takes it back here, in one go with what is said anew; it goes out with the next sync.

    What others noted of my words, and my card where another wrote it, is asked to be erased.
    """
    event = Event(desk.new_id(), FORGET, desk.me, 0, 0, desk.me, desk.device, "")
    stays = [*_said_anew(desk), *_asked_for(desk)]
    with SharedRecord.open(str(places.team_record(desk.around.env, keys.team)), create=False) as record:
        record.forget(event, stays)


def _said_anew(desk: Desk) -> Iterator[Event]:
    """My announced keys, without which nobody could check a change of the team's key that I made; marks without words,
    without which old notes and promises would wait again; what the team agreed on, and that I have left."""
    for entry in (*desk.record.entries(DEVICE), *desk.record.entries(MARK)):
        if entry.author == desk.me and not text(entry.data, "words"):
            yield put(desk.new_id(), desk.pen()._replace(at=entry.at, tz=entry.tz), entry.kind, entry.data)
    for entry in in_force(desk.record.entries(SETTING)):
        key = text(entry.data, "key")
        if entry.author == desk.me and key != PERSON + desk.me:
            yield change(desk.record, desk.pen(), desk.new_id(), key, entry.data.get("value"))
    gone = person_value(Person(desk.me, "", NOBODY, left=True))
    yield change(desk.record, desk.pen(), desk.new_id(), PERSON + desk.me, gone)


def _asked_for(desk: Desk) -> Iterator[Event]:
    every = (entry for kind in WRITTEN for entry in desk.record.entries(kind) if entry.by == desk.me)
    cards = (each for each in desk.record.entries(SETTING) if text(each.data, "key") == PERSON + desk.me)
    asked = {text(mark.data, "on") for mark in desk.record.saying(ASKED) if mark.author == desk.me}
    for entry in (*every, *cards):
        if entry.author != desk.me and entry.id not in asked:
            yield put(desk.new_id(), desk.pen(), MARK, {"kind": ASKED, "on": entry.id, "by": desk.me})
