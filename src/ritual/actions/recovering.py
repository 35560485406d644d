"""Recovery sheets: one more machine of mine that is a piece of paper, and the way back from it to a real one."""

import os
from contextlib import closing

from ritual.actions.desk import Desk
from ritual.actions.inviting import invite
from ritual.actions.joining_in import Joined, accepted, join, link_of, opened
from ritual.actions.roster import UNKNOWN, roster
from ritual.actions.surroundings import Surroundings
from ritual.actions.syncing import Asked, keys_of, pausing, sync
from ritual.errors import Refused
from ritual.files.keys import Keys, read_keys
from ritual.files.unfinished import Unfinished
from ritual.model.entry import put
from ritual.protocol.device import token
from ritual.protocol.sheet import SECRET_BYTES, Sheet
from ritual.sync import links
from ritual.sync.http import Http, checked
from ritual.sync.rekeying import DEVICE, sheet_announcement
from ritual.words import t


def make_sheet(desk: Desk) -> Sheet:
    """A new sheet, which the endpoint and the others know from now on as one more machine of mine.

    Raises Refused where the team isn't shared, or its key changed meanwhile, and SyncTrouble.
    """
    sync(desk)
    keys = keys_of(desk)
    sheet = Sheet(keys.team, keys.epoch, keys.epochs[keys.epoch], os.urandom(SECRET_BYTES))
    own = _keys(sheet, keys.endpoint, keys.member)
    link = link_of(invite(desk, device=True))
    with closing(Http(keys.endpoint, "", pausing())) as http:
        accepted(http, link, own)
    older = {epoch: key for epoch, key in keys.epochs.items() if epoch != keys.epoch}
    desk.write(put(desk.new_id(), desk.pen(), DEVICE, sheet_announcement(own, older)))
    sync(desk)
    if keys_of(desk).epoch != sheet.epoch:
        raise Refused(t("The team's key changed at this very moment."), t("Do the same again."))
    return sheet


def recover(around: Surroundings, endpoint: str, sheet: Sheet, asked: Asked) -> Joined:
    """A real machine again: reads the log as the sheet, which then invites this machine as it would any other.

    The sheet stays good. Raises Refused where this machine is in the team, SyncTrouble for a sheet that is over.
    """
    _refuse_to_replace(around, sheet)
    address = checked(endpoint)
    own = _keys(sheet, address, "")
    with closing(Http(address, token(own.token), pausing())) as http:
        http.info()
        if http.ask("GET", f"/teams/{sheet.team}").status == UNKNOWN:
            raise links.sheet_is_over(address)
        found = roster(http, own)
    member = next((each.member for each in found.devices if each.id == own.device), "")
    ws = opened(around, Unfinished(own._replace(member=member)))
    try:
        synced = sync(ws, asked)
        link = link_of(invite(ws, device=True))
    finally:
        ws.record.close()
    return join(around, link, None, asked)._replace(synced=synced)


def _refuse_to_replace(around: Surroundings, sheet: Sheet) -> None:
    there = read_keys(around.env, sheet.team)
    if there and there.device != sheet.device:
        raise Refused(
            t("This machine is in the team already."),
            t("Where the endpoint doesn't know it any more, `ritual leave` first; the record stays here."),
        )


def _keys(sheet: Sheet, endpoint: str, member: str) -> Keys:
    epochs = {sheet.epoch: sheet.key}
    return Keys(sheet.team, endpoint, member, sheet.device, sheet.token, *sheet.keys, epochs)
