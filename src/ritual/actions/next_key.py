"""The team's next key: made for the machines that stay, also where one has gone without an admin's doing."""

from typing import Final

from ritual.actions.desk import Desk
from ritual.actions.roster import here, is_admin, roster
from ritual.files.keys import Keys, read_keys, write_keys
from ritual.protocol.people import Team
from ritual.protocol.rekey import read
from ritual.protocol.sealing import NotOpened
from ritual.protocol.wire import DUPLICATE, REKEY, STORED
from ritual.store.shared import SharedRecord
from ritual.sync.http import Http
from ritual.sync.log import Log
from ritual.sync.rekeying import next_epoch
from ritual.sync.remote import Gone
from ritual.sync.sealing import Hand, plaintext

FOLLOWED: Final = "sync.followed"
"""Whom the record called gone when this machine last looked whether a key is due."""


def make_key(desk: Desk, record: SharedRecord, http: Http, keys: Keys, found: Team) -> bool:
    """Makes a key for every device that is still there, and keeps it; False where somebody else was faster."""
    event, changed = next_epoch(record, keys, _staying(found), desk.new_id())
    answer = Log(http, keys.team).push(record.cursor, [event])
    if isinstance(answer, Gone) or answer.results[0].status not in (STORED, DUPLICATE):
        return False
    write_keys(desk.around.env, changed)
    return True


def follow_up(desk: Desk, record: SharedRecord, http: Http, team: str) -> int:
    """Makes the key that is due since somebody left, where I am an admin; how many, 0 or 1.

    The endpoint is asked when the record calls others gone than at the last time.
    """
    gone = {each.id for each in desk.team.people.values() if each.left}
    told = " ".join(sorted(gone))
    if told == (record.meta(FOLLOWED) or ""):
        return 0
    keys = read_keys(desk.around.env, team)
    assert keys, "nobody syncs without keys"
    found = roster(http, keys)
    is_mine = is_admin(found, keys.member) and _is_due(record, keys, found)
    made = is_mine and make_key(desk, record, http, keys, found)
    # Another change may have been faster that was made before somebody left, or somebody is just leaving.
    if made == is_mine and not gone & here(found):
        record.set_meta(FOLLOWED, told)
    return int(made)


def _is_due(record: SharedRecord, keys: Keys, found: Team) -> bool:
    """Whether the newest key was handed to a device that isn't there any more, or the first one to whoever left."""
    changes = [each for each in record.sealed() if each.event.op == REKEY]
    if not changes:
        return any(each.left for each in found.members)
    try:
        handed = read(plaintext(changes[-1], Hand(keys.team, keys.member, keys.device), keys.epochs)).wraps
    except NotOpened:
        return True  # nobody can say
    return not handed.keys() <= {device for _, device in _staying(found)}


def _staying(found: Team) -> frozenset[tuple[str, str]]:
    there = here(found)
    return frozenset((each.member, each.id) for each in found.devices if each.member in there)
