"""Changes the team's key, so that whoever or whatever was taken out reads nothing that comes after."""

from contextlib import closing

from ritual.actions.desk import Desk
from ritual.actions.next_key import make_key
from ritual.actions.roster import is_admin, roster
from ritual.actions.syncing import connected, keys_of, sync
from ritual.files import places
from ritual.store.shared import SharedRecord
from ritual.sync import saying
from ritual.sync.http import Http

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
        record_at = str(places.team_record(desk.around.env, keys.team))
        with SharedRecord.open(record_at, create=False) as record:
            if make_key(desk, record, http, keys, found):
                return
    raise saying.no_new_key(keys.endpoint)
