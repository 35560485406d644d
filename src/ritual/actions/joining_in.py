"""Joins a shared team by a link: as a new record here, or with what a record of the same team holds already."""

from contextlib import closing
from typing import NamedTuple

from ritual.actions.choosing import remember
from ritual.actions.desk import DEVICE, ME
from ritual.actions.settings import change
from ritual.actions.sharing import announce, fresh_keys
from ritual.actions.surroundings import Surroundings
from ritual.actions.syncing import JOINED, Asked, pausing, sync
from ritual.actions.team_settings import PERSON, person_value
from ritual.actions.workspace import Workspace
from ritual.errors import Refused
from ritual.files import places
from ritual.files.keys import Keys, done_with, kept_for, write_keys
from ritual.files.people import Listed
from ritual.model.clean import line
from ritual.model.instant import iso
from ritual.model.team import Person
from ritual.protocol.device import token, token_hash
from ritual.protocol.invite import Bundle, Link, auth, open_bundle, read_link
from ritual.protocol.inviting import Acceptance, acceptance_told, read_joined
from ritual.protocol.sealing import NotOpened
from ritual.store.shared import SharedRecord
from ritual.sync import saying
from ritual.sync.engine import Synced
from ritual.sync.http import GONE, Http, checked
from ritual.words import t

NOT_FOUND = 404


class Joined(NamedTuple):
    """The team as it is here now, who invited, and what the first sync did."""

    ws: Workspace
    inviter: str
    synced: Synced


def link_of(typed: str) -> Link:
    """The link that was pasted; raises SyncTrouble for what is none."""
    try:
        link = read_link(typed)
    except ValueError:
        raise saying.no_link() from None
    return link._replace(endpoint=checked(link.endpoint))


def join(around: Surroundings, link: Link, listed: Listed | None, asked: Asked) -> Joined:
    """Joins; `listed` says who comes, where the link doesn't. Whatever breaks off, doing it again goes on from there.

    Raises SyncTrouble for a link that is over or wrong, Refused where somebody else sits at this machine.
    """
    with closing(Http(link.endpoint, "", pausing())) as http:
        http.info()
        fresh = fresh_keys("", link.endpoint, link.person or around.new_id(), around.new_id())
        keys = kept_for(around.env, link.invite, fresh)
        bundle = _accepted(around, http, link, keys)
    keys = keys._replace(team=bundle.team, epochs={**bundle.older, bundle.epoch: bundle.key})
    ws = _opened(around, bundle, keys)
    announce(ws, keys)
    synced = sync(ws, asked)
    if listed and not link.person:
        _introduce(ws, listed)
        sync(ws)
    remember(around, bundle.team)
    done_with(around.env, link.invite)
    return Joined(ws, line(bundle.inviter), synced)


def _accepted(around: Surroundings, http: Http, link: Link, keys: Keys) -> Bundle:
    accepting = Acceptance(auth(link.secret), keys.member, keys.device, token_hash(token(keys.token)))
    answer = http.ask("POST", f"/invites/{link.invite}/accept", acceptance_told(accepting))
    if answer.status in (NOT_FOUND, GONE):
        done_with(around.env, link.invite)
    if answer.status == NOT_FOUND:
        raise saying.unknown_link(link.endpoint)
    if answer.status >= 300:
        http.refuse(answer)
    joined = http.read(answer.body, read_joined)
    try:
        bundle = open_bundle(link.secret, link.invite, joined.sealed)
    except NotOpened as error:
        raise saying.wrong_secret() from error
    if bundle.team != joined.team:
        raise saying.wrong_secret()
    return bundle


def _opened(around: Surroundings, bundle: Bundle, keys: Keys) -> Workspace:
    """The team's record, which may be here already; the keys are kept first, because a link works once."""
    path = places.team_record(around.env, bundle.team)
    record = SharedRecord.open(str(path))
    sits_here = record.meta(ME)
    if sits_here and sits_here != keys.member:
        record.close()
        raise Refused(
            t("Somebody else sits at this machine for “{team}”.", team=line(bundle.name)),
            t("Set RITUAL_HOME to another folder, ask for a new link and join from there."),
        )
    write_keys(around.env, keys)
    record.set_meta(ME, keys.member)
    record.set_meta(DEVICE, keys.device)
    record.set_meta(JOINED, keys.team)
    record.share(keys.endpoint)
    return Workspace(around, record, keys.member, keys.device)


def _introduce(ws: Workspace, listed: Listed) -> None:
    """Says to the team who has come."""
    me = Person(ws.me, listed.handle, listed.name, listed.zone, joined=iso(ws.now()))
    ws.write(change(ws.record, ws.pen(), ws.new_id(), PERSON + me.id, person_value(me)))
