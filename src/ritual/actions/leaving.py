"""Ends a membership: another's, with a new key for those who stay, or my own on this machine."""

from contextlib import closing
from typing import NamedTuple

from ritual.actions.changing_keys import rekey
from ritual.actions.desk import Desk
from ritual.actions.forgetting import forget_me, has_forgotten
from ritual.actions.people import person
from ritual.actions.roster import NOT_FOUND, UNKNOWN, end, here, is_last_admin, roster
from ritual.actions.settings import change
from ritual.actions.syncing import connected, keys_of, sync
from ritual.actions.team_settings import PERSON, person_value
from ritual.errors import Refused, SyncTrouble
from ritual.files import places
from ritual.files.keys import Keys, forget_keys
from ritual.model.team import Person
from ritual.store.shared import SharedRecord
from ritual.sync import saying
from ritual.sync.http import Http
from ritual.words import t


class Left(NamedTuple):
    """The address of the endpoint whose team was left, and what kept it from hearing of that, None where it has."""

    endpoint: str
    unheard: SyncTrouble | None


def remove(desk: Desk, handle: str) -> Person:
    """Takes a member out of the team, and the team's key away from that member's machines for all that is to come.

    Raises NotFound for nobody's handle, Refused for oneself and where the team isn't shared, SyncTrouble.
    """
    who = person(desk.team, handle)
    if who.id == desk.me:
        raise Refused(t("You can't remove yourself."), t("`ritual leave` takes this machine out of the team."))
    keys = keys_of(desk)
    with closing(connected(keys)) as http:
        if who.id in here(roster(http, keys)):
            end(http, f"/teams/{keys.team}/members/{who.id}", NOT_FOUND)
        rekey(desk, http)
    gone = who._replace(left=True)
    desk.write(change(desk.record, desk.pen(), desk.new_id(), PERSON + who.id, person_value(gone)))
    sync(desk)
    return gone


def leave(desk: Desk, *, forget: bool = False, here: bool = False) -> Left:
    """Takes me out of the team at its endpoint; what is here stays here, alone.

    `forget` takes back all that I wrote before that, there, with the others and here; `here` leaves on this machine
    also where the endpoint can't be told. Whatever was in the way, the same again goes on where it stopped. Raises
    Refused where the team isn't shared, SyncTrouble.
    """
    keys, me = keys_of(desk), desk.team.person(desk.me)
    try:
        unheard = None
        _leave_there(desk, keys, me, forget=forget)
    except SyncTrouble as trouble:
        if trouble.kind == saying.LAST_ADMIN:
            raise
        if not here:
            raise saying.or_here(trouble) from trouble
        unheard = trouble
        if forget and not has_forgotten(desk):
            forget_me(desk, keys)
    with _record(desk, keys) as record:
        record.share("")
    # Whoever goes on with what is here alone is in it.
    _say_of_me(desk, me._replace(left=False))
    forget_keys(desk.around.env, keys.team)
    return Left(keys.endpoint, unheard)


def _leave_there(desk: Desk, keys: Keys, me: Person, *, forget: bool) -> None:
    with closing(connected(keys)) as http:
        if _is_in(http, desk, keys, forget=forget):
            if is_last_admin(roster(http, keys), keys.member):
                raise saying.last_admin(keys.endpoint)
            forget_me(desk, keys) if forget else _say_of_me(desk, me._replace(left=True))
            sync(desk)
            end(http, f"/teams/{keys.team}/members/{keys.member}", UNKNOWN)


def _say_of_me(desk: Desk, me: Person) -> None:
    desk.write(change(desk.record, desk.pen(), desk.new_id(), PERSON + me.id, person_value(me)))


def _is_in(http: Http, desk: Desk, keys: Keys, *, forget: bool) -> bool:
    """Whether the endpoint still knows this machine; SyncTrouble where it doesn't and has something to forget."""
    answer = http.ask("GET", f"/teams/{keys.team}")
    if answer.status == UNKNOWN and (has_forgotten(desk) or not forget):
        return False
    if answer.status >= 300:
        http.refuse(answer)
    return True


def _record(desk: Desk, keys: Keys) -> SharedRecord:
    return SharedRecord.open(places.team_record(desk.around.env, keys.team), create=False)
