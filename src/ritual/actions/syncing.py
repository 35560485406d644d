"""Syncs a team through its endpoint, and says how things stand between here and there."""

import os
import random
import time
from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import NamedTuple

from ritual.actions.backup import clear, copied, free
from ritual.actions.desk import Desk
from ritual.actions.mine import grant
from ritual.actions.next_key import follow_up
from ritual.actions.roster import is_admin, roster
from ritual.actions.taking_over import take_over
from ritual.actions.tidying import tidy
from ritual.errors import Refused, SyncTrouble
from ritual.files import places
from ritual.files.keys import Keys, read_keys
from ritual.files.locks import alone
from ritual.protocol.device import token
from ritual.store.outbox import Standing
from ritual.store.shared import SharedRecord
from ritual.sync.engine import Engine, Synced
from ritual.sync.http import Http, Pausing
from ritual.sync.log import Log
from ritual.sync.noting import AT, FAILED, TROUBLE, went_well, went_wrong
from ritual.sync.sealing import Hand
from ritual.sync.turns import Ground
from ritual.sync.whole import whole
from ritual.words import t

JOINED = "sync.team"
COPIES_KEPT = timedelta(days=30)
_BEFORE = "before-sync"


class Asked(NamedTuple):
    """How to sync: whether losing much of others' is fine; `progress` is told how many events have been read."""

    accepts_loss: bool = False
    progress: Callable[[int], None] = lambda _: None


USUAL = Asked()


class Stands(NamedTuple):
    """Where a shared team stands: its endpoint, when it last synced and since when that fails ("" for never, RFC 3339
    UTC), the kind of trouble, and what waits."""

    endpoint: str
    at: str
    failed: str
    trouble: str
    standing: Standing


def keys_of(desk: Desk) -> Keys:
    """The keys of a team that is shared; Refused for one that isn't."""
    # Who has joined and read nothing yet knows the team by its id alone.
    team = desk.team.id or desk.record.meta(JOINED)
    keys = read_keys(desk.around.env, team) if team else None
    # Keys alone are of a sharing that broke off: what was to stay here isn't noted yet.
    if keys is None or not desk.is_shared:
        raise Refused(
            t("“{team}” is on this machine alone.", team=desk.team.name),
            t("`ritual share` shares it through an endpoint."),
        )
    return keys


def connected(keys: Keys) -> Http:
    """The endpoint of a team, known there by this device's token."""
    return Http(keys.endpoint, token(keys.token), pausing())


def pausing() -> Pausing:
    """Waiting as processes do."""
    return Pausing(time.sleep, random.random)


def sync(desk: Desk, asked: Asked = USUAL) -> Synced:
    """Pushes and pulls, after any other process that does so. Raises Refused, SyncTrouble."""
    with alone(_lock(desk, keys_of(desk)), wait=True):
        return _synced(desk, asked)


def sync_unless_under_way(desk: Desk) -> None:
    """Pushes and pulls where no other process does so already. Raises Refused, SyncTrouble."""
    with alone(_lock(desk, keys_of(desk)), wait=False) as is_alone:
        if is_alone:
            _synced(desk, USUAL)


def stands(desk: Desk) -> Stands:
    """How things stand; Refused for a team that isn't shared."""
    keys = keys_of(desk)
    with SharedRecord.open(places.team_record(desk.around.env, keys.team), create=False) as record:
        at, failed, trouble = (record.meta(key) or "" for key in (AT, FAILED, TROUBLE))
        return Stands(keys.endpoint, at, failed, trouble, record.standing())


def _noted(desk: Desk, record: SharedRecord, work: Callable[[], Synced]) -> Synced:
    """Does it, and notes when it went well or didn't."""
    try:
        done = work()
    except SyncTrouble as trouble:
        went_wrong(record, desk.now(), trouble)
        raise
    went_well(record, desk.now())
    return done


def ground(desk: Desk, keys: Keys) -> Ground:
    """What a follower of the desk's team stands on."""
    env = desk.around.env
    path = Path(places.team_record(env, keys.team))

    def settle(record: SharedRecord, http: Http) -> int:
        # In the follower's thread, so at a desk of its own.
        return _settled_for_others(Desk(desk.around, record, desk.me, desk.device), record, http, keys)

    return Ground(env, keys, path, _lock(desk, keys), desk.now, lambda: _copy(desk, keys.team), settle)


def _lock(desk: Desk, keys: Keys) -> Path:
    return Path(places.team_record(desk.around.env, keys.team)).with_name("sync.lock")


def _synced(desk: Desk, asked: Asked) -> Synced:
    keys = keys_of(desk)
    path = places.team_record(desk.around.env, keys.team)
    with SharedRecord.open(path, create=False) as record:
        _drop_old_copies(desk, keys.team)
        return _noted(desk, record, lambda: _connected(desk, record, keys, asked))


def _connected(desk: Desk, record: SharedRecord, keys: Keys, asked: Asked) -> Synced:
    with closing(connected(keys)) as http:
        return _driven(desk, record, http, keys, asked)


def _driven(desk: Desk, record: SharedRecord, http: Http, keys: Keys, asked: Asked) -> Synced:
    hand = Hand(keys.team, keys.member, keys.device)
    engine = Engine(record, Log(http, keys.team), hand, keys.epochs, os.urandom)
    engine.reads_ahead = True
    engine.accepts_loss, engine.progress = asked.accepts_loss, asked.progress
    engine.keep_copy = lambda: _copy(desk, keys.team)
    record.make_room()
    done = whole(desk.around.env, engine, keys.endpoint)
    if _settled_for_others(desk, record, http, keys):
        done = _both(done, whole(desk.around.env, engine, keys.endpoint))
    return done


def _settled_for_others(desk: Desk, record: SharedRecord, http: Http, keys: Keys) -> int:
    """Does what others asked for, or can't do any more because they have left, and rounds left; how much it was."""

    def decides() -> bool:
        return is_admin(roster(http, keys), keys.member)

    settled = grant(desk, decides) + take_over(desk, decides) + tidy(desk)
    return settled + follow_up(desk, record, http, keys.team)


def _both(one: Synced, more: Synced) -> Synced:
    return Synced(one.sent + more.sent, one.came + more.came, one.started_over or more.started_over)


def _copy(desk: Desk, team: str) -> None:
    """A copy of the record beside it, before anything is let go; one of the same day stays what it is."""
    record = Path(places.team_record(desk.around.env, team))
    path = free(record.parent, f"{_BEFORE}-{desk.now().date()}")
    beside = path.with_name(f".{path.name}.new")
    try:
        copied(desk.around, record, beside)
        beside.replace(path)
    finally:
        clear(beside)


def _drop_old_copies(desk: Desk, team: str) -> None:
    """Takes away the copies of more than a month ago: what was erased since is still in them.

    So is what isn't kept in one that was being made when its process was killed: nobody else makes one meanwhile.
    """
    folder = Path(places.team_record(desk.around.env, team)).parent
    old = [each for each in folder.glob(f"{_BEFORE}-*.db") if each.stem < _oldest(desk)]
    for each in (*old, *folder.glob(f".{_BEFORE}-*")):
        each.unlink(missing_ok=True)


def _oldest(desk: Desk) -> str:
    return f"{_BEFORE}-{(desk.now() - COPIES_KEPT).date()}"
