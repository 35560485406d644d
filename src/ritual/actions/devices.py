"""The machines of a shared team, and the end of one that is lost."""

from contextlib import closing
from typing import NamedTuple

from ritual.actions.changing_keys import rekey
from ritual.actions.desk import Desk
from ritual.actions.roster import NOT_FOUND, end, here, is_admin, roster
from ritual.actions.syncing import connected, keys_of, sync
from ritual.errors import NotFound, Refused
from ritual.files.keys import Keys
from ritual.model.reading import flag, text
from ritual.protocol.people import Team
from ritual.protocol.reading import instant_text
from ritual.sync.http import Http
from ritual.sync.rekeying import DEVICE, SHEET
from ritual.words import t


class Machine(NamedTuple):
    """One machine of a member: since when it is in the team and on which day it was last seen (RFC 3339 UTC).

    `is_sheet` is a recovery sheet, `is_announced` says whether a new key of the team can be handed to it.
    """

    id: str
    member: str
    since: str
    seen: str
    is_here: bool
    is_sheet: bool
    is_announced: bool


def machines(desk: Desk) -> list[Machine]:
    """All machines of those who are in the team; raises Refused where it isn't shared, SyncTrouble."""
    keys = keys_of(desk)
    with closing(connected(keys)) as http:
        return _machines(desk, keys, roster(http, keys))


def revoke(desk: Desk, typed: str) -> bool:
    """Ends the one machine whose id begins so: one of mine, or as an admin anybody's.

    Gives whether the team's key is a new one, which takes an admin. Raises NotFound for none and for several, Refused
    for the machine I sit at, SyncTrouble.
    """
    keys = keys_of(desk)
    with closing(connected(keys)) as http:
        found = roster(http, keys)
        lost = one_of(_machines(desk, keys, found), typed)
        if lost.is_here:
            raise Refused(t("You are sitting at it."), t("`ritual leave` takes all your machines out of the team."))
        end(http, f"/teams/{keys.team}/devices/{lost.id}", NOT_FOUND)
        return _changed(desk, http, is_admin(found, keys.member))


def _changed(desk: Desk, http: Http, may: bool) -> bool:
    if may:
        rekey(desk, http)
        sync(desk)
    return may


def _machines(desk: Desk, keys: Keys, found: Team) -> list[Machine]:
    announced = {text(each.data, "device"): flag(each.data, SHEET) for each in desk.record.entries(DEVICE)}
    return [
        Machine(
            each.id,
            each.member,
            instant_text(each.created),
            instant_text(each.seen),
            each.id == keys.device,
            announced.get(each.id, False),
            each.id in announced,
        )
        for each in found.devices
        if each.member in here(found)
    ]


def one_of(every: list[Machine], typed: str) -> Machine:
    """The one machine whose id begins so; NotFound for none and for several."""
    wanted = typed.strip().casefold()
    found = [each for each in every if wanted and each.id.startswith(wanted)]
    if len(found) == 1:
        return found[0]
    if found:
        raise NotFound(t("Several machines begin with {id}.", id=typed), t("`ritual keys devices` shows the ids."))
    raise NotFound(t("There is no machine {id}.", id=typed), t("`ritual keys devices` shows the ids."))
