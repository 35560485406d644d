"""Joins a shared team by a link: as a new record here, or with what a record of the same team holds already."""

from contextlib import closing, suppress
from typing import NamedTuple

from ritual.actions.choosing import remember
from ritual.actions.desk import DEVICE, ME
from ritual.actions.roster import UNKNOWN, end
from ritual.actions.settings import change
from ritual.actions.sharing import announce, fresh_keys
from ritual.actions.surroundings import Surroundings
from ritual.actions.syncing import JOINED, Asked, pausing, sync
from ritual.actions.team_settings import PERSON, person_value
from ritual.actions.workspace import Workspace
from ritual.errors import Refused, SyncTrouble
from ritual.files import places
from ritual.files.keys import Keys, write_keys
from ritual.files.people import Listed
from ritual.files.unfinished import Unfinished, forget_unfinished, read_unfinished, write_unfinished
from ritual.model.clean import line
from ritual.model.instant import iso
from ritual.model.team import Person
from ritual.protocol.device import token, token_hash
from ritual.protocol.invite import Bundle, Link, auth, name_of, open_bundle, read_link
from ritual.protocol.inviting import Acceptance, acceptance_told, read_joined
from ritual.protocol.problems import read_problem
from ritual.protocol.sealing import NotOpened
from ritual.store.shared import SharedRecord
from ritual.sync import links
from ritual.sync.engine import Synced
from ritual.sync.http import Http, checked
from ritual.sync.links import LinkIsOver
from ritual.words import t

NOT_FOUND, GONE = 404, 410


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
        raise links.no_link() from None
    return link._replace(endpoint=checked(link.endpoint))


def join(around: Surroundings, link: Link, listed: Listed | None, asked: Asked) -> Joined:
    """Joins; `listed` says who comes, where the link doesn't. What was interrupted goes on with the very same link; one
    that was mistyped meanwhile changes nothing about that.

    Raises SyncTrouble for a link that is over or wrong, Refused where somebody else sits at this machine.
    """
    begun = read_unfinished(around.env, name_of(link))
    if begun is None or not begun.keys.team:
        begun = _let_in(around, link, begun)
    try:
        ws = opened(around, begun)
    except Refused:
        forget_unfinished(around.env, name_of(link))
        _withdraw(begun.keys, is_new=not link.person)
        raise
    announce(ws, begun.keys)
    synced = sync(ws, asked)
    if listed and not link.person and ws.me not in ws.team.people:
        _introduce(ws, listed)
        sync(ws)
    remember(around, begun.keys.team)
    forget_unfinished(around.env, name_of(link))
    return Joined(ws, line(begun.inviter), synced)


def _let_in(around: Surroundings, link: Link, begun: Unfinished | None) -> Unfinished:
    """Uses the link; what this device is known by is kept before, because only that may use it again.

    Nothing is kept of a link that lets nobody in.
    """
    with closing(Http(link.endpoint, "", pausing())) as http:
        http.info()
        if begun is None:
            keys = fresh_keys("", link.endpoint, link.person or around.new_id(), around.new_id())
            write_unfinished(around.env, name_of(link), Unfinished(keys))
        else:
            keys = begun.keys
        try:
            bundle = accepted(http, link, keys)
        except LinkIsOver:
            forget_unfinished(around.env, name_of(link))
            raise
    keys = keys._replace(team=bundle.team, epochs={**bundle.older, bundle.epoch: bundle.key})
    let_in = Unfinished(keys, bundle.name, bundle.inviter)
    write_unfinished(around.env, name_of(link), let_in)
    return let_in


def _withdraw(keys: Keys, *, is_new: bool) -> None:
    """Takes out again what has just come in, as far as the endpoint can be reached: all of whoever is new, else this
    machine alone."""
    what = f"members/{keys.member}" if is_new else f"devices/{keys.device}"
    with suppress(SyncTrouble), closing(Http(keys.endpoint, token(keys.token), pausing())) as http:
        end(http, f"/teams/{keys.team}/{what}", UNKNOWN)


def accepted(http: Http, link: Link, keys: Keys) -> Bundle:
    """Uses the link for the device with these keys, and opens what it gives; raises SyncTrouble."""
    accepting = Acceptance(auth(link), keys.member, keys.device, token_hash(token(keys.token)))
    answer = http.ask("POST", f"/invites/{link.invite}/accept", acceptance_told(accepting))
    if answer.status in (NOT_FOUND, GONE):
        raise links.link_is_over(link.endpoint, read_problem(answer.status, answer.body).type)
    if answer.status >= 300:
        http.refuse(answer)
    joined = http.read(answer.body, read_joined)
    try:
        bundle = open_bundle(link.secret, link.invite, joined.sealed)
    except NotOpened as error:
        raise links.wrong_secret() from error
    if bundle.team != joined.team:
        raise links.wrong_secret()
    return bundle


def opened(around: Surroundings, begun: Unfinished) -> Workspace:
    """The team's record, which may be here already, shared with these keys; Refused where somebody else sits here."""
    keys = begun.keys
    path = places.team_record(around.env, keys.team)
    record = SharedRecord.open(path)
    sits_here = record.meta(ME)
    if sits_here and sits_here != keys.member:
        record.close()
        raise Refused(
            t("Somebody else sits at this machine for “{team}”.", team=line(begun.name)),
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
