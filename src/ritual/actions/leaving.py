"""Ends a membership: another's, with a new key for those who stay, or my own on this machine."""

from contextlib import closing

from ritual.actions.desk import Desk
from ritual.actions.people import person
from ritual.actions.settings import change
from ritual.actions.syncing import connected, keys_of, sync
from ritual.actions.team_settings import PERSON, person_value
from ritual.errors import Refused
from ritual.files import places
from ritual.files.keys import Keys, forget_keys, write_keys
from ritual.model.team import Person
from ritual.protocol.people import Team, read_team
from ritual.protocol.wire import DUPLICATE, STORED
from ritual.store.shared import SharedRecord
from ritual.sync import saying
from ritual.sync.http import Http, Log
from ritual.sync.rekeying import next_epoch
from ritual.sync.remote import Gone
from ritual.words import t

UNKNOWN, NOT_FOUND = 401, 404
_TRIES = 5


def remove(desk: Desk, handle: str) -> Person:
    """Takes a member out of the team, and the team's key away from that member's machines for all that is to come.

    Raises NotFound for nobody's handle, Refused for oneself and where the team isn't shared, SyncTrouble.
    """
    who = person(desk.team, handle)
    if who.id == desk.me:
        raise Refused(t("You can't remove yourself."), t("`ritual leave` takes this machine out of the team."))
    keys = keys_of(desk)
    with closing(connected(keys)) as http:
        if who.id in _here(_roster(http, keys)):
            _end(http, keys, who.id, NOT_FOUND)
        _rekey(desk, http)
    gone = who._replace(left=True)
    desk.write(change(desk.record, desk.pen(), desk.new_id(), PERSON + who.id, person_value(gone)))
    sync(desk)
    return gone


def leave(desk: Desk) -> str:
    """Takes me out of the team at its endpoint; what is here stays here, alone. Gives the endpoint's address.

    Raises Refused where the team isn't shared, SyncTrouble.
    """
    keys = keys_of(desk)
    with closing(connected(keys)) as http:
        _end(http, keys, keys.member, UNKNOWN)
    with _record(desk, keys) as record:
        record.share("")
    forget_keys(desk.around.env, keys.team)
    return keys.endpoint


def _end(http: Http, keys: Keys, member: str, is_over: int) -> None:
    """Ends a membership; with the status `is_over` it has ended before, by an earlier try or by somebody else."""
    answer = http.ask("DELETE", f"/teams/{keys.team}/members/{member}")
    if answer.status >= 300 and answer.status != is_over:
        http.refuse(answer)


def _rekey(desk: Desk, http: Http) -> None:
    """A new key for every device that is still there; where somebody else was faster, another one after theirs."""
    for _ in range(_TRIES):
        sync(desk)
        keys = keys_of(desk)
        roster = _roster(http, keys)
        here = _here(roster)
        stay = frozenset((each.member, each.id) for each in roster.devices if each.member in here)
        with _record(desk, keys) as record:
            event, changed = next_epoch(record, keys, stay, desk.new_id())
            answer = Log(http, keys.team).push(record.cursor, [event])
        if not isinstance(answer, Gone) and answer.results[0].status in (STORED, DUPLICATE):
            write_keys(desk.around.env, changed)
            return
    raise saying.no_new_key(keys.endpoint)


def _roster(http: Http, keys: Keys) -> Team:
    return http.read(http.done("GET", f"/teams/{keys.team}"), read_team)


def _here(roster: Team) -> frozenset[str]:
    return frozenset(each.id for each in roster.members if not each.left)


def _record(desk: Desk, keys: Keys) -> SharedRecord:
    return SharedRecord.open(str(places.team_record(desk.around.env, keys.team)), create=False)
