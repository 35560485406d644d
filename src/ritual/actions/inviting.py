"""Invites somebody, or my own second machine, by a link that works once."""

import os
from contextlib import closing

from ritual.actions.desk import Desk
from ritual.actions.people import myself, person
from ritual.actions.roster import here, roster
from ritual.actions.syncing import connected, keys_of
from ritual.errors import Refused
from ritual.protocol.invite import Bundle, Link, auth_hash, link_text, seal_bundle
from ritual.protocol.inviting import Invite, invite_told
from ritual.protocol.people import ADMIN, MEMBER
from ritual.protocol.sealing import KEY_BYTES, NONCE_BYTES
from ritual.words import t

OPEN_FOR = 72 * 3600
TAKEN = 409


def invite(desk: Desk, handle: str = "", *, device: bool = False, admin: bool = False) -> str:
    """The link for a member by handle, for one more device of mine, or for somebody the team doesn't know yet.

    Raises NotFound for a handle that nobody has, Refused where the team isn't shared or the member has left it at the
    endpoint, SyncTrouble.
    """
    keys = keys_of(desk)
    who = desk.me if device else person(desk.team, handle).id if handle else ""
    link = Link(keys.endpoint, desk.new_id(), os.urandom(KEY_BYTES), who)
    older = {epoch: key for epoch, key in keys.epochs.items() if epoch != keys.epoch}
    inviter = myself(desk.team, desk.me).name
    bundle = Bundle(keys.team, keys.epoch, keys.epochs[keys.epoch], desk.team.name, inviter, who, older)
    sealed = seal_bundle(link.secret, link.invite, bundle, os.urandom(NONCE_BYTES))
    role = ADMIN if admin else MEMBER
    with closing(connected(keys)) as http:
        found = roster(http, keys)
        is_known = who in here(found)
        if not is_known and any(each.id == who for each in found.members):
            raise Refused(
                t("{name} has left the team at {endpoint}.", name=desk.team.person(who).name, endpoint=keys.endpoint),
                t(
                    "The endpoint lets nobody in twice as the same person. `ritual invite` without a handle makes a "
                    "link to come in anew, where no record of the team is yet: RITUAL_HOME names another folder."
                ),
            )
        # By the endpoint's clock: this one may be wrong.
        expires = (http.time or int(desk.now().timestamp())) + OPEN_FOR
        # Who is in the team already comes with one more device.
        opened = Invite(link.invite, auth_hash(link), sealed, role, who if is_known else "", expires)
        answer = http.ask("POST", f"/teams/{keys.team}/invites", invite_told(opened))
        # Nobody else draws the same id: this one is open already, by a try whose answer was lost.
        if answer.status >= 300 and answer.status != TAKEN:
            http.refuse(answer)
    return link_text(link)
