"""Changes the team's key, so that whoever or whatever was taken out reads nothing that comes after."""

from contextlib import closing

from ritual.actions.desk import Desk
from ritual.actions.roster import here, is_admin, roster
from ritual.actions.syncing import connected, keys_of, sync
from ritual.files import places
from ritual.files.keys import write_keys
from ritual.protocol.wire import DUPLICATE, STORED
from ritual.store.shared import SharedRecord
from ritual.sync import saying
from ritual.sync.http import Http
from ritual.sync.log import Log
from ritual.sync.rekeying import next_epoch
from ritual.sync.remote import Gone

_TRIES = 5


def change_key(desk: Desk) -> None:
    """A new key for every machine that is in the team; raises Refused where it isn't shared, SyncTrouble."""
    keys = keys_of(desk)
    with closing(connected(keys)) as http:
        if not is_admin(roster(http, keys), keys.member):
            raise saying.not_allowed(keys.endpoint)
        rekey(desk, http)


def rekey(desk: Desk, http: Http) -> None:
    """A new key for every device that is still there; where somebody else was faster, another one after theirs."""
    for _ in range(_TRIES):
        sync(desk)
        keys = keys_of(desk)
        found = roster(http, keys)
        stay = frozenset((each.member, each.id) for each in found.devices if each.member in here(found))
        record_at = str(places.team_record(desk.around.env, keys.team))
        with SharedRecord.open(record_at, create=False) as record:
            event, changed = next_epoch(record, keys, stay, desk.new_id())
            answer = Log(http, keys.team).push(record.cursor, [event])
        if not isinstance(answer, Gone) and answer.results[0].status in (STORED, DUPLICATE):
            write_keys(desk.around.env, changed)
            return
    raise saying.no_new_key(keys.endpoint)
