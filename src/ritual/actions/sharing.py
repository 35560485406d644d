"""Shares a team: says first what everyone who joins will be able to read, then hands the record to an endpoint."""

import os
from contextlib import closing
from typing import NamedTuple

from ritual.actions.desk import Desk
from ritual.actions.people import myself
from ritual.actions.picking import PARKED
from ritual.actions.syncing import Asked, pausing, sync
from ritual.actions.taking_over import said_anew
from ritual.errors import Refused
from ritual.files import places
from ritual.files.keys import Keys, write_keys
from ritual.files.unfinished import Unfinished, forget_unfinished, read_unfinished, write_unfinished
from ritual.model.entry import ACTION, ANSWER, KUDOS, SESSION, SETTING, WIN, put
from ritual.protocol.device import token, token_hash
from ritual.protocol.people import Founding, founding_told
from ritual.protocol.sealing import KEY_BYTES
from ritual.store.shared import SharedRecord
from ritual.sync import saying
from ritual.sync.engine import Synced
from ritual.sync.http import Http, checked
from ritual.sync.rekeying import DEVICE, announcement
from ritual.words import t

TAKEN = 409
KINDS = (KUDOS, WIN, ACTION, SESSION, ANSWER, PARKED)


class Readable(NamedTuple):
    """How many entries of a kind, or parked topics, everyone who joins will be able to read, and how old they are (RFC
    3339 UTC)."""

    kind: str
    many: int
    oldest: str
    newest: str


def readable(desk: Desk, since: str = "") -> list[Readable]:
    """What everyone who joins will be able to read, of the entries since then."""
    found = []
    for kind in KINDS:
        moments = _moments(desk, kind, since)
        if moments:
            found.append(Readable(kind, len(moments), moments[0], moments[-1]))
    return found


def _moments(desk: Desk, kind: str, since: str) -> list[str]:
    if kind == PARKED:
        return [mark.at for mark in desk.record.saying(PARKED) if mark.at >= since]
    return [at for _, at in desk.record.times(kind, since, "~")]


def may_share(desk: Desk, endpoint: str) -> str:
    """The address as it is kept; raises Refused for a team that is shared already, SyncTrouble for no address."""
    myself(desk.team, desk.me)
    with _shared(desk) as record:
        if record.endpoint:
            raise Refused(
                t("“{team}” is shared already, through {endpoint}.", team=desk.team.name, endpoint=record.endpoint),
                t("`ritual invite` lets somebody in; `ritual status` says how things stand."),
            )
    return checked(endpoint)


def look(endpoint: str, admission: str = "") -> None:
    """Looks whether a team can be made there, before anybody is asked; raises SyncTrouble where it can't.

    Whether an admission token is the right one shows only in the making.
    """
    with closing(Http(endpoint, admission, pausing())) as http:
        if http.info().needs_admission and not admission:
            raise saying.needs_admission(endpoint)


def share(desk: Desk, endpoint: str, *, since: str = "", admission: str = "", asked: Asked) -> Synced:
    """Makes the team at the endpoint and hands over the record; what is older than `since` stays here alone.

    Raises Refused and SyncTrouble; until the endpoint has said yes nothing is shared. Whatever breaks off in between,
    doing it again goes on from there.
    """
    address = may_share(desk, endpoint)
    team, env = desk.team.id, desk.around.env
    with closing(Http(address, admission, pausing())) as http:
        http.info()
        begun = read_unfinished(env, team) or Unfinished(fresh_keys(team, address, desk.me, desk.device))
        keys = begun.keys._replace(endpoint=address)
        write_unfinished(env, team, Unfinished(keys))
        founding = Founding(team, keys.member, keys.device, token_hash(token(keys.token)))
        answer = http.ask("POST", "/teams", founding_told(founding))
        if answer.status == TAKEN:
            forget_unfinished(env, team)
        if answer.status >= 300:
            http.refuse(answer)
    write_keys(env, keys)
    _say_anew(desk)
    with _shared(desk) as record:
        record.share(address, since)
    forget_unfinished(env, team)
    announce(desk, keys)
    return sync(desk, asked)


def fresh_keys(team: str, endpoint: str, member: str, device: str) -> Keys:
    """New keys for this device, and a first key of the team."""
    token, wrap, sign = (os.urandom(KEY_BYTES) for _ in range(3))
    return Keys(team, endpoint, member, device, token, wrap, sign, {1: os.urandom(KEY_BYTES)})


def announce(desk: Desk, keys: Keys) -> None:
    """Tells the others the public keys of this device, once."""
    if not any(entry.device == keys.device for entry in desk.record.entries(DEVICE)):
        desk.write(put(desk.new_id(), desk.pen(), DEVICE, announcement(keys)))


def _say_anew(desk: Desk) -> None:
    """Says what others wrote that the team agreed on, where it was shared through another endpoint before."""
    if new := said_anew(desk, {each.author for each in desk.record.entries(SETTING)} - {desk.me}):
        desk.write(*new)


def _shared(desk: Desk) -> SharedRecord:
    return SharedRecord.open(places.team_record(desk.around.env, desk.team.id), create=False)
